import type { AnswerMemory } from './AnswerMemory';
import type { Clock } from './Clock';
import { LEAST_PAUSE, nextPause, pauseAfterFault } from './pace';

/** What one query brings. */
export type Asked<Answer, Fault> =
	{ ok: true; value: Answer } | { ok: false; fault: Fault; mayPass: boolean; retryAfter?: number };

export interface WaitOptions<Answer, Fault> {
	/**
	 * One query. It never throws, and repeats nothing by itself.
	 * @param answered Whether the service has answered for this upload before: a refusal may then pass.
	 */
	ask: (uploadId: string, answered: boolean) => Promise<Asked<Answer, Fault>>;
	isDone: (answer: Answer) => boolean;
	/** What ends the wait for an upload: that it is done, or any fresh answer. */
	until: 'done' | 'answered';
	clock: Clock;
	memory: AnswerMemory<Answer>;
	/** Milliseconds between two queries for one upload; at least 10 s apart whatever it says. */
	interval: number;
	/** Milliseconds after which the wait ends. Every upload without an answer yet is asked for once. */
	maxWait: number;
}

/** `done`: what was waited for has come. */
export type WaitState = 'done' | 'timedOut' | 'failed' | 'cancelled';

export interface Waited<Answer, Fault> {
	state: WaitState;
	/** The last answer there was. */
	answer?: Answer;
	/** What the last query failed with, unless an answer came after it. */
	fault?: Fault;
	/** Queries sent in this wait. */
	polls: number;
	/** Milliseconds. */
	waited: number;
}

/** Faults in a row after which a wait gives up. */
const MOST_FAULTS = 5;

interface Waiting<Answer, Fault> extends Waited<Answer, Fault> {
	uploadId: string;
	nextAt: number;
	faults: number;
}

/**
 * Waits until every upload is done, has failed or the time is up. Asks for one upload after the other, never
 * twice within 10 s for the same, and spreads the queries of many uploads over the interval.
 */
export async function waitForAll<Answer, Fault>(
	uploadIds: Iterable<string>,
	options: WaitOptions<Answer, Fault>,
): Promise<Map<string, Waited<Answer, Fault>>> {
	const { clock, memory, isDone } = options;
	const start = clock.now();
	const deadline = start + options.maxWait;
	const all = [...new Set(uploadIds)].map((uploadId): Waiting<Answer, Fault> => {
		const known = memory.get(uploadId);
		const done = known?.answer !== undefined && isDone(known.answer);
		return {
			uploadId,
			state: done ? 'done' : 'timedOut',
			answer: known?.answer,
			polls: 0,
			waited: 0,
			nextAt: known ? Math.max(start, known.askedAt + LEAST_PAUSE) : start,
			faults: 0,
		};
	});

	const open = new Set(all.filter(({ state }) => state !== 'done'));
	while (open.size > 0) {
		const next = earliest(open);
		const mustAsk = next.polls === 0 && next.answer === undefined;
		if (next.nextAt > deadline && !mustAsk) {
			await clock.sleep(deadline - clock.now());
			break;
		}
		if (next.nextAt > clock.now()) await clock.sleep(next.nextAt - clock.now());
		if (clock.signal?.aborted) break;

		const askedAt = clock.now();
		const asked = await options.ask(next.uploadId, next.answer !== undefined);
		if (clock.signal?.aborted) break;
		next.polls++;
		next.waited = clock.now() - start;
		memory.set(next.uploadId, askedAt, asked.ok ? asked.value : undefined);
		if (asked.ok) {
			next.answer = asked.value;
			next.fault = undefined;
			next.faults = 0;
			if (isDone(asked.value) || options.until === 'answered') finish(next, 'done');
			else {
				const pause = spread(all, next, nextPause(askedAt - start, options.interval));
				next.nextAt = lastChance(askedAt, askedAt + pause, deadline);
			}
		} else {
			next.fault = asked.fault;
			if (!asked.mayPass || ++next.faults === MOST_FAULTS) finish(next, 'failed');
			else next.nextAt = askedAt + pauseAfterFault(next.faults, asked.retryAfter);
		}
	}
	for (const rest of open) {
		rest.state = clock.signal?.aborted ? 'cancelled' : 'timedOut';
		rest.waited = clock.now() - start;
	}
	return new Map(all.map((each) => [each.uploadId, each]));

	function finish(one: Waiting<Answer, Fault>, state: WaitState) {
		one.state = state;
		open.delete(one);
	}
}

/** A wait ends with a fresh answer: what would be asked after the deadline is asked at it, if 10 s have gone by. */
function lastChance(askedAt: number, nextAt: number, deadline: number): number {
	return nextAt > deadline && askedAt + LEAST_PAUSE <= deadline ? deadline : nextAt;
}

function earliest<Each extends { nextAt: number }>(open: Iterable<Each>): Each {
	let first: Each | undefined;
	for (const each of open) if (!first || each.nextAt < first.nextAt) first = each;
	return first as Each;
}

/**
 * The first queries go out in a row. The second ones are drawn apart, from 10 s on over one interval; from
 * then on the uploads keep their distance.
 */
function spread<Each extends { polls: number }>(all: Each[], one: Each, pause: number): number {
	if (all.length === 1 || one.polls > 1) return pause;
	return LEAST_PAUSE + (pause * all.indexOf(one)) / all.length;
}
