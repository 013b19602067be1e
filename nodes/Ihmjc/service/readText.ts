import type { IDataObject } from 'n8n-workflow';

import { ticks } from '../util/clock';
import type { Limits } from './Dependencies';
import { type Outcome, success, tooLarge, truncated } from './Fault';

/** Reads the beginning of a response until it is enough. It fails if that takes too long. */
export async function readStart(
	chunks: AsyncIterator<Uint8Array>,
	{ envelopeTime }: Limits,
	isEnough: (bytes: Buffer) => boolean,
): Promise<Outcome<Buffer>> {
	const deadline = ticks() + envelopeTime;
	let bytes = Buffer.alloc(0);
	try {
		for (;;) {
			const { done, value } = await chunks.next();
			if (done) return success(bytes);
			bytes = Buffer.concat([bytes, value]);
			if (isEnough(bytes)) return success(bytes);
			if (ticks() > deadline) return truncated();
		}
	} catch {
		return truncated();
	}
}

/** Reads a response that must be short. It fails if the response is too long or takes too long. */
export async function readText(
	chunks: AsyncIterator<Uint8Array>,
	headers: IDataObject,
	limits: Limits,
): Promise<Outcome<string>> {
	const isTooLong = ({ length }: Buffer) => length > limits.envelopeBytes;
	const bytes = await readStart(chunks, limits, isTooLong);
	if (!bytes.ok) return bytes;
	if (isTooLong(bytes.value)) return tooLarge();
	return success(decode(bytes.value, String(headers['content-type'] ?? '')));
}

/**
 * Decodes a text by the charset of its response. Without one it is UTF-8, or else Chinese GBK, whose newest form is GB 18030. A Node without
 * full language data knows only UTF-8.
 */
function decode(bytes: Uint8Array, contentType: string): string {
	const [, charset = 'utf-8'] = /charset=["']?([\w-]+)/i.exec(contentType) ?? [];
	const isMarked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
	for (const label of [isMarked ? 'utf-8' : charset, 'utf-8', 'gb18030']) {
		try {
			return new TextDecoder(label, { fatal: /^utf-?8$/i.test(label) }).decode(bytes);
		} catch {
			// The next one may fit.
		}
	}
	return new TextDecoder().decode(bytes);
}
