/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { setTimeout as delay } from 'node:timers/promises';

import { declaredLength, HTML_TYPE, type HttpAnswer } from '../httpAnswer';
import { crashPage, iisPage } from '../pages';
import type { Alteration } from './alter';
import type { QuirkOf } from './quirks';

const BYTE_ORDER_MARK = Buffer.from('\ufeff');
const SLOW_BYTE_MS = 200;
const JUNK = Buffer.alloc(64 * 1024, 'junk');
/** For an answer whose own length isn't known. */
const MORE_THAN_ANY_BODY = 1e12;

export const httpQuirks: Record<QuirkOf<'http'>, Alteration<HttpAnswer>> = {
	status401: () => iisPage(401, 'Unauthorized: Access is denied due to invalid credentials.'),
	status429: (_, value) => withHeader(iisPage(429, 'Too Many Requests'), 'Retry-After', value),
	throttle429: () => withHeader(iisPage(429, 'Too Many Requests'), 'Retry-After', '1'),
	status500: () => crashPage(500),
	status503: () => crashPage(503),
	html200: () => crashPage(200),
	textDownload: (_, value) => plain(Buffer.from(value)),
	empty200: () => plain(Buffer.alloc(0)),
	redirect: (_, value) => ({ status: 307, headers: { Location: value }, body: Buffer.alloc(0) }),
	slowBody: () => plain(slowBytes()),
	stall: (answer) => ({ ...answer, body: begun(answer.body), length: declaredLength(answer) }),
	hugeBody: (_, value) => plain(junk(Number(value))),
	truncatedJson: (answer) =>
		Buffer.isBuffer(answer.body)
			? { ...answer, body: answer.body.subarray(0, Math.ceil(answer.body.length * 0.7)) }
			: answer,
	plainText: (answer) => withHeader(answer, 'Content-Type', 'text/plain; charset=utf-8'),
	htmlType: (answer) => withHeader(answer, 'Content-Type', HTML_TYPE),
	bom: (answer) => {
		const length = declaredLength(answer);
		return {
			...answer,
			body: Buffer.isBuffer(answer.body)
				? Buffer.concat([BYTE_ORDER_MARK, answer.body])
				: startWith(BYTE_ORDER_MARK, answer.body),
			...(length === undefined ? {} : { length: length + BYTE_ORDER_MARK.length }),
		};
	},
	overlongBody: (answer, value) => ({
		...answer,
		length: (declaredLength(answer) ?? MORE_THAN_ANY_BODY) + Number(value),
		breaksOff: true,
	}),
	shortLength: (answer, value) => {
		const length = declaredLength(answer);
		return length === undefined
			? answer
			: { ...answer, length: Math.max(0, length - Number(value)) };
	},
};

function plain(body: HttpAnswer['body']): HttpAnswer {
	return { status: 200, headers: { 'Content-Type': HTML_TYPE }, body };
}

function withHeader(answer: HttpAnswer, name: string, value: string): HttpAnswer {
	return { ...answer, headers: { ...answer.headers, [name]: value } };
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
		// White space, which a JSON parser that reads along would put up with.
		yield Buffer.from(' ');
		await delay(SLOW_BYTE_MS, undefined, { ref: false });
	}
}

async function* begun(body: HttpAnswer['body']): AsyncGenerator<Buffer> {
	for await (const chunk of Buffer.isBuffer(body) ? [body] : body) {
		yield chunk.subarray(0, Math.ceil(chunk.length / 2));
		await new Promise(() => {});
	}
}

function* junk(bytes: number): Generator<Buffer> {
	for (let left = bytes; left > 0; left -= JUNK.length) yield JUNK.subarray(0, left);
}
