import type { StatusMemory } from '../state/StatusMemory';
import type { Clock } from '../util/clock';
import { isHasty, MIN_PAUSE_MS, nextPause, pauseAfterFault, slowDown, speedUp } from './pace';

/** The outcome of one query. */
export type Asked<Status, Fault> =
	| { ok: true; value: Status }
	| {
			ok: false;
			fault: Fault;
			isTransient: boolean;
			/** Whether the fault means that queries are too fast, for sure or maybe. */
			tooFast?: 'surely' | 'maybe';
			retryAfter?: number;
	  };

export interface WaitOptions<Status, Fault> {
	/**
	 * Sends one query. It never throws, and repeats nothing by itself.
	 *
	 * @param hasStatus Whether the status of this upload is known already, so that a refusal may be temporary.
	 */
	ask: (uploadId: string, hasStatus: boolean) => Promise<Asked<Status, Fault>>;
	isDone: (status: Status) => boolean;
	/**
	 * Ends the wait for an upload: `done` when it is done, `status` when it is done or a query returns its status, and `newStatus` when a
	 * query returns its status, even if it was done before.
	 */
	until: 'done' | 'status' | 'newStatus';
	clock: Clock;
	memory: StatusMemory<Status>;
	/** Faults in a row so far, by upload ID, if this continues an earlier wait. Updated when the wait ends. */
	faultsSoFar?: Map<string, number>;
	/** Milliseconds between two queries for one upload, which are always at least 10 s apart. */
	interval: number;
	/** Milliseconds after which the wait ends. */
	maxWait: number;
	/** Whether to ask for every upload once even if the time is up, in a retry after a timeout. */
	isLastChance?: boolean;
	/**
	 * Milliseconds that a query may take. For as long after the end of the wait, uploads whose status is unknown are still asked for, until a
	 * query fails.
	 */
	timeout: number;
}

/** How the wait for an upload ended, and what it took. */
export type Waited<Status, Fault> = Ending<Status, Fault> & {
	/** Queries sent in this wait. */
	polls: number;
	/** Milliseconds. */
	waited: number;
};

type Ending<Status, Fault> =
	/** The upload is done or, unless `until` is `done`, a query has returned its status. */
	| { state: 'done'; status: Status }
	| { state: 'failed'; fault: Fault }
	/** Has the last known status, and the fault of the last query if no later one succeeded. */
	| { state: 'timedOut' | 'canceled'; status?: Status; fault?: Fault };

/** Faults in a row after which the wait for an upload fails. */
const MAX_FAULTS = 5;

interface Waiting<Status, Fault> {
	uploadId: string;
	/** Milliseconds since 1970. */
	nextAt: number;
	/** When it was last asked for, as far as this wait knows; milliseconds since 1970. */
	askedAt: number;
	polls: number;
	/** Faults in a row. */
	faults: number;
	status?: Status;
	fault?: Fault;
}

/**
 * Waits until every upload is done or has failed, or the time is up. It asks for one upload after another, never twice within 10 s for the
 * same one, and spreads the queries of many uploads over the interval. Simultaneous waits share their queries and their pace.
 */
export async function waitForAll<Status, Fault>(
	uploadIds: Iterable<string>,
	options: WaitOptions<Status, Fault>,
): Promise<Map<string, Waited<Status, Fault>>> {
	const { clock, memory, isDone, until, faultsSoFar, isLastChance = false } = options;
	const { pace } = memory;
	const start = clock.now();
	const deadline = start + options.maxWait;
	/** The end of the time in which uploads whose status is unknown are still asked for. */
	let firstDeadline = deadline + options.timeout;
	const all = [...new Set(uploadIds)].map((uploadId): Waiting<Status, Fault> => {
		const known = memory.get(uploadId);
		const askedAt = known?.askedAt ?? -Infinity;
		const nextAt = Math.max(start, askedAt + MIN_PAUSE_MS);
		const faults = faultsSoFar?.get(uploadId) ?? 0;
		return { uploadId, nextAt, askedAt, polls: 0, faults, status: known?.status };
	});
	const open = new Set(all);
	const ended = new Map<string, Waited<Status, Fault>>();
	const end = (one: Waiting<Status, Fault>, ending: Ending<Status, Fault>) => {
		ended.set(one.uploadId, { ...ending, polls: one.polls, waited: clock.now() - start });
		faultsSoFar?.set(one.uploadId, one.faults);
		open.delete(one);
	};
	const onStatus = (one: Waiting<Status, Fault>, status: Status) => {
		Object.assign(one, { status, fault: undefined, faults: 0 });
		if (isDone(status) || until !== 'done') return end(one, { state: 'done', status });
		const pause = spread(all, one, nextPause(one.askedAt - start, options.interval));
		one.nextAt = lastChance(one.askedAt, one.askedAt + pause, deadline);
	};
	for (const one of all) {
		if (until !== 'newStatus' && one.status !== undefined && isDone(one.status))
			end(one, { state: 'done', status: one.status });
	}

	while (open.size > 0) {
		const next = toAsk(open, { deadline, firstDeadline, paceAt: pace.nextAt, isLastChance });
		if (!next) {
			await clock.sleep(Math.max(0, deadline - clock.now()));
			break;
		}
		// Takes its turn before it sleeps, so that simultaneous waits don't take the same one.
		const { distance } = pace;
		const turn = Math.max(clock.now(), next.nextAt, pace.nextAt);
		pace.nextAt = turn + distance;
		if (turn > clock.now()) await clock.sleep(turn - clock.now());
		if (clock.signal?.aborted) break;
		// The service may have found another query too fast in the meantime.
		if (pace.distance > distance) continue;

		const known = memory.get(next.uploadId);
		if (known && known.askedAt > next.askedAt) {
			// Another wait has asked.
			next.askedAt = known.askedAt;
			next.nextAt = known.askedAt + MIN_PAUSE_MS;
			if (known.status !== undefined) onStatus(next, known.status);
			continue;
		}

		const askedAt = clock.now();
		const hasty = isHasty(pace, askedAt);
		let isOwn = false;
		const response = await memory.shared(next.uploadId, async () => {
			isOwn = true;
			pace.lastAt = askedAt;
			const outcome = await options.ask(next.uploadId, next.status !== undefined);
			if (!clock.signal?.aborted)
				memory.set(next.uploadId, askedAt, outcome.ok ? outcome.value : undefined);
			return outcome;
		});
		if (clock.signal?.aborted) break;
		if (isOwn) next.polls++;
		next.askedAt = askedAt;
		if (response.ok) {
			speedUp(pace);
			onStatus(next, response.value);
			continue;
		}
		next.fault = response.fault;
		if (clock.now() > deadline) firstDeadline = deadline;
		const isTooFast = response.tooFast === 'surely' || (response.tooFast === 'maybe' && hasty);
		if (isTooFast) slowDown(pace, clock.now(), response.retryAfter);
		// These faults only count in a wait without an end, because nothing else would stop it if the service finds every query too fast.
		const isCounted = !isTooFast || options.maxWait === Infinity;
		if (isCounted) next.faults++;
		if (!(response.isTransient || isTooFast) || next.faults === MAX_FAULTS) {
			end(next, { state: 'failed', fault: response.fault });
		} else if (isTooFast) {
			next.nextAt = Math.max(askedAt + MIN_PAUSE_MS, pace.nextAt);
		} else next.nextAt = askedAt + pauseAfterFault(next.faults, response.retryAfter);
	}
	for (const one of open) {
		const { status, fault } = one;
		end(one, { state: clock.signal?.aborted ? 'canceled' : 'timedOut', status, fault });
	}
	return ended;
}

interface Deadlines {
	deadline: number;
	firstDeadline: number;
	paceAt: number;
	isLastChance: boolean;
}

/**
 * Picks the next upload to ask for. After the deadline, only those are left that this wait hasn't asked for, and only those of unknown
 * status unless `isLastChance`.
 */
function toAsk<Status, Fault>(
	open: Set<Waiting<Status, Fault>>,
	{ deadline, firstDeadline, paceAt, isLastChance }: Deadlines,
): Waiting<Status, Fault> | undefined {
	const next = earliest(open);
	const isDue = (one: Waiting<Status, Fault> | undefined, end: number) =>
		one !== undefined && Math.max(one.nextAt, paceAt) <= end;
	if (isDue(next, deadline)) return next;
	const first = earliest(
		[...open].filter(({ polls, status }) => polls === 0 && (isLastChance || status === undefined)),
	);
	return isDue(first, firstDeadline) ? first : undefined;
}

/** Moves a query from after the deadline to the deadline, if 10 s have passed then, so that a wait ends with a new status. */
function lastChance(askedAt: number, nextAt: number, deadline: number): number {
	return nextAt > deadline && askedAt + MIN_PAUSE_MS <= deadline ? deadline : nextAt;
}

function earliest<Each extends { nextAt: number }>(open: Iterable<Each>): Each | undefined {
	let first: Each | undefined;
	for (const each of open) if (!first || each.nextAt < first.nextAt) first = each;
	return first;
}

/**
 * The first queries go out one after another. The second ones are spread over one interval, starting at 10 s, and from then on the uploads
 * keep their distance.
 */
function spread<Each extends { polls: number }>(all: Each[], one: Each, pause: number): number {
	if (all.length === 1 || one.polls > 1) return pause;
	return MIN_PAUSE_MS + (pause * all.indexOf(one)) / all.length;
}
