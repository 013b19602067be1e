import type { Clock } from '../util/clock';
import { getOrCreate, MINUTE_MS, SECOND_MS } from '../util/values';

/** The service asks for no more than one query in 10 s (interface document, section 1.2). */
export const MIN_PAUSE_MS = 10 * SECOND_MS;

/** Limits how late the end of a long upload is noticed, unless the user's interval is longer. */
export const MAX_PAUSE_MS = 300 * SECOND_MS;

/** Milliseconds between queries of different uploads. */
const MIN_DISTANCE_MS = SECOND_MS;
const MAX_DISTANCE_MS = MINUTE_MS;

/** After this, queries may be a second apart again, because a pace lasts as long as the process. */
const MEMORY_MS = 60 * MINUTE_MS;

/** How often a query that waits for its turn checks whether it is still needed. */
const SLICE_MS = SECOND_MS;

/** A turn to send a query. */
export interface Turn {
	/** Whether the query before was so recent that the service may find this one too fast. */
	isTooSoon: boolean;
}

/** How fast the queries of an account follow each other, in all executions of the process. */
export class Pace {
	/** When the next turn is free, if nobody else waits for one; milliseconds since 1970. */
	freeAt = -Infinity;

	private lastAt = -Infinity;

	/** Milliseconds between any two queries. */
	private distance = MIN_DISTANCE_MS;

	/** When the service last found the queries too fast. */
	private slowSince = -Infinity;

	/** The queries that wait for a turn, in the order in which they became due. */
	private readonly queue: Array<{ dueAt: number }> = [];

	/** The last turn for which a wait in n8n's database wakes. */
	private bookedAt = -Infinity;

	/**
	 * Waits for a turn. The query that has been due for longest has the first one. A query that gives up takes no turn from the others.
	 *
	 * @param dueAt Milliseconds since 1970.
	 * @param end Milliseconds since 1970, after which it stops waiting.
	 * @param isWanted Tells whether a turn is still needed, because another query may return the status in the meantime.
	 * @returns the turn; `undefined` if it isn't wanted any more, hasn't come before `end`, or the execution was canceled
	 */
	async turn(
		clock: Clock,
		dueAt: number,
		end: number,
		isWanted: () => boolean,
	): Promise<Turn | undefined> {
		const place = { dueAt };
		const later = this.queue.findIndex((other) => other.dueAt > dueAt);
		this.queue.splice(later === -1 ? this.queue.length : later, 0, place);
		try {
			while (isWanted() && !clock.signal?.aborted) {
				const now = clock.now();
				const before = this.queue.indexOf(place);
				const at = this.freeAt + before * this.distance;
				if (before === 0 && at <= now) {
					const isTooSoon = now - this.lastAt < MIN_PAUSE_MS;
					this.lastAt = now;
					this.freeAt = now + this.distance;
					return { isTooSoon };
				}
				if (now >= end) return undefined;
				await clock.sleep(Math.max(1, Math.min(at - now, end - now, SLICE_MS)));
			}
			return undefined;
		} finally {
			this.queue.splice(this.queue.indexOf(place), 1);
		}
	}

	/** Returns when to wake for a turn, at `earliest` or later: waits in n8n's database can't queue, so each of them wakes at its own time. */
	book(earliest: number): number {
		// A longer distance may be over before they wake.
		const distance = Math.min(this.distance, MIN_PAUSE_MS);
		this.bookedAt = Math.max(earliest, this.bookedAt + distance);
		return this.bookedAt;
	}

	/**
	 * Slows down all queries of the account after "too fast": they go out 10 s apart, then 20, 40 and 60.
	 *
	 * @param retryAfter Milliseconds that the service asks for; used up to 5 minutes.
	 */
	slowDown(now: number, retryAfter = 0): void {
		this.slowSince = now;
		this.distance = Math.min(Math.max(MIN_PAUSE_MS, 2 * this.distance), MAX_DISTANCE_MS);
		const pause = Math.max(this.distance, Math.min(retryAfter, MAX_PAUSE_MS));
		this.freeAt = Math.max(this.freeAt, now + pause);
	}

	/** Speeds up again after a valid response, but stays at 10 s for an hour after the service found the queries too fast. */
	speedUp(now: number): void {
		if (now - this.slowSince > MEMORY_MS) this.distance = MIN_DISTANCE_MS;
		else this.distance = Math.min(this.distance, Math.max(MIN_PAUSE_MS, this.distance / 2));
	}
}

/** The paces of all accounts, by base URL and account. */
export type Paces = (account: string) => Pace;

export function createPaces(): Paces {
	const paces = new Map<string, Pace>();
	return (account) => getOrCreate(paces, account, () => new Pace());
}
