import { AnswerMemory } from '../../nodes/Ihmjc/polling/AnswerMemory';
import { waitForAll, type Asked, type WaitOptions } from '../../nodes/Ihmjc/polling/waitForAll';
import { virtualClock, type VirtualClock } from '../virtualClock';

interface Answer {
	done: boolean;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

type Fault = 'refused' | 'noAnswer';

const fault = (kind: Fault, retryAfter?: number): Asked<Answer, Fault> => ({
	ok: false,
	fault: kind,
	mayPass: kind === 'noAnswer',
	retryAfter,
});

/** Jobs that are done after a while, asked on a clock on which waiting takes no time. */
function simulation(
	doneAfter: Record<string, number>,
	options: Partial<WaitOptions<Answer, Fault>> = {},
) {
	const clock: VirtualClock = virtualClock(1_000_000);
	const start = clock.now();
	const queries: Array<{ uploadId: string; at: number; answered: boolean }> = [];
	const store = {};
	const memory = new AnswerMemory<Answer>(store, 'account');
	const wait = async (more: Partial<WaitOptions<Answer, Fault>> = {}) =>
		await waitForAll<Answer, Fault>(Object.keys(doneAfter), {
			clock,
			memory,
			interval: 15 * SECOND,
			maxWait: 48 * HOUR,
			until: 'done',
			isDone: ({ done }) => done,
			ask: async (uploadId, answered) => {
				queries.push({ uploadId, at: clock.now() - start, answered });
				return { ok: true, value: { done: clock.now() - start >= doneAfter[uploadId] } };
			},
			...options,
			...more,
		});
	return { clock, queries, memory, wait };
}

/** The shortest time between two queries for one upload. */
function closest(queries: Array<{ uploadId: string; at: number }>): number {
	const last = new Map<string, number>();
	let shortest = Infinity;
	for (const { uploadId, at } of queries) {
		shortest = Math.min(shortest, at - (last.get(uploadId) ?? -Infinity));
		last.set(uploadId, at);
	}
	return shortest;
}

describe('one upload', () => {
	it('is asked for at once', async () => {
		const { wait, queries } = simulation({ a: 0 });
		expect((await wait()).get('a')).toMatchObject({ state: 'done', polls: 1, waited: 0 });
		expect(queries).toEqual([{ uploadId: 'a', at: 0, answered: false }]);
	});

	it.each([5, 60, 300, 900, 3600, 6 * 3600, 24 * 3600])(
		'that takes %d s is noticed at most one interval or 5 %% late',
		async (seconds) => {
			const { wait, queries } = simulation({ a: seconds * SECOND });
			const { waited } = (await wait()).get('a')!;
			const late = waited - seconds * SECOND;
			expect(late).toBeLessThanOrEqual(Math.max(15 * SECOND, 0.05 * seconds * SECOND));
			expect(closest(queries)).toBeGreaterThanOrEqual(10 * SECOND);
		},
	);

	it('that takes six hours costs at most 140 queries', async () => {
		const { wait, queries } = simulation({ a: 6 * HOUR });
		await wait();
		expect(queries.length).toBeLessThanOrEqual(140);
	});

	it('is asked for a last time when the time is up', async () => {
		const { wait, queries, clock } = simulation({ a: HOUR }, { maxWait: MINUTE });
		const before = clock.now();
		expect((await wait()).get('a')).toMatchObject({
			state: 'timedOut',
			answer: { done: false },
			waited: MINUTE,
		});
		expect(queries.at(-1)?.at).toBe(MINUTE);
		expect(clock.now() - before).toBe(MINUTE);
	});

	it.each([
		[65, 60],
		[70, 70],
	])(
		'is not asked for sooner than 10 s after, when the time is up after %d s',
		async (maxWait, at) => {
			const { wait, queries, clock } = simulation({ a: HOUR }, { maxWait: maxWait * SECOND });
			const before = clock.now();
			expect((await wait()).get('a')).toMatchObject({ waited: maxWait * SECOND });
			expect(queries.at(-1)?.at).toBe(at * SECOND);
			expect(clock.now() - before).toBe(maxWait * SECOND);
		},
	);

	it('is asked for once even if there is no time to wait', async () => {
		const { wait, queries } = simulation({ a: HOUR }, { maxWait: 0 });
		expect((await wait()).get('a')).toMatchObject({ state: 'timedOut', polls: 1 });
		expect(queries).toHaveLength(1);
	});

	it('needs one answer only, where any will do', async () => {
		const { wait, queries } = simulation({ a: HOUR }, { until: 'answered' });
		expect((await wait()).get('a')).toMatchObject({ state: 'done', answer: { done: false } });
		expect(queries).toHaveLength(1);
	});
});

describe('the last answer', () => {
	it('is enough if it says done', async () => {
		const { wait, queries } = simulation({ a: 0 });
		await wait();
		expect((await wait()).get('a')).toMatchObject({
			state: 'done',
			polls: 0,
			answer: { done: true },
		});
		expect(queries).toHaveLength(1);
	});

	it('keeps the next node from asking again within 10 s', async () => {
		const { wait, queries } = simulation({ a: HOUR }, { until: 'answered' });
		await wait();
		await wait();
		expect(queries.map(({ at, answered }) => ({ at, answered }))).toEqual([
			{ at: 0, answered: false },
			{ at: 10 * SECOND, answered: true },
		]);
	});

	it('is still there after a query that failed', async () => {
		const { wait, memory } = simulation({ a: HOUR }, { until: 'answered' });
		await wait();
		await wait({ ask: async () => fault('refused') });
		expect(memory.get('a')?.answer).toEqual({ done: false });
	});

	it('is enough where there is no time to ask again', async () => {
		const { wait, queries } = simulation({ a: HOUR }, { maxWait: 0 });
		await wait();
		expect((await wait()).get('a')).toMatchObject({
			state: 'timedOut',
			answer: { done: false },
			polls: 0,
		});
		expect(queries).toHaveLength(1);
	});

	it('is waited for where there was none but a fault', async () => {
		const { wait, queries } = simulation({ a: HOUR }, { maxWait: 0 });
		await wait({ ask: async () => fault('noAnswer') });
		expect((await wait()).get('a')).toMatchObject({ state: 'timedOut', polls: 1 });
		expect(queries).toEqual([{ uploadId: 'a', at: 10 * SECOND, answered: false }]);
	});

	it('is waited for where there was none, also when others need none', async () => {
		const { wait, queries } = simulation({ a: HOUR, b: HOUR, c: HOUR }, { maxWait: 0 });
		await wait({
			ask: async (uploadId) =>
				uploadId === 'a' ? { ok: true, value: { done: false } } : fault('noAnswer'),
		});
		const waited = await wait();
		expect([...waited.values()].map(({ polls }) => polls)).toEqual([0, 1, 1]);
		expect(queries.map(({ uploadId, at }) => [uploadId, at])).toEqual([
			['b', 10 * SECOND],
			['c', 10 * SECOND],
		]);
	});

	it('of one account says nothing of another', () => {
		const store = {};
		new AnswerMemory<Answer>(store, 'one').set('a', 1, { done: true });
		expect(new AnswerMemory<Answer>(store, 'two').get('a')).toBeUndefined();
	});
});

describe('50 uploads', () => {
	const jobs = Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`u${i}`, 10 * MINUTE]));

	it('are never asked for twice within 10 s, each', async () => {
		const { wait, queries } = simulation(jobs);
		const waited = await wait();
		expect([...waited.values()].every(({ state }) => state === 'done')).toBe(true);
		expect(closest(queries)).toBeGreaterThanOrEqual(10 * SECOND);
	});

	it('are spread out after the first round', async () => {
		const { wait, queries } = simulation(jobs);
		await wait();
		const perSecond = new Map<number, number>();
		for (const { at } of queries.slice(50)) {
			const second = Math.floor(at / SECOND);
			perSecond.set(second, (perSecond.get(second) ?? 0) + 1);
		}
		expect(Math.max(...perSecond.values())).toBeLessThanOrEqual(5);
	});

	it('are asked for in their order at first, and all once more within 10 s and one interval', async () => {
		const { wait, queries } = simulation(jobs);
		await wait();
		const order = queries.map(({ uploadId }) => uploadId);
		expect(order.slice(0, 50)).toEqual(Object.keys(jobs));
		expect(order.slice(50, 100)).toEqual(Object.keys(jobs));
		expect(queries[50].at).toBe(10 * SECOND);
		expect(queries[99].at).toBeGreaterThan(24 * SECOND);
		expect(queries[99].at).toBeLessThan(25 * SECOND);
	});

	it('share one query where two items name the same upload', async () => {
		const { clock, memory, queries } = simulation({ a: 0 });
		await waitForAll<Answer, Fault>(['a', 'a'], {
			clock,
			memory,
			interval: 0,
			maxWait: 0,
			until: 'done',
			isDone: ({ done }) => done,
			ask: async (uploadId) => {
				queries.push({ uploadId, at: 0, answered: false });
				return { ok: true, value: { done: true } };
			},
		});
		expect(queries).toHaveLength(1);
	});
});

describe('faults', () => {
	/** Answers with faults first. */
	const failing = (faults: Array<Asked<Answer, Fault>>): WaitOptions<Answer, Fault>['ask'] => {
		const left = [...faults];
		return async () => left.shift() ?? { ok: true, value: { done: true } };
	};

	it('that pass are waited out', async () => {
		const { wait, clock } = simulation({ a: 0 });
		const before = clock.now();
		const waited = await wait({ ask: failing(Array(4).fill(fault('noAnswer'))) });
		expect(waited.get('a')).toMatchObject({ state: 'done', polls: 5 });
		expect(clock.now() - before).toBe((10 + 20 + 40 + 80) * SECOND);
	});

	it('five in a row end the wait', async () => {
		const { wait } = simulation({ a: 0 });
		const waited = await wait({ ask: failing(Array(5).fill(fault('noAnswer'))) });
		expect(waited.get('a')).toMatchObject({ state: 'failed', fault: 'noAnswer', polls: 5 });
	});

	it('after which the time is up end it, and are told', async () => {
		const { wait } = simulation({ a: 0 }, { maxWait: 15 * SECOND });
		const waited = await wait({ ask: failing(Array(5).fill(fault('noAnswer'))) });
		expect(waited.get('a')).toMatchObject({
			state: 'timedOut',
			fault: 'noAnswer',
			polls: 2,
			waited: 15 * SECOND,
		});
	});

	it('are forgotten after an answer', async () => {
		const { wait } = simulation({ a: 0 });
		const answers = [...Array(4).fill(fault('noAnswer')), { ok: true, value: { done: false } }];
		const waited = await wait({ ask: failing([...answers, ...answers]) });
		expect(waited.get('a')).toMatchObject({ state: 'done', polls: 11 });
	});

	it('are not told after an answer', async () => {
		const { wait } = simulation({ a: HOUR }, { maxWait: 15 * SECOND });
		const notYet: Asked<Answer, Fault> = { ok: true, value: { done: false } };
		const waited = await wait({ ask: failing([fault('noAnswer'), notYet]) });
		expect(waited.get('a')).toEqual({
			state: 'timedOut',
			answer: { done: false },
			fault: undefined,
			polls: 2,
			waited: 15 * SECOND,
		});
	});

	it('that cannot pass end it at once', async () => {
		const { wait } = simulation({ a: 0 });
		const waited = await wait({ ask: failing([fault('refused')]) });
		expect(waited.get('a')).toMatchObject({ state: 'failed', fault: 'refused', polls: 1 });
	});

	it('of one upload leave the others alone', async () => {
		const { wait } = simulation({ bad: 0, good: MINUTE }, {});
		const waited = await wait({
			ask: async (uploadId) =>
				uploadId === 'bad' ? fault('refused') : { ok: true, value: { done: true } },
		});
		expect([...waited].map(([id, { state }]) => [id, state])).toEqual([
			['bad', 'failed'],
			['good', 'done'],
		]);
	});
});

describe('cancelling', () => {
	it('during a query makes nothing of what it brings', async () => {
		const controller = new AbortController();
		const { wait, clock } = simulation({ a: 0 });
		Object.assign(clock, { signal: controller.signal });
		const waited = await wait({
			ask: async () => {
				controller.abort();
				return fault('refused');
			},
		});
		expect(waited.get('a')).toMatchObject({ state: 'cancelled', fault: undefined, polls: 0 });
	});

	it('ends the wait before the next query', async () => {
		const controller = new AbortController();
		const { wait, clock, queries } = simulation({ a: HOUR, b: HOUR });
		Object.assign(clock, { signal: controller.signal });
		const sleep = clock.sleep.bind(clock);
		clock.sleep = async (milliseconds) => {
			controller.abort();
			await sleep(milliseconds);
		};
		const waited = await wait();
		expect([...waited.values()].map(({ state }) => state)).toEqual(['cancelled', 'cancelled']);
		expect(queries).toHaveLength(2);
	});
});
