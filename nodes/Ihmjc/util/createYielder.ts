import { sleep } from 'n8n-workflow';

const MAX_STRETCH_MS = 10;

/** Makes a function to call in long loops. It lets n8n do other work every 10 ms, and takes almost no time otherwise. */
export function createYielder(): () => Promise<void> | undefined {
	let last = Date.now();
	return () => {
		if (Date.now() - last < MAX_STRETCH_MS) return undefined;
		return sleep(0).then(() => {
			last = Date.now();
		});
	};
}

/** Iterations of a loop between two calls. */
export const YIELD_INTERVAL = 256;
