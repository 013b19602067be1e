import type { Pace } from '../state/StatusMemory';
import { MINUTE_MS, SECOND_MS } from '../util/values';

/** The service asks for no more than one query in 10 s (interface document, section 1.2). */
export const MIN_PAUSE_MS = 10 * SECOND_MS;

/** Limits how late the end of a long upload is noticed, unless the user's interval is longer. */
export const MAX_PAUSE_MS = 300 * SECOND_MS;

const SHARE_OF_WAIT = 0.05;

/**
 * How long to wait before the next query, in milliseconds. It is a small share of the time already waited, because then a long upload takes
 * few queries and its end is still noticed with little delay.
 *
 * @param waited Milliseconds since the wait began.
 * @param interval The user's interval in milliseconds. The pause is never shorter than this or 10 s.
 */
export function nextPause(waited: number, interval: number): number {
	const least = Math.max(interval, MIN_PAUSE_MS);
	return Math.max(least, Math.min(waited * SHARE_OF_WAIT, MAX_PAUSE_MS));
}

/** Milliseconds. Once a minute, n8n looks for executions whose wait in the database is over. */
export const MIN_DATABASE_PAUSE_MS = MINUTE_MS;

/** The same for a wait in n8n's database. */
export const nextDatabasePause = (waited: number, interval: number): number =>
	Math.max(MIN_DATABASE_PAUSE_MS, nextPause(waited, interval));

/**
 * How long to wait after a number of faults in a row: 10 s after the first, doubling to 5 minutes.
 *
 * @param retryAfter Milliseconds that the service asks for; used up to 5 minutes.
 */
export function pauseAfterFault(faults: number, retryAfter = 0): number {
	const backoff = Math.min(MIN_PAUSE_MS * 2 ** (faults - 1), MAX_PAUSE_MS);
	return Math.max(backoff, Math.min(retryAfter, MAX_PAUSE_MS));
}

const MAX_DISTANCE_MS = MINUTE_MS;

/**
 * Slows down all queries of the account after "too fast": they go out 10 s apart, then 20, 40 and 60.
 *
 * @param retryAfter Milliseconds that the service asks for; used up to 5 minutes.
 */
export function slowDown(pace: Pace, now: number, retryAfter = 0): void {
	pace.distance = Math.min(Math.max(MIN_PAUSE_MS, 2 * pace.distance), MAX_DISTANCE_MS);
	const pause = Math.max(pace.distance, Math.min(retryAfter, MAX_PAUSE_MS));
	pace.nextAt = Math.max(pace.nextAt, now + pause);
}

/** Speeds up again after a valid response, but never below 10 s once the service found the queries too fast. */
export function speedUp(pace: Pace): void {
	if (pace.distance > MIN_PAUSE_MS) pace.distance = Math.max(MIN_PAUSE_MS, pace.distance / 2);
}

/** Whether the previous query was so recent that the service may find the next one too fast. */
export const isHasty = ({ lastAt }: Pace, now: number): boolean => now - lastAt < MIN_PAUSE_MS;
