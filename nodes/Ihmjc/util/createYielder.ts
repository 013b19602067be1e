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
const INTERVAL = 256;

/** Does work for each value, and lets n8n do other work in between. JavaScript optimizes the work better than the body of a loop that awaits. */
export async function forEachYielding<Value>(
	values: Iterable<Value>,
	work: (value: Value, index: number) => void,
): Promise<void> {
	const yieldIfDue = createYielder();
	let index = 0;
	for (const value of values) {
		if (index % INTERVAL === 0) await yieldIfDue();
		work(value, index++);
	}
}
