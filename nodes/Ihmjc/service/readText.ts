import type { Limits } from './Dependencies';
import { failure, type Outcome, success, TRY_LATER } from './Fault';

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
	chunks: AsyncIterable<Uint8Array>,
	limits: Limits,
): Promise<Outcome<string>> {
	const decoder = new TextDecoder('utf-8');
	const deadline = Date.now() + limits.envelopeTime;
	let text = '';
	let bytes = 0;
	try {
		for await (const chunk of chunks) {
			bytes += chunk.length;
			if (bytes > limits.envelopeBytes) return tooLarge();
			if (Date.now() > deadline) return truncated();
			text += decoder.decode(chunk, { stream: true });
		}
	} catch {
		return truncated();
	}
	return success(text + decoder.decode());
}
