import type { Pace } from '../state/AnswerMemory';

const SECOND = 1000;

/** The service asks for no more than one query in 10 s (interface document, section 1.2). */
export const LEAST_PAUSE = 10 * SECOND;

/** However long a job takes, its end is noticed within this time, unless the user's interval is longer. */
export const LONGEST_PAUSE = 300 * SECOND;

const SHARE_OF_WAIT = 0.05;

/**
 * How long to wait before the next query: a small share of the time already waited, so that a long job
 * costs few queries and no job's end is noticed late by more than that share.
 *
 * @param waited Milliseconds since the wait began.
 * @param interval The user's interval in milliseconds: the pause is never shorter, and never under 10 s.
 */
export function nextPause(waited: number, interval: number): number {
	const least = Math.max(interval, LEAST_PAUSE);
	return Math.max(least, Math.min(waited * SHARE_OF_WAIT, LONGEST_PAUSE));
}

/** How long to wait after the nth fault in a row (from 1): doubling, from 10 s to 5 minutes. */
export function pauseAfterFault(faults: number, retryAfter = 0): number {
	const backoff = Math.min(LEAST_PAUSE * 2 ** (faults - 1), LONGEST_PAUSE);
	return Math.max(backoff, Math.min(retryAfter, LONGEST_PAUSE));
}

const MAX_DISTANCE_MS = 60 * SECOND;

/** Makes all queries of the account slower: after "too fast" 10 seconds apart, then 20, 40 and 60. */
export function slowDown(pace: Pace, now: number, retryAfter = 0): void {
	pace.distance = Math.min(Math.max(LEAST_PAUSE, 2 * pace.distance), MAX_DISTANCE_MS);
	const pause = Math.max(pace.distance, Math.min(retryAfter, LONGEST_PAUSE));
	pace.nextAt = Math.max(pace.nextAt, now + pause);
}

/** After an answer; never as fast again as the service once found too fast. */
export function speedUp(pace: Pace): void {
	if (pace.distance > LEAST_PAUSE) pace.distance = Math.max(LEAST_PAUSE, pace.distance / 2);
}

/** Whether a query went out so soon after another one that the service may have found it too fast. */
export const isHasty = ({ lastAt }: Pace, now: number): boolean => now - lastAt < LEAST_PAUSE;
