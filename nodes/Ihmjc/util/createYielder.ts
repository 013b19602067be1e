import { sleep } from 'n8n-workflow';

const MAX_STRETCH_MS = 10;

/**
 * Gives a function to call every now and then in a long loop: it lets n8n's other work run when 10 ms have
 * gone by, and costs next to nothing otherwise.
 */
export function createYielder(): () => Promise<void> | undefined {
	let last = Date.now();
	return () => {
		if (Date.now() - last < MAX_STRETCH_MS) return undefined;
		return sleep(0).then(() => {
			last = Date.now();
		});
	};
}

/** How many steps of a loop to take before asking what time it is. */
export const YIELD_INTERVAL = 256;
