import type { IDataObject } from 'n8n-workflow';

import { withoutNumbers } from '../numbers/withoutNumbers';
import { plainText } from '../util/values';
import type { Redact } from './createRedactor';
import type { Limits } from './Dependencies';
import { failure, type Fault, type Outcome, success, TRY_LATER } from './Fault';
import { readText } from './readText';
import type { ServiceResponse } from './transport';

/** The only `RES` that means success (interface document, all sections). */
const SUCCESS = '100';

const MAX_QUOTE_LENGTH = 300;

const CHECK_CREDENTIAL = 'Check the account and password in the credential, also for spaces.';

/** Advice for a refused query or download, which has other reasons than a refused upload. */
export const CHECK_UPLOAD_ID =
	'Check the upload ID, and the account and password in the credential. Ihmjc deletes results 7 days after completion.';

/** Makes the fault of an HTTP status that isn't 2xx. */
export function statusFault({
	status,
	headers,
}: Pick<ServiceResponse, 'status' | 'headers'>): Fault | undefined {
	if (status >= 200 && status < 300) return undefined;
	if (status >= 300 && status < 400) {
		return {
			kind: 'httpStatus',
			status,
			message: `Ihmjc redirects to another address (HTTP ${status}), which is not followed`,
			advice:
				'Check the base URL in the credential. If the service has moved, enter its new address. Redirects are not followed, because they would pass the password on.',
		};
	}
	return {
		kind: 'httpStatus',
		status,
		retryAfter: retryAfter(headers['retry-after']),
		message: `Ihmjc returned HTTP status ${status}`,
		advice: statusAdvice(status),
	};
}

function statusAdvice(status: number): string {
	if (status === 401 || status === 403) return CHECK_CREDENTIAL;
	const isTemporary = status === 408 || status === 429 || status >= 500;
	return isTemporary ? TRY_LATER : 'Check the base URL in the credential.';
}

/** Reads the header Retry-After, seconds or a date, in milliseconds. */
function retryAfter(header: unknown): number | undefined {
	const text = String(header ?? '').trim();
	const milliseconds = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - Date.now();
	return milliseconds > 0 ? milliseconds : undefined;
}

/** Makes the fault of a 2xx response that doesn't fit the interface document. */
export function unexpectedResponse(what: string): Fault {
	return {
		kind: 'unexpectedResponse',
		message: `Ihmjc returned ${what}`,
		advice: `${TRY_LATER} If it keeps happening, Ihmjc is down, or the base URL in the credential is wrong.`,
	};
}

/** Makes a text fit to be shown: one short line without secrets and phone numbers, because the service may quote them from a request. */
export function quotable(text: unknown, redact: Redact): string {
	const line = redact(plainText(text))
		.replace(/[\p{Cc}\s]+/gu, ' ')
		.trim();
	return withoutNumbers(line).slice(0, MAX_QUOTE_LENGTH);
}

/** The service's JSON envelope (interface document, all sections). */
export interface Envelope {
	/** Why the service refused, as a fault; `undefined` if it succeeded. */
	refusal?: Fault;
	/** Fields of `DATA`, which may be missing. No fault holds any of them. */
	data: IDataObject;
}

/** @param advice What to do about a refusal. */
export function parseEnvelope(
	text: string,
	redact: Redact,
	advice = CHECK_CREDENTIAL,
): Outcome<Envelope> {
	// This also removes a byte order mark.
	const body = text.trim();
	if (body === '') return failure(unexpectedResponse('an empty response'));
	if (body.startsWith('<')) return failure(unexpectedResponse('an HTML page'));

	let parsed: unknown;
	try {
		parsed = JSON.parse(withLongNumbersAsTexts(body));
	} catch {
		return failure(unexpectedResponse('something other than JSON'));
	}
	const { RES, ERR, DATA } = isObject(parsed) ? parsed : {};
	const code = plainText(RES);
	// Only a clear refusal counts as one, because a refused list may be sent again.
	if (code === '') return failure(unexpectedResponse('unknown JSON'));
	const data = isObject(DATA) ? DATA : {};
	if (code === SUCCESS) return success({ data });
	const res = quotable(code, redact);
	const err = quotable(ERR, redact);
	const message = err ? `Ihmjc refused: ${err} (RES ${res})` : `Ihmjc refused (RES ${res})`;
	return success({ data, refusal: { kind: 'refused', res, err, message, advice } });
}

/** Matches a text, or a number or another word. Its time is linear, because it takes each of them whole. */
const JSON_TOKEN = /"(?:[^"\\]|\\.)*"?|[-+.\w]+/gs;

/** Keeps all digits of an upload ID that is a bare number, because JavaScript rounds numbers of more than 15 digits. */
const withLongNumbersAsTexts = (json: string): string =>
	json.replace(JSON_TOKEN, (token) => (/^\d{16,}$/.test(token) ? `"${token}"` : token));

const isObject = (value: unknown): value is IDataObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reads a response as the service's JSON envelope. */
export async function readEnvelope(
	response: ServiceResponse,
	limits: Limits,
	advice?: string,
): Promise<Outcome<Envelope>> {
	const fault = statusFault(response);
	if (fault) {
		response.body.destroy();
		return failure(fault);
	}
	const text = await readText(response, limits);
	return text.ok ? parseEnvelope(text.value, response.redact, advice) : text;
}

/** Reads the `DATA` of a response that must be a success. */
export async function readData(
	...args: Parameters<typeof readEnvelope>
): Promise<Outcome<IDataObject>> {
	const envelope = await readEnvelope(...args);
	if (!envelope.ok) return envelope;
	const { data, refusal } = envelope.value;
	return refusal ? failure(refusal) : success(data);
}
