import type { IDataObject } from 'n8n-workflow';

import { withoutNumbers } from '../numbers/withoutNumbers';
import { numericValue, plainText } from '../util/values';
import type { Redact, Redactor } from './createRedactor';
import { type Fault, type Outcome, success, unexpectedResponse } from './Fault';
import { readText } from './readText';
import { CHECK_CREDENTIAL } from './statusFault';
import { post, type Transport } from './transport';

/** The only `RES` that means success (interface document, all sections). */
const SUCCESS = '100';

const MAX_QUOTE_LENGTH = 300;

/** Advice for a refused query or download, which has other reasons than a refused upload. */
export const CHECK_UPLOAD_ID =
	'Check the upload ID, and the account and password in the credential. Ihmjc deletes results 7 days after completion.';

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
	/** Fields of `DATA` if that is an object, as received: a text must pass through `quotable` before it is shown. No fault holds any of them. */
	data: IDataObject;
}

/**
 * @param advice What to do about a refusal.
 * @param wanted What the response should be.
 */
export function parseEnvelope(
	text: string,
	redact: Redact,
	advice = CHECK_CREDENTIAL,
	wanted = 'the expected JSON',
): Outcome<Envelope> {
	// This also removes a byte order mark.
	const body = text.trim();
	if (body === '') return unexpectedResponse('an empty response');
	if (body.startsWith('<')) return unexpectedResponse('an HTML page');

	const { RES, ERR, DATA } = objectIn(body);
	const code = plainText(RES);
	// Only a clear refusal counts as one, because a refused list may be sent again.
	if (code === '') return unexpectedResponse(`something other than ${wanted}`);
	const data = isObject(DATA) ? DATA : {};
	if (code === SUCCESS) return success({ data });
	const res = quotable(code, redact);
	const err = quotable(ERR, redact);
	const message = err ? `Ihmjc refused: ${err} (RES ${res})` : `Ihmjc refused (RES ${res})`;
	return success({ data, refusal: { kind: 'refused', res, err, message, advice } });
}

function objectIn(json: string): IDataObject {
	try {
		const value: unknown = JSON.parse(withLongNumbersAsTexts(json));
		return isObject(value) ? value : {};
	} catch {
		return {};
	}
}

/** Matches a text, or a number or another word. Its time is linear, because it takes each of them whole. */
const JSON_TOKEN = /"(?:[^"\\]|\\.)*"?|[-+.\w]+/gs;

/** Keeps all digits of an upload ID that is a bare number, because JavaScript rounds numbers of more than 15 digits. */
const withLongNumbersAsTexts = (json: string): string =>
	json.replace(JSON_TOKEN, (token) => (/^\d{16,}$/.test(token) ? `"${token}"` : token));

const isObject = (value: unknown): value is IDataObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** Sends a request whose response is an envelope. */
export async function request(
	transport: Transport,
	path: string,
	body: IDataObject | FormData,
	{ advice, timeout }: { advice?: string; timeout?: number } = {},
): Promise<Outcome<Envelope & { redact: Redactor }>> {
	const response = await post(transport, path, body, timeout);
	if (!response.ok) return response;
	const { chunks, headers, redact } = response.value;
	const text = await readText(chunks, headers, transport.limits);
	response.value.body.destroy();
	if (!text.ok) return text;
	const envelope = parseEnvelope(text.value, redact, advice);
	return envelope.ok ? success({ ...envelope.value, redact }) : envelope;
}

/** Matches a number with separators of thousands: `1,234.5`. */
const GROUPED = /^\s*-?\d{1,3}(,\d{3})+(\.\d+)?\s*$/;

/** Reads a number of a response, which may be a text. */
export const readNumber = (value: unknown): number | undefined =>
	numericValue(
		typeof value === 'string' && GROUPED.test(value) ? value.replaceAll(',', '') : value,
	);

/** More digits may be a phone number. */
const MAX_COUNT = 10 ** 9;

/** Reads a count of numbers. */
export function readCount(value: unknown): number | undefined {
	const count = readNumber(value) ?? NaN;
	return Number.isInteger(count) && count >= 0 && count < MAX_COUNT ? count : undefined;
}
