import { sleep } from 'n8n-workflow';

/** Passed in, so that a test of an hour's wait takes milliseconds. */
export interface Clock {
	/** Milliseconds since 1970. Never goes back. */
	now(): number;
	/** Resolves after `milliseconds`, or within a second after the signal is aborted. Never rejects. */
	sleep(milliseconds: number): Promise<void>;
	/** Aborted when the user cancels the execution. */
	readonly signal?: AbortSignal;
}

/** Milliseconds since the process started, for what must not depend on the system's clock, which people and programs set. */
export const ticks = (): number => performance.now();

/**
 * Makes a function that returns milliseconds since 1970 and never goes back: when the system's clock is set back, it counts on by itself, so
 * that no pause gets longer. A jump forward counts, because a suspended machine was really away for that time.
 */
export function steadyTime(wall = () => Date.now(), elapsed = ticks): () => number {
	let time = wall();
	let tick = elapsed();
	return () => {
		const now = elapsed();
		time = Math.max(wall(), time + now - tick);
		tick = now;
		return time;
	};
}

const now = steadyTime();

/** Divides a long sleep into short ones, because n8n Cloud only allows n8n's own timers, which can't be canceled. */
const SLICE_MS = 500;

/** The real clock. A sleep ends within half a second after the signal is aborted. */
export const systemClock = (signal?: AbortSignal): Clock => ({
	signal,
	now,
	async sleep(milliseconds) {
		const end = now() + milliseconds;
		for (let left = milliseconds; left > 0 && !signal?.aborted; left = end - now()) {
			await sleep(Math.min(left, SLICE_MS));
		}
	},
});
