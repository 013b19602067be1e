import type { Clock } from '../Clock';
import type { AnswerMemory } from './AnswerMemory';
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
	/**
	 * What ends the wait for an upload: that it is done, any fresh answer, or an answer that is fresh even if it was done
	 * before.
	 */
	until: 'done' | 'answered' | 'answeredAgain';
	clock: Clock;
	memory: AnswerMemory<Answer>;
	/** Milliseconds between two queries for one upload; at least 10 s apart whatever it says. */
	interval: number;
	/** Milliseconds after which the wait ends. Every upload without an answer yet is asked for once. */
	maxWait: number;
}

/** How the wait for an upload ended. */
export type Waited<Answer, Fault> = Ending<Answer, Fault> & {
	/** Queries sent in this wait. */
	polls: number;
	/** Milliseconds. */
	waited: number;
};

type Ending<Answer, Fault> =
	/** What was waited for has come. */
	| { state: 'done'; answer: Answer }
	| { state: 'failed'; fault: Fault }
	/** With the last answer there was, and what the last query failed with, unless an answer came after it. */
	| { state: 'timedOut' | 'cancelled'; answer?: Answer; fault?: Fault };

/** Faults in a row after which a wait gives up. */
const MOST_FAULTS = 5;

interface Waiting<Answer, Fault> {
	uploadId: string;
	/** Milliseconds since 1970. */
	nextAt: number;
	polls: number;
	/** In a row. */
	faults: number;
	answer?: Answer;
	fault?: Fault;
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
		const nextAt = known ? Math.max(start, known.askedAt + LEAST_PAUSE) : start;
		return { uploadId, nextAt, polls: 0, faults: 0, answer: known?.answer };
	});
	const open = new Set(all);
	const ended = new Map<string, Waited<Answer, Fault>>();
	const end = (one: Waiting<Answer, Fault>, ending: Ending<Answer, Fault>) => {
		ended.set(one.uploadId, { ...ending, polls: one.polls, waited: clock.now() - start });
		open.delete(one);
	};
	for (const one of all) {
		if (options.until !== 'answeredAgain' && one.answer !== undefined && isDone(one.answer))
			end(one, { state: 'done', answer: one.answer });
	}

	while (open.size > 0) {
		const next = toAsk(open, deadline);
		if (!next) {
			await clock.sleep(deadline - clock.now());
			break;
		}
		if (next.nextAt > clock.now()) await clock.sleep(next.nextAt - clock.now());
		if (clock.signal?.aborted) break;

		const askedAt = clock.now();
		const asked = await options.ask(next.uploadId, next.answer !== undefined);
		if (clock.signal?.aborted) break;
		next.polls++;
		memory.set(next.uploadId, askedAt, asked.ok ? asked.value : undefined);
		if (asked.ok) {
			next.answer = asked.value;
			next.fault = undefined;
			next.faults = 0;
			if (isDone(asked.value) || options.until !== 'done') {
				end(next, { state: 'done', answer: asked.value });
			} else {
				const pause = spread(all, next, nextPause(askedAt - start, options.interval));
				next.nextAt = lastChance(askedAt, askedAt + pause, deadline);
			}
		} else {
			next.fault = asked.fault;
			if (!asked.mayPass || ++next.faults === MOST_FAULTS) {
				end(next, { state: 'failed', fault: asked.fault });
			} else next.nextAt = askedAt + pauseAfterFault(next.faults, asked.retryAfter);
		}
	}
	for (const one of open) {
		const { answer, fault } = one;
		end(one, { state: clock.signal?.aborted ? 'cancelled' : 'timedOut', answer, fault });
	}
	return ended;
}

/** The next one to ask for; when the time is up, only one of which nothing is known yet. */
function toAsk<Answer, Fault>(
	open: Set<Waiting<Answer, Fault>>,
	deadline: number,
): Waiting<Answer, Fault> | undefined {
	const next = earliest(open);
	if (next && next.nextAt <= deadline) return next;
	return earliest([...open].filter(({ polls, answer }) => polls === 0 && answer === undefined));
}

/** A wait ends with a fresh answer: what would be asked after the deadline is asked at it, if 10 s have gone by. */
function lastChance(askedAt: number, nextAt: number, deadline: number): number {
	return nextAt > deadline && askedAt + LEAST_PAUSE <= deadline ? deadline : nextAt;
}

function earliest<Each extends { nextAt: number }>(open: Iterable<Each>): Each | undefined {
	let first: Each | undefined;
	for (const each of open) if (!first || each.nextAt < first.nextAt) first = each;
	return first;
}

/**
 * The first queries go out in a row. The second ones are drawn apart, from 10 s on over one interval; from
 * then on the uploads keep their distance.
 */
function spread<Each extends { polls: number }>(all: Each[], one: Each, pause: number): number {
	if (all.length === 1 || one.polls > 1) return pause;
	return LEAST_PAUSE + (pause * all.indexOf(one)) / all.length;
}
