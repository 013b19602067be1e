/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import type { Envelope } from './envelope';

/** An answer as it goes onto the wire. */
export interface HttpAnswer {
	status: number;
	headers: Readonly<Record<string, string>>;
	body: Buffer | AsyncIterable<Buffer> | Generator<Buffer>;
	/** The Content-Length to declare. Undefined: a Buffer's own; anything else is sent chunked. */
	length?: number;
	/** Closes the connection after the body, whatever the headers promised. */
	breaksOff?: boolean;
}

/** What an ASP.NET handler says that sets no type, for JSON too (docs/service.md, any Content-Type). */
export const HTML_TYPE = 'text/html; charset=utf-8';

const serverHeaders = {
	'Cache-Control': 'private',
	Server: 'Microsoft-IIS/10.0',
	'X-Powered-By': 'ASP.NET',
};

export function envelopeAnswer(envelope: Envelope): HttpAnswer {
	return {
		status: 200,
		headers: { 'Content-Type': HTML_TYPE },
		body: Buffer.from(JSON.stringify(envelope)),
	};
}

/** The length to declare, or undefined for a chunked body. */
export function declaredLength(answer: HttpAnswer): number | undefined {
	return answer.length ?? (Buffer.isBuffer(answer.body) ? answer.body.length : undefined);
}

/** Resolves when the answer is sent, rejects when the client went away before. */
export async function sendAnswer(response: ServerResponse, answer: HttpAnswer): Promise<void> {
	const length = declaredLength(answer);
	response.writeHead(answer.status, {
		...serverHeaders,
		...answer.headers,
		...(length === undefined ? {} : { 'Content-Length': length }),
	});
	response.flushHeaders();
	const chunks = Buffer.isBuffer(answer.body) ? [answer.body] : answer.body;
	await pipeline(Readable.from(chunks, { highWaterMark: 1 }), response, {
		end: !answer.breaksOff,
	});
	if (answer.breaksOff) response.socket?.destroySoon();
}
