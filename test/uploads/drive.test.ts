import type { Run } from '../../nodes/Ihmjc/run/Run';
import { LIMITS } from '../../nodes/Ihmjc/service/Dependencies';
import type { Fault, FaultKind, Outcome } from '../../nodes/Ihmjc/service/Fault';
import { Pace } from '../../nodes/Ihmjc/service/Pace';
import type { Progress } from '../../nodes/Ihmjc/service/query';
import { KnownUploads } from '../../nodes/Ihmjc/state/KnownUploads';
import { type Asker, drive } from '../../nodes/Ihmjc/uploads/drive';
import { type PollSettings, uploadsById, startPoll } from '../../nodes/Ihmjc/uploads/poll';
import { sharedClock } from '../helpers/sharedClock';
import { virtualClock, type VirtualClock } from '../helpers/virtualClock';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

type Response = Outcome<Progress>;

const status = (done: boolean): Response => ({ ok: true, value: { done, status: '', more: {} } });

const fault = (kind: FaultKind, more: Partial<Fault> = {}): Response => ({
	ok: false,
	fault: { kind, message: '', advice: '', ...more },
});
const NO_ANSWER = fault('noAnswer');
const TOO_FAST = fault('httpStatus', { status: 429 });

interface Options extends Partial<PollSettings> {
	/** Milliseconds after the start; without it, the wait is in memory. */
	end?: number;
	ask?: Asker['ask'];
	clock?: Asker['clock'];
	pace?: Pace;
}

const runOf = (asker: Asker): Asker & Pick<Run, 'limits' | 'random'> => ({
	...asker,
	limits: { ...LIMITS, responseTimeout: 30 * SECOND },
	random: () => 0,
});

/** Waits for jobs that are done after a while, on a virtual clock. */
function simulation(doneAfter: Record<string, number>, options: Options = {}) {
	const { clock = virtualClock(1_000_000), pace = new Pace() } = options;
	const start = clock.now();
	const queries: Array<{ uploadId: string; at: number }> = [];
	const known = new KnownUploads<Progress>({}, 'account');
	const passed = () => clock.now() - start;
	const wait = async (more: Options = {}) => {
		const {
			interval = 15 * SECOND,
			maxWait = 48 * HOUR,
			until = 'done',
			isLastChance,
			end = Infinity,
			ask = async (uploadId: string) => {
				queries.push({ uploadId, at: passed() });
				return status(passed() >= doneAfter[uploadId]);
			},
		} = { ...options, ...more };
		const run = runOf({ clock, known, pace: async () => pace, ask });
		const settings = { interval, maxWait, until, isLastChance };
		const poll = startPoll(run, Object.keys(doneAfter), settings);
		await drive(run, poll, start + end);
		const isCanceled = clock.signal?.aborted === true;
		return new Map(
			[...uploadsById(run, poll)].map(([uploadId, upload]) => [
				uploadId,
				{ ...upload, state: upload.ended ?? (isCanceled ? 'canceled' : 'timedOut') },
			]),
		);
	};
	return { clock: clock as VirtualClock, queries, known, pace, passed, wait };
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

/** Returns these responses, then that the upload is done. */
const responding = (responses: Response[]): Asker['ask'] => {
	const left = [...responses];
	return async () => left.shift() ?? status(true);
};

describe('waiting for one upload', () => {
	it('sends the first query at once', async () => {
		const { wait, queries } = simulation({ a: 0 });
		expect((await wait()).get('a')).toMatchObject({ state: 'done', polls: 1, waited: 0 });
		expect(queries).toEqual([{ uploadId: 'a', at: 0 }]);
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

	it('ends a step at once if nothing is due before Max Wait, and a wait in memory then', async () => {
		const step = simulation({ a: HOUR }, { maxWait: 5 * SECOND, end: MINUTE });
		await step.wait();
		expect(step.passed()).toBe(0);
		const inMemory = simulation({ a: HOUR }, { maxWait: 5 * SECOND });
		await inMemory.wait();
		expect(inMemory.passed()).toBe(5 * SECOND);
	});

	it('needs at most 140 queries in six hours', async () => {
		const { wait, queries } = simulation({ a: 6 * HOUR });
		await wait();
		expect(queries.length).toBeLessThanOrEqual(140);
	});

	it('sends a last query when the time is up', async () => {
		const { wait, queries, passed } = simulation({ a: HOUR }, { maxWait: MINUTE });
		expect((await wait()).get('a')).toMatchObject({
			state: 'timedOut',
			status: { done: false },
			waited: MINUTE,
		});
		expect(queries.at(-1)?.at).toBe(MINUTE);
		expect(passed()).toBe(MINUTE);
	});

	it('sends the last query also if its timer is a few milliseconds late, as all timers are', async () => {
		const clock = virtualClock(1_000_000);
		const { sleep } = clock;
		clock.sleep = async (milliseconds) => await sleep(milliseconds + 3);
		const { wait, queries } = simulation({ a: HOUR }, { maxWait: MINUTE, clock });
		await wait();
		expect(queries.at(-1)?.at).toBeGreaterThanOrEqual(MINUTE);
	});

	it.each([
		[65, 60],
		[70, 70],
	])('waits 10 s before the last query if the time is up after %d s', async (maxWait, at) => {
		const { wait, queries, passed } = simulation({ a: HOUR }, { maxWait: maxWait * SECOND });
		expect((await wait()).get('a')).toMatchObject({ waited: maxWait * SECOND });
		expect(queries.at(-1)?.at).toBe(at * SECOND);
		expect(passed()).toBe(maxWait * SECOND);
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

	it('sends nothing if nothing is waited for', async () => {
		const { wait, passed } = simulation({});
		expect((await wait()).size).toBe(0);
		expect(passed()).toBe(0);
	});
});

describe('a step of a wait', () => {
	it('ends before a query that is due after its end, without a sleep', async () => {
		const { wait, queries, passed } = simulation({ a: HOUR }, { end: 9 * SECOND });
		expect((await wait()).get('a')).toMatchObject({ state: 'timedOut', polls: 1 });
		expect(queries).toHaveLength(1);
		expect(passed()).toBe(0);
	});

	it('sleeps until a query that is due before its end', async () => {
		const { wait, queries, passed } = simulation({ a: HOUR }, { end: 15 * SECOND });
		await wait();
		expect(queries.map(({ at }) => at)).toEqual([0, 15 * SECOND]);
		expect(passed()).toBe(15 * SECOND);
	});

	it('sends no query after its end, even if many are due and each takes long', async () => {
		const jobs = Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`u${at}`, HOUR]));
		const { wait, clock, passed } = simulation(jobs, { end: 15 * SECOND });
		const times: number[] = [];
		await wait({
			ask: async () => {
				times.push(passed());
				await clock.sleep(4 * SECOND);
				return status(false);
			},
		});
		expect(times).toEqual([0, 4, 8, 12].map((seconds) => seconds * SECOND));
	});

	it("ends if the account's turn doesn't come before its end", async () => {
		const { wait, pace, queries, passed, clock } = simulation({ a: HOUR }, { end: 15 * SECOND });
		pace.slowDown(clock.now(), MINUTE);
		await wait();
		expect(queries).toEqual([]);
		expect(passed()).toBe(15 * SECOND);
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
		expect(queries.map(({ at }) => at)).toEqual([0, 10 * SECOND]);
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
		const { wait, known } = simulation({ a: HOUR }, { until: 'status', maxWait: MINUTE });
		await wait();
		await wait({ ask: async () => NO_ANSWER });
		expect(known.of('a').status).toMatchObject({ done: false });
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

	it('is asked for once more in a retry after a timeout', async () => {
		const { wait, queries } = simulation({ a: 5 * SECOND }, { maxWait: 0 });
		await wait();
		expect((await wait({ isLastChance: true })).get('a')).toMatchObject({
			state: 'done',
			polls: 1,
		});
		expect(queries.map(({ at }) => at)).toEqual([0, 10 * SECOND]);
	});

	it('is queried again if the last query failed', async () => {
		const { wait, queries } = simulation({ a: HOUR }, { maxWait: 0 });
		await wait({ ask: async () => NO_ANSWER });
		expect((await wait()).get('a')).toMatchObject({ state: 'timedOut', polls: 1 });
		expect(queries).toEqual([{ uploadId: 'a', at: 10 * SECOND }]);
	});

	it('is queried if it is unknown, even if others are known', async () => {
		const { wait, queries } = simulation({ a: HOUR, b: HOUR, c: HOUR }, { maxWait: 0 });
		await wait({ ask: async (uploadId) => (uploadId === 'a' ? status(false) : NO_ANSWER) });
		const waited = await wait();
		expect([...waited.values()].map(({ polls }) => polls)).toEqual([0, 1, 1]);
		expect(queries.map(({ uploadId, at }) => [uploadId, at])).toEqual([
			['c', 2 * SECOND],
			['b', 11 * SECOND],
		]);
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
});

describe('waiting with faults', () => {
	it('continues after temporary faults', async () => {
		const { wait, passed } = simulation({ a: 0 });
		const waited = await wait({ ask: responding(Array<Response>(4).fill(NO_ANSWER)) });
		expect(waited.get('a')).toMatchObject({ state: 'done', polls: 5 });
		expect(passed()).toBe((10 + 20 + 40 + 80) * SECOND);
	});

	it('ends after five faults in a row', async () => {
		const { wait } = simulation({ a: 0 });
		const waited = await wait({ ask: responding(Array<Response>(5).fill(NO_ANSWER)) });
		expect(waited.get('a')).toMatchObject({
			state: 'failed',
			fault: { kind: 'noAnswer' },
			polls: 5,
		});
	});

	it('reports the last fault if the time is up', async () => {
		const { wait } = simulation({ a: 0 }, { maxWait: 15 * SECOND });
		const waited = await wait({ ask: responding(Array<Response>(5).fill(NO_ANSWER)) });
		expect(waited.get('a')).toMatchObject({
			state: 'timedOut',
			fault: { kind: 'noAnswer' },
			polls: 2,
			waited: 15 * SECOND,
		});
	});

	it('forgets faults after a response', async () => {
		const { wait } = simulation({ a: 0 });
		const responses = [...Array<Response>(4).fill(NO_ANSWER), status(false)];
		const waited = await wait({ ask: responding([...responses, ...responses]) });
		expect(waited.get('a')).toMatchObject({ state: 'done', polls: 11 });
	});

	it('does not report faults after a response', async () => {
		const { wait } = simulation({ a: HOUR }, { maxWait: 15 * SECOND });
		const waited = await wait({ ask: responding([NO_ANSWER, status(false)]) });
		expect(waited.get('a')).toMatchObject({
			state: 'timedOut',
			status: { done: false, status: '', more: {} },
			polls: 2,
			waited: 15 * SECOND,
		});
		expect(waited.get('a')?.fault).toBeUndefined();
	});

	it('ends at once after a permanent fault', async () => {
		const { wait } = simulation({ a: 0 });
		const waited = await wait({ ask: responding([fault('refused')]) });
		expect(waited.get('a')).toMatchObject({
			state: 'failed',
			fault: { kind: 'refused' },
			polls: 1,
		});
	});

	it('continues with the other uploads if one fails', async () => {
		const { wait } = simulation({ bad: 0, good: MINUTE });
		const waited = await wait({
			ask: async (uploadId) => (uploadId === 'bad' ? fault('misconfigured') : status(true)),
		});
		expect([...waited.values()].map(({ state }) => state)).toEqual(['failed', 'done']);
	});
});

describe('waiting for a service that refuses fast queries', () => {
	const jobs = Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`u${i}`, MINUTE]));

	it.each([
		['HTTP 429', TOO_FAST],
		['a plain refusal', fault('refused')],
	])('loses no upload if a query less than 10 s after another one gets %s', async (_, refusal) => {
		const { wait, passed } = simulation(jobs);
		const times: number[] = [];
		const waited = await wait({
			ask: async (uploadId) => {
				const at = passed();
				times.push(at);
				if (at - (times.at(-2) ?? -Infinity) < 10 * SECOND) return refusal;
				return status(at >= jobs[uploadId]);
			},
		});
		expect([...waited.values()].map(({ state }) => state)).toEqual(Array(10).fill('done'));
		times.slice(2).forEach((at, before) => {
			expect(at - times[before + 1]).toBeGreaterThanOrEqual(10 * SECOND);
		});
	});

	it('increases the pause up to a minute and fails no upload', async () => {
		const { wait, passed } = simulation({ a: 0, b: 0 }, { maxWait: 10 * MINUTE });
		const times: number[] = [];
		const waited = await wait({
			ask: async () => {
				times.push(passed());
				return TOO_FAST;
			},
		});
		expect([...waited.values()].map(({ state }) => state)).toEqual(['timedOut', 'timedOut']);
		const distances = times.slice(1).map((at, before) => (at - times[before]) / SECOND);
		expect(distances.slice(0, 5)).toEqual([10, 20, 40, 60, 60]);
	});

	it('respects Retry-After', async () => {
		const { wait, passed } = simulation({ a: 0, b: 0 });
		const times: number[] = [];
		await wait({
			ask: async () => {
				times.push(passed() / SECOND);
				const refusal = fault('httpStatus', { status: 429, retryAfter: 45 * SECOND });
				return times.length > 1 ? status(true) : refusal;
			},
		});
		expect(times).toEqual([0, 45, 55]);
	});

	it('accepts a refusal of a query that was not too fast', async () => {
		const { wait } = simulation({ a: 0, b: 0 });
		const waited = await wait({
			ask: async (uploadId) => (uploadId === 'a' ? status(true) : fault('refused')),
		});
		expect(waited.get('b')).toMatchObject({ state: 'failed', polls: 2 });
	});

	it('gives up if refusals never end', async () => {
		const { wait } = simulation({ a: 0 }, { maxWait: Infinity, until: 'status' });
		const waited = await wait({ ask: async () => TOO_FAST });
		expect(waited.get('a')).toMatchObject({ state: 'failed', polls: 5 });
	});
});

describe('Max Wait', () => {
	const jobs = Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`u${i}`, HOUR]));

	it.each([0, 2 * MINUTE, 2 * MINUTE + 7 * SECOND])(
		'of %d ms is exceeded by at most one timeout with 200 silent uploads',
		async (maxWait) => {
			const { wait, clock, passed } = simulation(jobs, { maxWait });
			await wait({
				ask: async () => {
					await clock.sleep(30 * SECOND);
					return NO_ANSWER;
				},
			});
			expect(passed()).toBeLessThanOrEqual(maxWait + 30 * SECOND);
		},
	);

	it('is exceeded by at most one response if each takes long', async () => {
		const { wait, clock, passed } = simulation(jobs, { maxWait: 2 * MINUTE });
		await wait();
		await wait({
			ask: async () => {
				await clock.sleep(25 * SECOND);
				return status(false);
			},
		});
		expect(passed()).toBeLessThanOrEqual(200 * SECOND + 4 * MINUTE + 25 * SECOND);
	});

	it('allows a little more time for uploads without a status', async () => {
		const { wait, queries } = simulation({ a: HOUR, b: HOUR, c: HOUR }, { maxWait: 0 });
		await wait();
		expect(queries.map(({ uploadId, at }) => [uploadId, at])).toEqual([
			['a', 0],
			['b', SECOND],
			['c', 2 * SECOND],
		]);
	});

	it("is used up before a wait ends whose turn doesn't come", async () => {
		const { wait, pace, clock, passed } = simulation({ a: 0 }, { maxWait: 2 * MINUTE });
		pace.slowDown(clock.now(), HOUR);
		expect((await wait()).get('a')).toMatchObject({ state: 'timedOut', polls: 0 });
		expect(passed()).toBe(2 * MINUTE);
	});
});

describe('simultaneous waits', () => {
	it('share their queries', async () => {
		const { wait, queries } = simulation({ a: 5 * MINUTE }, { clock: sharedClock() });
		const [first, second] = await Promise.all([wait(), wait()]);
		expect(first.get('a')).toMatchObject({ state: 'done' });
		expect(second.get('a')).toMatchObject({ state: 'done' });
		expect(closest(queries)).toBeGreaterThanOrEqual(10 * SECOND);
		expect(first.get('a')!.polls + second.get('a')!.polls).toBe(queries.length);
		const alone = simulation({ a: 5 * MINUTE });
		await alone.wait();
		expect(queries.length).toBeLessThanOrEqual(alone.queries.length + 2);
	});

	it('for one upload end together, after one query', async () => {
		const clock = sharedClock();
		const { wait, queries, passed } = simulation({ a: 0 }, { clock });
		const ends: number[] = [];
		const waits = Array.from({ length: 20 }, async () => {
			const waited = await wait();
			ends.push(passed());
			return waited.get('a')?.state;
		});
		expect(await Promise.all(waits)).toEqual(Array(20).fill('done'));
		expect(queries).toHaveLength(1);
		expect(Math.max(...ends)).toBeLessThanOrEqual(SECOND);
	});

	it('for one upload end together, though another query has just been sent', async () => {
		const clock = sharedClock();
		const { wait, queries, pace, passed } = simulation({ a: 0 }, { clock });
		await pace.turn(clock, clock.now(), Infinity, () => true);
		const ends = Array.from({ length: 20 }, async () => {
			await wait();
			return passed();
		});
		// Each looks once a second whether it still needs its turn.
		expect(Math.max(...(await Promise.all(ends)))).toBeLessThanOrEqual(2 * SECOND);
		expect(queries).toHaveLength(1);
	});

	it('all understand a refusal that came too soon after another query', async () => {
		const clock = sharedClock();
		const { wait, pace } = simulation({ a: 0 }, { clock });
		await pace.turn(clock, clock.now(), Infinity, () => true);
		const ask = responding([fault('refused')]);
		const waited = await Promise.all([wait({ ask }), wait({ ask }), wait({ ask })]);
		expect(waited.map((each) => each.get('a')?.state)).toEqual(['done', 'done', 'done']);
	});

	it('let one with a single upload take its turn among those of one with many', async () => {
		const clock = sharedClock();
		const many = Object.fromEntries(Array.from({ length: 100 }, (_, at) => [`${at}`, HOUR]));
		const { wait: waitForMany, pace } = simulation(many, { clock, maxWait: 10 * MINUTE });
		const { wait, queries } = simulation({ a: HOUR }, { clock, pace, maxWait: 5 * MINUTE });
		const all = waitForMany();
		await clock.sleep(1500);
		await wait();
		expect(queries.length).toBeGreaterThan(5);
		await all;
	});

	it("don't take the old status for a new one when another wait's query fails", async () => {
		const clock = sharedClock();
		const { wait, passed } = simulation({ a: HOUR }, { clock });
		const ask = responding([status(false), NO_ANSWER, NO_ANSWER, status(true)]);
		await wait({ ask, until: 'status' });
		const [slow, other] = await Promise.all([
			wait({ ask, until: 'newStatus' }),
			wait({ ask, until: 'newStatus' }),
		]);
		expect(slow.get('a')).toMatchObject({ state: 'done', status: { done: true } });
		expect(other.get('a')).toMatchObject({ state: 'done', status: { done: true } });
		expect(passed()).toBeGreaterThanOrEqual((10 + 10 + 20) * SECOND);
	});

	it('ask again after a query that threw', async () => {
		const { wait } = simulation({ a: 0 }, { clock: sharedClock() });
		const ask = async () => await Promise.reject(new Error('full'));
		await expect(wait({ ask })).rejects.toThrow('full');
		expect((await wait()).get('a')).toMatchObject({ state: 'done' });
	});

	it('fail together after five faults in a row', async () => {
		const clock = sharedClock();
		const { wait, queries, passed } = simulation({ a: HOUR }, { clock });
		await wait({ until: 'status' });
		const ask: Asker['ask'] = async (uploadId) => {
			queries.push({ uploadId, at: passed() });
			return NO_ANSWER;
		};
		const waited = await Promise.all([wait({ ask }), wait({ ask })]);
		expect(waited.map((each) => each.get('a')?.state)).toEqual(['failed', 'failed']);
		expect(queries).toHaveLength(1 + 5);
	});

	it('never ask twice in a second for different uploads', async () => {
		const clock = sharedClock();
		const pace = new Pace();
		const times: number[] = [];
		const waitFor = async (uploadId: string) => {
			const known = new KnownUploads<Progress>({}, 'account');
			const now = clock.now();
			const ask = async () => {
				times.push(clock.now());
				return status(clock.now() >= now + 5 * MINUTE);
			};
			const run = runOf({ clock, known, pace: async () => pace, ask });
			const settings = { interval: 15 * SECOND, maxWait: HOUR, until: 'done' } as const;
			const poll = startPoll(run, [uploadId], settings);
			await drive(run, poll);
			return poll.uploads[0].ended;
		};
		const ended = await Promise.all(
			Array.from({ length: 50 }, async (_, at) => waitFor(String(at))),
		);
		expect(ended).toEqual(Array(50).fill('done'));
		const distances = times.slice(1).map((at, before) => at - times[before]);
		expect(Math.min(...distances)).toBeGreaterThanOrEqual(SECOND);
	});
});

describe('canceling a wait', () => {
	it('ignores the response to a running query', async () => {
		const controller = new AbortController();
		const { wait, clock, known } = simulation({ a: 0 });
		Object.assign(clock, { signal: controller.signal });
		const waited = await wait({
			ask: async () => {
				controller.abort();
				return fault('refused');
			},
		});
		expect(waited.get('a')).toMatchObject({ state: 'canceled', polls: 0 });
		expect(waited.get('a')?.fault).toBeUndefined();
		expect(known.of('a')).toEqual({});
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
