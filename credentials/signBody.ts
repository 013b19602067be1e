import type { IHttpRequestOptions } from 'n8n-workflow';

/** Options that n8n's HTTP Request node passes instead, named as in an older HTTP library. */
export interface RequestOptions extends Omit<IHttpRequestOptions, 'body'> {
	body?: unknown;
	uri?: string | URL;
	form?: unknown;
	formData?: unknown;
	followRedirect?: boolean;
	followAllRedirects?: boolean;
}

type Fields = Record<string, string>;

/** A form of the package form-data, which n8n's HTTP Request node makes. Its fields can't be replaced. */
interface StreamedForm {
	append(name: string, value: string): void;
	getHeaders(): unknown;
}

const FORM = 'application/x-www-form-urlencoded';

/** Content types of the forms that n8n makes of fields. */
const FORM_TYPE = /^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i;

/** Matches `a=1&b=2`, and an empty text. */
const FORM_TEXT = /^([^\s=&<{[]+=[^&]*(&|$))*$/;

/**
 * Sets fields in the form of a request, wherever n8n puts it, because the service reads nothing but forms. Sets each only once, because n8n
 * may sign a request twice.
 *
 * @throws Error if the body isn't a form.
 */
export function signBody(request: RequestOptions, fields: Fields): void {
	const places = (['form', 'formData', 'body'] as const).filter((key) => request[key] != null);
	for (const key of places) request[key] = signForm(request[key], fields);
	if (places.length === 0) request.body = { ...fields };
	const { body } = request;
	if (typeof body === 'string' || isFields(body)) setFormType(request);
}

function signForm(form: unknown, fields: Fields): unknown {
	if (form instanceof FormData || form instanceof URLSearchParams) {
		for (const [name, value] of Object.entries(fields)) form.set(name, value);
		return form;
	}
	if (isStreamedForm(form)) {
		if (!signedForms.has(form)) {
			for (const [name, value] of Object.entries(fields)) form.append(name, value);
		}
		signedForms.add(form);
		return form;
	}
	if (typeof form === 'string' && FORM_TEXT.test(form.trim())) {
		return String(signForm(new URLSearchParams(form.trim()), fields));
	}
	if (isFields(form)) return { ...form, ...fields };
	throw new Error(NO_FORM);
}

const NO_FORM =
	"The Ihmjc credential can only sign a form. In the HTTP Request node, set 'Body Content Type' to 'Form-Data' or 'Form Urlencoded'.";

const signedForms = new WeakSet<StreamedForm>();

const isStreamedForm = (form: unknown): form is StreamedForm => {
	const { append, getHeaders } = Object(form) as Partial<StreamedForm>;
	return typeof append === 'function' && typeof getHeaders === 'function';
};

/** Streams, Blobs and files don't count, because their keys aren't form fields. */
function isFields(body: unknown): body is object {
	if (Object.prototype.toString.call(body) !== '[object Object]' || isStreamedForm(body))
		return false;
	return !('pipe' in (body as object)) && !(Symbol.asyncIterator in (body as object));
}

/** Makes n8n send fields as a form, not as JSON, unless the request says how. */
function setFormType(request: RequestOptions): void {
	const headers = { ...request.headers };
	const name = Object.keys(headers).find((each) => each.toLowerCase() === 'content-type');
	const type = String(headers[name ?? ''] ?? '');
	if (type !== '' && !FORM_TYPE.test(type)) throw new Error(NO_FORM);
	request.headers = { ...headers, [name ?? 'Content-Type']: type || FORM };
}
