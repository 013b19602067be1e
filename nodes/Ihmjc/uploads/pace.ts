import type { Pace } from '../state/StatusMemory';
import { MINUTE_MS, SECOND_MS } from '../util/values';

/** The service asks for no more than one query in 10 s (interface document, section 1.2). */
export const MIN_PAUSE_MS = 10 * SECOND_MS;

/** However long a job takes, its end is noticed within this time, unless the user's interval is longer. */
export const MAX_PAUSE_MS = 300 * SECOND_MS;

const SHARE_OF_WAIT = 0.05;

/**
 * How long to wait before the next query: a small share of the time already waited, so that a long job
 * costs few queries and no job's end is noticed late by more than that share.
 *
 * @param waited Milliseconds since the wait began.
 * @param interval The user's interval in milliseconds: the pause is never shorter, and never under 10 s.
 */
export function nextPause(waited: number, interval: number): number {
	const least = Math.max(interval, MIN_PAUSE_MS);
	return Math.max(least, Math.min(waited * SHARE_OF_WAIT, MAX_PAUSE_MS));
}

/** n8n looks once a minute for executions whose wait in the database is over. */
export const MIN_DATABASE_PAUSE_MS = MINUTE_MS;

/** The same for a wait in n8n's database. */
export const nextDatabasePause = (waited: number, interval: number): number =>
	Math.max(MIN_DATABASE_PAUSE_MS, nextPause(waited, interval));

/** How long to wait after the nth fault in a row (from 1): doubling, from 10 s to 5 minutes. */
export function pauseAfterFault(faults: number, retryAfter = 0): number {
	const backoff = Math.min(MIN_PAUSE_MS * 2 ** (faults - 1), MAX_PAUSE_MS);
	return Math.max(backoff, Math.min(retryAfter, MAX_PAUSE_MS));
}

const MAX_DISTANCE_MS = MINUTE_MS;

/** Makes all queries of the account slower: after "too fast" 10 seconds apart, then 20, 40 and 60. */
export function slowDown(pace: Pace, now: number, retryAfter = 0): void {
	pace.distance = Math.min(Math.max(MIN_PAUSE_MS, 2 * pace.distance), MAX_DISTANCE_MS);
	const pause = Math.max(pace.distance, Math.min(retryAfter, MAX_PAUSE_MS));
	pace.nextAt = Math.max(pace.nextAt, now + pause);
}

/** After an answer; never as fast again as the service once found too fast. */
export function speedUp(pace: Pace): void {
	if (pace.distance > MIN_PAUSE_MS) pace.distance = Math.max(MIN_PAUSE_MS, pace.distance / 2);
}

/** Whether a query went out so soon after another one that the service may have found it too fast. */
export const isHasty = ({ lastAt }: Pace, now: number): boolean => now - lastAt < MIN_PAUSE_MS;
