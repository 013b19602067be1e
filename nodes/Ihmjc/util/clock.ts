import { sleep } from 'n8n-workflow';

/** Passed in, so that a test of an hour's wait takes milliseconds. */
export interface Clock {
	/** Milliseconds since 1970. */
	now(): number;
	/** Resolves after `milliseconds`, or within a second after the signal is aborted. Never rejects. */
	sleep(milliseconds: number): Promise<void>;
	/** Aborted when the user cancels the execution. */
	readonly signal?: AbortSignal;
}

/** Divides a long sleep into short ones, because n8n Cloud only allows n8n's own timers, which can't be canceled. */
const SLICE_MS = 500;

/** The real clock. A sleep ends within half a second after the signal is aborted. */
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
