import { ticks } from '../util/clock';
import type { Limits } from './Dependencies';
import { failure, type Outcome, success, TRY_LATER } from './Fault';
import type { ServiceResponse } from './transport';

export const truncated = () =>
	failure({
		kind: 'truncated',
		message: 'The response from Ihmjc was cut off',
		advice: TRY_LATER,
	});

export const tooLarge = () =>
	failure({
		kind: 'tooLarge',
		message: 'The response from Ihmjc is too long',
		advice: `${TRY_LATER} If it keeps happening, check the base URL in the credential.`,
	});

/** Reads a response that must be short. It fails if the response is too long or takes too long. */
export async function readText(
	{ headers, chunks }: Pick<ServiceResponse, 'headers'> & { chunks: AsyncIterable<Uint8Array> },
	limits: Limits,
): Promise<Outcome<string>> {
	const deadline = ticks() + limits.envelopeTime;
	const bytes = new Uint8Array(limits.envelopeBytes);
	let length = 0;
	try {
		for await (const chunk of chunks) {
			if (length + chunk.length > bytes.length) return tooLarge();
			if (ticks() > deadline) return truncated();
			bytes.set(chunk, length);
			length += chunk.length;
		}
	} catch {
		return truncated();
	}
	return success(decode(bytes.subarray(0, length), String(headers['content-type'] ?? '')));
}

/**
 * Decodes a text by the charset of its response. Without one it is UTF-8, or else Chinese GBK, whose newest form is GB 18030. A Node without
 * full language data knows only UTF-8.
 */
function decode(bytes: Uint8Array, contentType: string): string {
	const [, charset = 'utf-8'] = /charset=["']?([\w-]+)/i.exec(contentType) ?? [];
	const isMarked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
	const isUtf8 = isMarked || /^utf-?8$/i.test(charset);
	for (const label of isUtf8 ? ['utf-8', 'gb18030'] : [charset, 'utf-8', 'gb18030']) {
		try {
			return new TextDecoder(label, { fatal: label === 'utf-8' }).decode(bytes);
		} catch {
			// The next one may fit.
		}
	}
	return new TextDecoder().decode(bytes);
}
