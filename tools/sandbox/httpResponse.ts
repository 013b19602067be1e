/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import type { Envelope } from './envelope';

/** A response as it is sent. */
export interface HttpResponse {
	status: number;
	headers: Readonly<Record<string, string>>;
	body: Buffer | AsyncIterable<Buffer> | Generator<Buffer>;
	/** The Content-Length to declare. Undefined: a Buffer's own; anything else is sent chunked. */
	length?: number;
	/** Closes the connection after the body, even if the headers announced more. */
	closesEarly?: boolean;
}

/** The type ASP.NET sends, even for JSON, if a handler sets none (docs/service.md, any Content-Type). */
export const HTML_TYPE = 'text/html; charset=utf-8';

const serverHeaders = {
	'Cache-Control': 'private',
	Server: 'Microsoft-IIS/10.0',
	'X-Powered-By': 'ASP.NET',
};

export function envelopeResponse(envelope: Envelope): HttpResponse {
	return {
		status: 200,
		headers: { 'Content-Type': HTML_TYPE },
		body: Buffer.from(JSON.stringify(envelope)),
	};
}

/** The length to declare, or undefined for a chunked body. */
export function declaredLength(response: HttpResponse): number | undefined {
	return response.length ?? (Buffer.isBuffer(response.body) ? response.body.length : undefined);
}

/** Resolves when the response is sent; rejects if the client goes away first. */
export async function sendResponse(reply: ServerResponse, response: HttpResponse): Promise<void> {
	const length = declaredLength(response);
	reply.writeHead(response.status, {
		...serverHeaders,
		...response.headers,
		...(length === undefined ? {} : { 'Content-Length': length }),
	});
	// Sends the headers at once. `flushHeaders` would write UTF-8 in them as UTF-8 of UTF-8.
	reply.write(Buffer.alloc(0));
	const chunks = Buffer.isBuffer(response.body) ? [response.body] : response.body;
	await pipeline(Readable.from(chunks, { highWaterMark: 1 }), reply, {
		end: !response.closesEarly,
	});
	if (response.closesEarly) reply.socket?.destroySoon();
}
