import { sleep } from 'n8n-workflow';

import { ticks } from './clock';

const MAX_STRETCH_MS = 10;

/** Makes a function to call in long loops. It lets n8n do other work every 10 ms, and takes almost no time otherwise. */
export function createYielder(): () => Promise<void> | undefined {
	let last = ticks();
	return () => {
		if (ticks() - last < MAX_STRETCH_MS) return undefined;
		return sleep(0).then(() => {
			last = ticks();
		});
	};
}

/** Iterations of a loop between two calls. */
export const YIELD_INTERVAL = 256;
