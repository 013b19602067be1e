import { StatusMemory } from '../../nodes/Ihmjc/state/StatusMemory';
import { type Asked, waitForAll, type WaitOptions } from '../../nodes/Ihmjc/uploads/waitForAll';
import { virtualClock, type VirtualClock } from '../helpers/virtualClock';

interface Status {
	done: boolean;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

type Fault = 'refused' | 'noAnswer';

const fault = (kind: Fault, retryAfter?: number): Asked<Status, Fault> => ({
	ok: false,
	fault: kind,
	isTransient: kind === 'noAnswer',
	retryAfter,
});

/** Waits for jobs that are done after a while, on a virtual clock. */
function simulation(
	doneAfter: Record<string, number>,
	options: Partial<WaitOptions<Status, Fault>> = {},
) {
	const clock: VirtualClock = virtualClock(1_000_000);
	const start = clock.now();
	const queries: Array<{ uploadId: string; at: number; hasStatus: boolean }> = [];
	const store = {};
	const memory = new StatusMemory<Status>(store, 'account');
	const wait = async (more: Partial<WaitOptions<Status, Fault>> = {}) =>
		await waitForAll<Status, Fault>(Object.keys(doneAfter), {
			clock,
			memory,
			interval: 15 * SECOND,
			maxWait: 48 * HOUR,
			until: 'done',
			timeout: 30 * SECOND,
			isDone: ({ done }) => done,
			ask: async (uploadId, hasStatus) => {
				queries.push({ uploadId, at: clock.now() - start, hasStatus });
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

describe('waiting for one upload', () => {
	it('sends the first query at once', async () => {
		const { wait, queries } = simulation({ a: 0 });
		expect((await wait()).get('a')).toMatchObject({ state: 'done', polls: 1, waited: 0 });
		expect(queries).toEqual([{ uploadId: 'a', at: 0, hasStatus: false }]);
	});

	it.each([5, 60, 300, 900, 3600, 6 * 3600, 24 * 3600])(
		'notices the end after %d s at most one interval or 5 %% late',
		async (seconds) => {
			const { wait, queries } = simulation({ a: seconds * SECOND });
			const { waited } = (await wait()).get('a')!;
			const late = waited - seconds * SECOND;
			expect(late).toBeLessThanOrEqual(Math.max(15 * SECOND, 0.05 * seconds * SECOND));
			expect(closest(queries)).toBeGreaterThanOrEqual(10 * SECOND);
		},
	);

	it('needs at most 140 queries in six hours', async () => {
		const { wait, queries } = simulation({ a: 6 * HOUR });
		await wait();
		expect(queries.length).toBeLessThanOrEqual(140);
	});

	it('sends a last query when the time is up', async () => {
		const { wait, queries, clock } = simulation({ a: HOUR }, { maxWait: MINUTE });
		const before = clock.now();
		expect((await wait()).get('a')).toMatchObject({
			state: 'timedOut',
			status: { done: false },
			waited: MINUTE,
		});
		expect(queries.at(-1)?.at).toBe(MINUTE);
		expect(clock.now() - before).toBe(MINUTE);
	});

	it.each([
		[65, 60],
		[70, 70],
	])('waits 10 s before the last query if the time is up after %d s', async (maxWait, at) => {
		const { wait, queries, clock } = simulation({ a: HOUR }, { maxWait: maxWait * SECOND });
		const before = clock.now();
		expect((await wait()).get('a')).toMatchObject({ waited: maxWait * SECOND });
		expect(queries.at(-1)?.at).toBe(at * SECOND);
		expect(clock.now() - before).toBe(maxWait * SECOND);
	});

	it('sends one query even without time to wait', async () => {
		const { wait, queries } = simulation({ a: HOUR }, { maxWait: 0 });
		expect((await wait()).get('a')).toMatchObject({ state: 'timedOut', polls: 1 });
		expect(queries).toHaveLength(1);
	});

	it('needs only one response if any status is enough', async () => {
		const { wait, queries } = simulation({ a: HOUR }, { until: 'status' });
		expect((await wait()).get('a')).toMatchObject({ state: 'done', status: { done: false } });
		expect(queries).toHaveLength(1);
	});
});

describe('the last status of an upload', () => {
	it('is reused if the upload is done', async () => {
		const { wait, queries } = simulation({ a: 0 });
		await wait();
		expect((await wait()).get('a')).toMatchObject({
			state: 'done',
			polls: 0,
			status: { done: true },
		});
		expect(queries).toHaveLength(1);
	});

	it('prevents another query by the next node within 10 s', async () => {
		const { wait, queries } = simulation({ a: HOUR }, { until: 'status' });
		await wait();
		await wait();
		expect(queries.map(({ at, hasStatus }) => ({ at, hasStatus }))).toEqual([
			{ at: 0, hasStatus: false },
			{ at: 10 * SECOND, hasStatus: true },
		]);
	});

	it('is asked for again if a new one is wanted, even if the upload is done', async () => {
		const { wait, queries } = simulation({ a: 0 });
		await wait();
		expect((await wait({ until: 'newStatus' })).get('a')).toMatchObject({
			state: 'done',
			status: { done: true },
			polls: 1,
		});
		expect(queries.map(({ at }) => at)).toEqual([0, 10 * SECOND]);
	});

	it('is kept after a failed query', async () => {
		const { wait, memory } = simulation({ a: HOUR }, { until: 'status' });
		await wait();
		await wait({ ask: async () => fault('refused') });
		expect(memory.get('a')?.status).toEqual({ done: false });
	});

	it('is returned if there is no time for another query', async () => {
		const { wait, queries } = simulation({ a: HOUR }, { maxWait: 0 });
		await wait();
		expect((await wait()).get('a')).toMatchObject({
			state: 'timedOut',
			status: { done: false },
			polls: 0,
		});
		expect(queries).toHaveLength(1);
	});

	it('is queried again if the last query failed', async () => {
		const { wait, queries } = simulation({ a: HOUR }, { maxWait: 0 });
		await wait({ ask: async () => fault('noAnswer') });
		expect((await wait()).get('a')).toMatchObject({ state: 'timedOut', polls: 1 });
		expect(queries).toEqual([{ uploadId: 'a', at: 10 * SECOND, hasStatus: false }]);
	});

	it('is queried if it is unknown, even if others are known', async () => {
		const { wait, queries } = simulation({ a: HOUR, b: HOUR, c: HOUR }, { maxWait: 0 });
		await wait({
			ask: async (uploadId) =>
				uploadId === 'a' ? { ok: true, value: { done: false } } : fault('noAnswer'),
		});
		const waited = await wait();
		expect([...waited.values()].map(({ polls }) => polls)).toEqual([0, 1, 1]);
		expect(queries.map(({ uploadId, at }) => [uploadId, at])).toEqual([
			['c', 2 * SECOND],
			['b', 11 * SECOND],
		]);
	});

	it('is not reused for another account', () => {
		const store = {};
		new StatusMemory<Status>(store, 'one').set('a', 1, { done: true });
		expect(new StatusMemory<Status>(store, 'two').get('a')).toBeUndefined();
	});
});

it('draws the second queries of several uploads apart, then keeps their distance', async () => {
	const { wait, queries } = simulation({ a: HOUR, b: HOUR }, { maxWait: 40 * SECOND });
	await wait();
	const timesOf = (id: string) =>
		queries.filter(({ uploadId }) => uploadId === id).map(({ at }) => at / SECOND);
	expect(timesOf('a')).toEqual([0, 10, 25, 40]);
	expect(timesOf('b')).toEqual([1, 18.5, 33.5]);
});

describe('waiting for 50 uploads', () => {
	const jobs = Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`u${i}`, 10 * MINUTE]));

	it('queries each upload at most once in 10 s', async () => {
		const { wait, queries } = simulation(jobs);
		const waited = await wait();
		expect([...waited.values()].every(({ state }) => state === 'done')).toBe(true);
		expect(closest(queries)).toBeGreaterThanOrEqual(10 * SECOND);
	});

	it('spreads the queries after the first round', async () => {
		const { wait, queries } = simulation(jobs);
		await wait();
		const perSecond = new Map<number, number>();
		for (const { at } of queries.slice(50)) {
			const second = Math.floor(at / SECOND);
			perSecond.set(second, (perSecond.get(second) ?? 0) + 1);
		}
		expect(Math.max(...perSecond.values())).toBeLessThanOrEqual(5);
	});

	it('sends the first queries in order, one second apart', async () => {
		const { wait, queries } = simulation(jobs);
		await wait();
		expect(queries.slice(0, 50).map(({ uploadId }) => uploadId)).toEqual(Object.keys(jobs));
		queries.slice(1).forEach(({ at }, before) => {
			expect(at - queries[before].at).toBeGreaterThanOrEqual(SECOND);
		});
		const asked = new Set(queries.slice(50, 120).map(({ uploadId }) => uploadId));
		expect(asked.size).toBe(50);
	});

	it('shares one query between two items with the same upload', async () => {
		const { clock, memory, queries } = simulation({ a: 0 });
		await waitForAll<Status, Fault>(['a', 'a'], {
			clock,
			memory,
			interval: 0,
			maxWait: 0,
			until: 'done',
			timeout: 0,
			isDone: ({ done }) => done,
			ask: async (uploadId) => {
				queries.push({ uploadId, at: 0, hasStatus: false });
				return { ok: true, value: { done: true } };
			},
		});
		expect(queries).toHaveLength(1);
	});
});

describe('waiting with faults', () => {
	/** Returns faults for the first queries. */
	const failing = (faults: Array<Asked<Status, Fault>>): WaitOptions<Status, Fault>['ask'] => {
		const left = [...faults];
		return async () => left.shift() ?? { ok: true, value: { done: true } };
	};

	it('continues after temporary faults', async () => {
		const { wait, clock } = simulation({ a: 0 });
		const before = clock.now();
		const waited = await wait({ ask: failing(Array(4).fill(fault('noAnswer'))) });
		expect(waited.get('a')).toMatchObject({ state: 'done', polls: 5 });
		expect(clock.now() - before).toBe((10 + 20 + 40 + 80) * SECOND);
	});

	it('ends after five faults in a row', async () => {
		const { wait } = simulation({ a: 0 });
		const waited = await wait({ ask: failing(Array(5).fill(fault('noAnswer'))) });
		expect(waited.get('a')).toMatchObject({ state: 'failed', fault: 'noAnswer', polls: 5 });
	});

	it('reports the last fault if the time is up', async () => {
		const { wait } = simulation({ a: 0 }, { maxWait: 15 * SECOND });
		const waited = await wait({ ask: failing(Array(5).fill(fault('noAnswer'))) });
		expect(waited.get('a')).toMatchObject({
			state: 'timedOut',
			fault: 'noAnswer',
			polls: 2,
			waited: 15 * SECOND,
		});
	});

	it('forgets faults after a response', async () => {
		const { wait } = simulation({ a: 0 });
		const responses = [...Array(4).fill(fault('noAnswer')), { ok: true, value: { done: false } }];
		const waited = await wait({ ask: failing([...responses, ...responses]) });
		expect(waited.get('a')).toMatchObject({ state: 'done', polls: 11 });
	});

	it('does not report faults after a response', async () => {
		const { wait } = simulation({ a: HOUR }, { maxWait: 15 * SECOND });
		const notYet: Asked<Status, Fault> = { ok: true, value: { done: false } };
		const waited = await wait({ ask: failing([fault('noAnswer'), notYet]) });
		expect(waited.get('a')).toEqual({
			state: 'timedOut',
			status: { done: false },
			fault: undefined,
			polls: 2,
			waited: 15 * SECOND,
		});
	});

	it('ends at once after a permanent fault', async () => {
		const { wait } = simulation({ a: 0 });
		const waited = await wait({ ask: failing([fault('refused')]) });
		expect(waited.get('a')).toMatchObject({ state: 'failed', fault: 'refused', polls: 1 });
	});

	it('continues with the other uploads if one fails', async () => {
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

describe('waiting for a service that refuses fast queries', () => {
	const jobs = Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`u${i}`, MINUTE]));

	/** Refuses a query less than 10 s after the previous one, for any upload. */
	function throttling(tooFast: 'surely' | 'maybe') {
		const it = simulation(jobs);
		let lastAt = -Infinity;
		const start = it.clock.now();
		const times: number[] = [];
		const ask = async (uploadId: string): Promise<Asked<Status, Fault>> => {
			const at = it.clock.now() - start;
			times.push(at);
			const passed = at - lastAt;
			lastAt = at;
			if (passed < 10 * SECOND) return { ok: false, fault: 'refused', isTransient: false, tooFast };
			return { ok: true, value: { done: at >= jobs[uploadId] } };
		};
		return { ...it, times, wait: async () => await it.wait({ ask }) };
	}

	it.each(['surely', 'maybe'] as const)(
		'loses no upload if a refusal is %s for speed',
		async (how) => {
			const { wait, times } = throttling(how);
			const waited = await wait();
			expect([...waited.values()].map(({ state }) => state)).toEqual(Array(10).fill('done'));
			times.slice(2).forEach((at, before) => {
				expect(at - times[before + 1]).toBeGreaterThanOrEqual(10 * SECOND);
			});
		},
	);

	it('increases the pause up to a minute and fails no upload', async () => {
		const { wait, clock } = simulation({ a: 0, b: 0 }, { maxWait: 10 * MINUTE });
		const times: number[] = [];
		const waited = await wait({
			ask: async () => {
				times.push(clock.now());
				return { ok: false, fault: 'refused', isTransient: true, tooFast: 'surely' };
			},
		});
		expect([...waited.values()].map(({ state }) => state)).toEqual(['timedOut', 'timedOut']);
		const distances = times.slice(1).map((at, before) => (at - times[before]) / SECOND);
		expect(distances.slice(0, 5)).toEqual([10, 20, 40, 60, 60]);
	});

	it('respects Retry-After', async () => {
		const { wait, clock } = simulation({ a: 0, b: 0 });
		const start = clock.now();
		const times: number[] = [];
		await wait({
			ask: async () => {
				times.push((clock.now() - start) / SECOND);
				if (times.length > 1) return { ok: true, value: { done: true } };
				return {
					ok: false,
					fault: 'refused',
					isTransient: true,
					tooFast: 'surely',
					retryAfter: 45_000,
				};
			},
		});
		expect(times).toEqual([0, 45, 55]);
	});

	it('accepts a refusal of a query that was not too fast', async () => {
		const { wait } = simulation({ a: 0, b: 0 });
		const waited = await wait({
			ask: async (uploadId) =>
				uploadId === 'a'
					? { ok: true, value: { done: true } }
					: { ok: false, fault: 'refused', isTransient: false, tooFast: 'maybe' },
		});
		expect(waited.get('b')).toMatchObject({ state: 'failed', polls: 2 });
	});

	it('gives up if refusals never end', async () => {
		const { wait } = simulation({ a: 0 }, { maxWait: Infinity, until: 'status' });
		const waited = await wait({
			ask: async () => ({ ok: false, fault: 'refused', isTransient: true, tooFast: 'surely' }),
		});
		expect(waited.get('a')).toMatchObject({ state: 'failed', polls: 5 });
	});
});

describe('Max Wait', () => {
	const jobs = Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`u${i}`, HOUR]));

	it.each([0, 2 * MINUTE])(
		'of %d ms is exceeded by at most one timeout with 200 silent uploads',
		async (maxWait) => {
			const { wait, clock } = simulation(jobs, { maxWait });
			const start = clock.now();
			await wait({
				ask: async () => {
					await clock.sleep(30 * SECOND);
					return fault('noAnswer');
				},
			});
			expect(clock.now() - start).toBeLessThanOrEqual(maxWait + 30 * SECOND);
		},
	);

	it('allows a little more time for uploads without a status', async () => {
		const { wait, queries } = simulation({ a: HOUR, b: HOUR, c: HOUR }, { maxWait: 0 });
		await wait();
		expect(queries.map(({ uploadId, at }) => [uploadId, at])).toEqual([
			['a', 0],
			['b', SECOND],
			['c', 2 * SECOND],
		]);
	});
});

describe('parallel waits', () => {
	it('share their queries', async () => {
		const { wait, queries } = simulation({ a: 5 * MINUTE });
		const [first, second] = await Promise.all([wait(), wait()]);
		expect(first.get('a')).toMatchObject({ state: 'done' });
		expect(second.get('a')).toMatchObject({ state: 'done' });
		expect(closest(queries)).toBeGreaterThanOrEqual(10 * SECOND);
		expect(first.get('a')!.polls + second.get('a')!.polls).toBe(queries.length);
		const alone = simulation({ a: 5 * MINUTE });
		await alone.wait();
		expect(queries.length).toBeLessThanOrEqual(alone.queries.length + 2);
	});

	it('share a running query', async () => {
		const store = {};
		const memory = new StatusMemory<Status>(store, 'account');
		const other = new StatusMemory<Status>(store, 'account');
		let asked = 0;
		const ask = async () => await Promise.resolve(++asked);
		expect(await Promise.all([memory.shared('a', ask), other.shared('a', ask)])).toEqual([1, 1]);
		expect(await memory.shared('a', ask)).toBe(2);
	});

	it('share their pace', async () => {
		const { wait, memory, queries } = simulation({ a: HOUR }, { maxWait: 0 });
		memory.pace.nextAt = 1_000_000 + 5 * SECOND;
		await wait();
		expect(queries.map(({ at }) => at)).toEqual([5 * SECOND]);
	});
});

describe('canceling a wait', () => {
	it('ignores the response to a running query', async () => {
		const controller = new AbortController();
		const { wait, clock } = simulation({ a: 0 });
		Object.assign(clock, { signal: controller.signal });
		const waited = await wait({
			ask: async () => {
				controller.abort();
				return fault('refused');
			},
		});
		expect(waited.get('a')).toMatchObject({ state: 'canceled', fault: undefined, polls: 0 });
	});

	it('stops before the next query', async () => {
		const controller = new AbortController();
		const { wait, clock, queries } = simulation({ a: HOUR, b: HOUR });
		Object.assign(clock, { signal: controller.signal });
		const sleep = clock.sleep.bind(clock);
		clock.sleep = async (milliseconds) => {
			controller.abort();
			await sleep(milliseconds);
		};
		const waited = await wait();
		expect([...waited.values()].map(({ state }) => state)).toEqual(['canceled', 'canceled']);
		expect(queries).toHaveLength(1);
	});
});
