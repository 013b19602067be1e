import { sleep } from 'n8n-workflow';

import { ticks } from './clock';

/** Reads to the end and drops the bytes, for callers that listen along the way. */
export async function readToEnd(chunks: AsyncIterable<Uint8Array>): Promise<void> {
	const iterator = chunks[Symbol.asyncIterator]();
	while (!(await iterator.next()).done);
}

/** A response body that is still arriving: the part of Node's Readable that this package needs. */
export interface ByteStream extends AsyncIterable<Uint8Array> {
	readonly errored: Error | null;
	readonly destroyed: boolean;
	destroy(error?: Error): unknown;
	on(event: 'error', listener: () => void): unknown;
}

/** How often to check for silence. n8n Cloud only allows n8n's own timers, which can't be canceled. */
const SLICE_MS = 250;

/**
 * Reads a body as it arrives, and cuts it off when it falls silent, because the timeout of n8n's HTTP library ends with the headers. Time
 * in which nobody reads doesn't count.
 *
 * @param silence Milliseconds.
 */
export async function* withIdleTimeout(
	body: ByteStream,
	silence: number,
): AsyncGenerator<Uint8Array> {
	const chunks = body[Symbol.asyncIterator]();
	let isOver = false;
	let waitingSince = Infinity;
	let giveUp: (reason: Error) => void;
	const next = async () =>
		await new Promise<IteratorResult<Uint8Array>>((resolve, reject) => {
			giveUp = reject;
			waitingSince = ticks();
			chunks.next().then(resolve, reject);
		});
	const watch = async () => {
		while (!isOver && !body.destroyed) {
			await sleep(Math.min(SLICE_MS, silence));
			if (ticks() - waitingSince <= silence) continue;
			const silent = new Error('The response from Ihmjc was cut off');
			// Destroying the body alone doesn't end a read that waits for the next bytes.
			body.destroy(silent);
			giveUp(silent);
		}
	};
	void watch();
	try {
		for (;;) {
			const { done, value } = await next();
			waitingSince = Infinity;
			if (done) return;
			yield value;
		}
	} finally {
		isOver = true;
		body.destroy();
	}
}
