/** The origin of a base URL, or why it can't be used. */
export type BaseUrl = { ok: true; origin: string } | { ok: false; message: string };

const HINT = 'Enter it as http://i.ihmjc.com or https://proxy.example.com, without a path.';

/**
 * Reads the origin of a base URL. A missing scheme means `http://`, because the service speaks nothing else, and slashes at the end are
 * ignored. A path, a query or a user name is an error, because it would be lost silently.
 */
export function baseUrlOf(text: unknown): BaseUrl {
	const typed = String(text ?? '').trim();
	if (typed === '')
		return { ok: false, message: `The base URL is missing in the credential. ${HINT}` };

	const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `http://${typed}`;
	let url: URL;
	try {
		url = new URL(withScheme);
	} catch {
		return { ok: false, message: `The base URL in the credential is not a URL. ${HINT}` };
	}
	if (url.protocol !== 'http:' && url.protocol !== 'https:') {
		return { ok: false, message: `The base URL must start with http:// or https://. ${HINT}` };
	}
	if (url.username !== '' || url.password !== '') {
		return { ok: false, message: `The base URL must not contain a user name or password. ${HINT}` };
	}
	if (/[^/]/.test(url.pathname) || url.search !== '' || url.hash !== '') {
		return { ok: false, message: `The base URL must not have a path. ${HINT}` };
	}
	return { ok: true, origin: url.origin };
}
