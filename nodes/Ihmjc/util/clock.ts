import { sleep } from 'n8n-workflow';

/** Passed in, so that a test of an hour's wait takes milliseconds. */
export interface Clock {
	/** Milliseconds since 1970, counted from the start of the process: people and programs set the system's clock, but not this one. */
	now(): number;
	/** The date that the system's clock shows now, or at a time of this clock. Rows, people and n8n go by it. */
	date(time?: number): Date;
	/** Resolves after `milliseconds`, or within a second after the signal is aborted. Never rejects. */
	sleep(milliseconds: number): Promise<void>;
	/** Aborted when the user cancels the execution. */
	readonly signal?: AbortSignal;
}

/** Milliseconds since the process started. */
export const ticks = (): number => performance.now();

const startedAt = performance.timeOrigin;

const now = (): number => Math.floor(startedAt + ticks());

/** Divides a long sleep into short ones, because n8n Cloud only allows n8n's own timers, which can't be canceled. */
const SLICE_MS = 500;

/** The real clock. A sleep ends within half a second after the signal is aborted. */
export const systemClock = (signal?: AbortSignal): Clock => ({
	signal,
	now,
	date: (time = now()) => new Date(Date.now() + time - now()),
	async sleep(milliseconds) {
		const end = now() + milliseconds;
		for (let left = milliseconds; left > 0 && !signal?.aborted; left = end - now()) {
			await sleep(Math.min(left, SLICE_MS));
		}
	},
});
