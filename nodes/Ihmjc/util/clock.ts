import { sleep } from 'n8n-workflow';

/** Time as it is handed in, so that a test of an hour's wait takes milliseconds. */
export interface Clock {
	/** Milliseconds since 1970. */
	now(): number;
	/** Resolves after `milliseconds`, or within a second of the signal. Never rejects. */
	sleep(milliseconds: number): Promise<void>;
	/** Aborted when the user cancels the execution. */
	readonly signal?: AbortSignal;
}

/** n8n Cloud allows no timers but n8n's own, which can't be cancelled: so a long sleep is many short ones. */
const SLICE_MS = 500;

/** The real clock. A sleep ends within half a second of the signal. */
export const systemClock = (signal?: AbortSignal): Clock => ({
	signal,
	now: () => Date.now(),
	async sleep(milliseconds) {
		const end = Date.now() + milliseconds;
		for (let left = milliseconds; left > 0 && !signal?.aborted; left = end - Date.now()) {
			await sleep(Math.min(left, SLICE_MS));
		}
	},
});
