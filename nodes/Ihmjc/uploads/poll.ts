import type { Run } from '../run/Run';
import { type Fault, isTransient, type Outcome } from '../service/Fault';
import { MAX_PAUSE_MS, MIN_PAUSE_MS } from '../service/Pace';
import type { Progress } from '../service/query';
import { MINUTE_MS, SECOND_MS } from '../util/values';

/** An upload that is waited for. */
export interface Polled {
	uploadId: string;
	/** When it is due; milliseconds since 1970. */
	nextAt: number;
	/** When it was last queried, by any node of the execution; missing if never. */
	askedAt?: number;
	/** Queries that this wait has sent. */
	polls: number;
	/** Faults in a row, and the last one. */
	faults: number;
	fault?: Fault;
	status?: Progress;
	/** Whether the service accepted it in this execution or has returned its status, so that a refusal means that queries are too fast. */
	isKnown: boolean;
	/** Steps in the database in which its lists took too long, while no others arrived. */
	slowSteps?: number;
	/** How the wait for it ended; missing if it hasn't, or if the time was up. */
	ended?: 'done' | 'failed';
	/** How long it was waited for, in milliseconds. */
	waited: number;
}

/**
 * The state of a wait: plain JSON, the same in memory and in n8n's database. Times are milliseconds since 1970.
 */
export interface Poll {
	since: number;
	/** Milliseconds between two queries for one upload. */
	interval: number;
	deadline: number;
	/** Milliseconds after the deadline in which uploads of unknown status are still queried. */
	grace: number;
	/**
	 * Ends the wait for an upload: `done` when it is done, `status` when it is done or a query returns its status, and `newStatus` when a query
	 * returns its status, even if it was done before.
	 */
	until: 'done' | 'status' | 'newStatus';
	/** Whether to query every upload once although the time is up, in a retry after a timeout. */
	isLastChance: boolean;
	/** Delays queries by a few percent, so that equal executions don't stay in step: a number from 0 to 1. */
	jitter: number;
	/** When n8n wakes it, if it is in the database. */
	wakeAt?: number;
	uploads: Polled[];
}

/** Faults in a row after which the wait for an upload fails. */
const MAX_FAULTS = 5;

/** The next pause as a share of the time waited, so that a long upload takes few queries and its end is noticed soon. */
const SHARE_OF_WAIT = 0.05;

const MAX_JITTER = 0.05;

/**
 * How long to wait before the next query, in milliseconds.
 *
 * @param waited Milliseconds since the wait began.
 * @param interval The user's interval in milliseconds. The pause is never shorter than this or 10 s.
 */
export const nextPause = (waited: number, interval: number): number =>
	Math.max(interval, MIN_PAUSE_MS, Math.min(waited * SHARE_OF_WAIT, MAX_PAUSE_MS));

/** 10 s after the first of several faults in a row, doubling to 5 minutes. */
function pauseAfterFault(faults: number, retryAfter = 0): number {
	const backoff = Math.min(MIN_PAUSE_MS * 2 ** (faults - 1), MAX_PAUSE_MS);
	return Math.max(backoff, Math.min(retryAfter, MAX_PAUSE_MS));
}

export interface PollSettings extends Pick<Poll, 'interval' | 'until'> {
	/** Milliseconds. */
	maxWait: number;
	isLastChance?: boolean;
}

/** Starts a wait that ends after Max Wait. */
export function startPoll(
	{ clock, known, limits, random }: Pick<Run, 'clock' | 'known' | 'limits' | 'random'>,
	uploadIds: Iterable<string>,
	{ interval, maxWait, until, isLastChance = false }: PollSettings,
): Poll {
	const since = clock.now();
	const uploads = [...new Set(uploadIds)].map((uploadId): Polled => {
		const { askedAt, status, isAccepted = false } = known.of(uploadId);
		// A time in the future is from another process.
		const nextAt = Math.max(since, Math.min(askedAt ?? -Infinity, since) + MIN_PAUSE_MS);
		const isKnown = isAccepted || status !== undefined;
		const polled = { uploadId, nextAt, askedAt, polls: 0, faults: 0, status, isKnown, waited: 0 };
		return until !== 'newStatus' && status?.done ? { ...polled, ended: 'done' } : polled;
	});
	const [deadline, grace] = [since + maxWait, limits.responseTimeout];
	return { since, interval, deadline, grace, until, isLastChance, jitter: random(), uploads };
}

/** How the wait for each upload stands, by its ID. */
export function uploadsById(
	{ clock }: Pick<Run, 'clock'>,
	{ uploads, since }: Poll,
): ReadonlyMap<string, Polled> {
	for (const upload of uploads.filter(isOpen)) upload.waited = clock.now() - since;
	return new Map(uploads.map((upload) => [upload.uploadId, upload]));
}

/** The status of an upload that is done. It may be open, because its result wasn't there yet. */
export const doneStatus = (upload: Polled | undefined): Progress | undefined =>
	upload?.ended !== 'failed' && upload?.status?.done ? upload.status : undefined;

/** Milliseconds by which n8n may be late, because it looks for waits that are over once a minute. */
const MAX_LATENESS_MS = 2 * MINUTE_MS;

/**
 * Continues a wait in the database. If n8n was down meanwhile, or its clock was set, that time doesn't count.
 */
export function wake(poll: Poll, now: number): void {
	const missed = now - (poll.wakeAt ?? now);
	if (Math.abs(missed) <= MAX_LATENESS_MS) return;
	poll.since += missed;
	poll.deadline += missed;
	for (const each of poll.uploads) {
		each.nextAt += missed;
		if (each.askedAt !== undefined) each.askedAt += missed;
	}
}

export const isOpen = ({ ended }: Polled): boolean => ended === undefined;

/** Milliseconds by which a timer may be late. */
const TIMER_DELAY_MS = SECOND_MS;

/**
 * Finds the upload to query next.
 *
 * @param freeAt When the account's pace allows the next query.
 * @returns the upload, and until when it may be queried; `undefined` if none is due before the time is up
 */
export function next(
	{ uploads, deadline, grace, isLastChance }: Poll,
	now: number,
	freeAt: number,
): { upload: Polled; end: number } | undefined {
	const open = uploads.filter(isOpen);
	const earliest = Math.max(freeAt, now - TIMER_DELAY_MS);
	const due = (some: Polled[], end: number) => {
		if (some.length === 0) return undefined;
		const upload = some.reduce((one, other) => (other.nextAt < one.nextAt ? other : one));
		return Math.max(upload.nextAt, earliest) <= end ? { upload, end } : undefined;
	};
	// A refusal soon after another query may mean that the upload is gone, or that the query was too fast.
	const isUnclear = ({ polls, status, fault }: Polled) =>
		polls === 0 ? isLastChance || status === undefined : !status && fault?.kind === 'refused';
	return due(open, deadline) ?? due(open.filter(isUnclear), deadline + grace);
}

/** The result of a query. */
export interface Response {
	outcome: Outcome<Progress>;
	/** When it was sent. */
	askedAt: number;
	/** Whether it was sent so soon after another one that the service may find it too fast. */
	isTooSoon: boolean;
}

/** Whether the service found the query too fast: it says so, or refuses an upload that it knows. */
export function isTooFast({ isKnown }: Polled, { outcome, isTooSoon }: Response): boolean {
	if (outcome.ok) return false;
	const { kind, status } = outcome.fault;
	return status === 429 || (kind === 'refused' && (isKnown || isTooSoon));
}

/** Updates the state with a response, which may be to the query of another wait. */
export function apply(poll: Poll, upload: Polled, response: Response, now: number): void {
	const { outcome, askedAt } = response;
	upload.askedAt = askedAt;
	upload.waited = now - poll.since;
	if (outcome.ok) return applyStatus(poll, upload, outcome.value);

	const { fault } = outcome;
	upload.fault = fault;
	const tooFast = isTooFast(upload, response);
	if (now > poll.deadline && !tooFast) poll.grace = 0;
	// Without an end, nothing else would stop the wait if the service finds every query too fast.
	if (!tooFast || poll.deadline === Infinity) upload.faults++;
	if (!(isTransient(fault) || tooFast) || upload.faults === MAX_FAULTS) upload.ended = 'failed';
	else if (tooFast) upload.nextAt = askedAt + MIN_PAUSE_MS;
	else upload.nextAt = askedAt + pauseAfterFault(upload.faults, fault.retryAfter);
}

function applyStatus(poll: Poll, upload: Polled, status: Progress): void {
	const { askedAt = poll.since } = upload;
	Object.assign(upload, { status, faults: 0, isKnown: true });
	delete upload.fault;
	if (status.done || poll.until !== 'done') {
		upload.ended = 'done';
		return;
	}
	const pause = nextPause(askedAt - poll.since, poll.interval);
	const nextAt = askedAt + spread(poll, upload, pause) * (1 + MAX_JITTER * poll.jitter);
	// Moves a query to the deadline if that is 10 s after this one, so a wait ends with a new status.
	const isMoved = nextAt > poll.deadline && askedAt + MIN_PAUSE_MS <= poll.deadline;
	upload.nextAt = isMoved ? poll.deadline : nextAt;
}

/**
 * The first queries go out one after another. The second ones are spread over one interval, starting at 10 s, and from then on the uploads
 * keep their distance.
 */
function spread({ uploads }: Poll, upload: Polled, pause: number): number {
	if (uploads.length === 1 || upload.polls > 1) return pause;
	return MIN_PAUSE_MS + (pause * uploads.indexOf(upload)) / uploads.length;
}
