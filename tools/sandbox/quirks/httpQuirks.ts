/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { setTimeout as delay } from 'node:timers/promises';

import { encodeGbk } from '../gbk';
import { declaredLength, HTML_TYPE, type HttpResponse } from '../httpResponse';
import { crashPage, iisPage } from '../pages';
import type { Alteration } from './alter';
import type { QuirkOf } from './quirks';

const BYTE_ORDER_MARK = Buffer.from('\ufeff');
const SLOW_BYTE_MS = 200;
const JUNK = Buffer.alloc(64 * 1024, 'junk');
/** For a response whose length is unknown. */
const MORE_THAN_ANY_BODY = 1e12;

export const httpQuirks: Record<QuirkOf<'http'>, Alteration<HttpResponse>> = {
	status401: () => iisPage(401, 'Unauthorized: Access is denied due to invalid credentials.'),
	status429: (_, value) => withHeader(iisPage(429, 'Too Many Requests'), 'Retry-After', value),
	throttle429: () => withHeader(iisPage(429, 'Too Many Requests'), 'Retry-After', '1'),
	status500: () => crashPage(500),
	status503: () => crashPage(503),
	html200: () => crashPage(200),
	httpRefusal: (_, value) => iisPage(Number(value), 'The request was rejected'),
	textDownload: (_, value) => plain(Buffer.from(value)),
	empty200: () => plain(Buffer.alloc(0)),
	redirect: (_, value) => ({ status: 307, headers: { Location: value }, body: Buffer.alloc(0) }),
	slowBody: () => plain(slowBytes()),
	stall: (response) => ({
		...response,
		body: begun(response.body),
		length: declaredLength(response),
	}),
	hugeBody: (_, value) => plain(junk(Number(value))),
	deepData: (response, value) => {
		if (!Buffer.isBuffer(response.body) || !isJson(response.body)) return response;
		const { DATA, ...envelope } = JSON.parse(response.body.toString()) as Record<string, unknown>;
		const deep = `${'['.repeat(Number(value))}${']'.repeat(Number(value))}`;
		const fields = JSON.stringify({ ...envelope, DATA: { ...(DATA as object), deep: 0 } });
		return { ...response, body: Buffer.from(fields.replace(/0(?=\}\}$)/, deep)) };
	},
	gbk: (response, value) => {
		if (!Buffer.isBuffer(response.body)) return response;
		const charset = value === 'none' ? '' : `; charset=${value}`;
		const encoded = { ...response, body: encodeGbk(response.body.toString()) };
		return withHeader(encoded, 'Content-Type', `text/html${charset}`);
	},
	truncatedJson: (response) =>
		Buffer.isBuffer(response.body)
			? { ...response, body: response.body.subarray(0, Math.ceil(response.body.length * 0.7)) }
			: response,
	plainText: (response) => withHeader(response, 'Content-Type', 'text/plain; charset=utf-8'),
	htmlType: (response) => withHeader(response, 'Content-Type', HTML_TYPE),
	bom: (response) => {
		const length = declaredLength(response);
		return {
			...response,
			body: Buffer.isBuffer(response.body)
				? Buffer.concat([BYTE_ORDER_MARK, response.body])
				: startWith(BYTE_ORDER_MARK, response.body),
			...(length === undefined ? {} : { length: length + BYTE_ORDER_MARK.length }),
		};
	},
	overlongBody: (response, value) => ({
		...response,
		length: (declaredLength(response) ?? MORE_THAN_ANY_BODY) + Number(value),
		closesEarly: true,
	}),
	shortLength: (response, value) => {
		const length = declaredLength(response);
		return length === undefined
			? response
			: { ...response, length: Math.max(0, length - Number(value)) };
	},
};

const isJson = (body: Buffer) => body.subarray(0, 1).toString() === '{';

function plain(body: HttpResponse['body']): HttpResponse {
	return { status: 200, headers: { 'Content-Type': HTML_TYPE }, body };
}

function withHeader(response: HttpResponse, name: string, value: string): HttpResponse {
	return { ...response, headers: { ...response.headers, [name]: value } };
}

async function* startWith(
	start: Buffer,
	rest: AsyncIterable<Buffer> | Iterable<Buffer>,
): AsyncGenerator<Buffer> {
	yield start;
	yield* rest;
}

async function* slowBytes(): AsyncGenerator<Buffer> {
	for (;;) {
		// White space, which a streaming JSON parser would accept.
		yield Buffer.from(' ');
		await delay(SLOW_BYTE_MS, undefined, { ref: false });
	}
}

async function* begun(body: HttpResponse['body']): AsyncGenerator<Buffer> {
	for await (const chunk of Buffer.isBuffer(body) ? [body] : body) {
		yield chunk.subarray(0, Math.ceil(chunk.length / 2));
		await new Promise(() => {});
	}
}

function* junk(bytes: number): Generator<Buffer> {
	for (let left = bytes; left > 0; left -= JUNK.length) yield JUNK.subarray(0, left);
}
