import type { Run } from '../../nodes/Ihmjc/run/Run';
import type { Fault } from '../../nodes/Ihmjc/service/Fault';
import type { Progress } from '../../nodes/Ihmjc/service/query';
import type { KnownUpload } from '../../nodes/Ihmjc/state/KnownUploads';
import {
	apply,
	doneStatus,
	isTooFast,
	next,
	nextPause,
	type Poll,
	type Polled,
	type Response,
	startPoll,
	uploadsById,
	wake,
} from '../../nodes/Ihmjc/uploads/poll';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const START = 1_000_000_000;

const RUNNING: Progress = { done: false, status: '1', more: {} };
const DONE: Progress = { done: true, status: '2', more: {} };

/** A run in which this is known of each upload. */
const runOf = (known: (uploadId: string) => KnownUpload<Progress>) =>
	({
		clock: { now: () => START },
		known: { of: known },
		limits: { responseTimeout: 30 * SECOND },
		random: () => 0,
	}) as unknown as Run;

/** Starts a wait of an hour for uploads of which this is known. */
function pollOf(
	known: Record<string, KnownUpload<Progress>>,
	{ until = 'done', ...more }: Partial<Poll> = {},
): Poll {
	const settings = { interval: 15 * SECOND, maxWait: HOUR, until };
	const poll = startPoll(
		runOf((uploadId) => known[uploadId]),
		Object.keys(known),
		settings,
	);
	return { ...poll, ...more };
}

const fault = (kind: Fault['kind'], more: Partial<Fault> = {}): Fault => ({
	kind,
	message: 'No',
	advice: '',
	...more,
});

const succeeded = (value: Progress, askedAt: number): Response => ({
	outcome: { ok: true, value },
	askedAt,
	isTooSoon: false,
});

const failed = (of: Fault, askedAt: number, isTooSoon = false): Response => ({
	outcome: { ok: false, fault: of },
	askedAt,
	isTooSoon,
});

const secondsUntil = (time: number) => (time - START) / SECOND;

describe('the pause before the next query', () => {
	it.each([
		['at first', 0, 15, 15],
		['while a share of the wait is shorter than the interval', 299, 15, 15],
		['as a share of the wait', 1000, 15, 50],
		['at its maximum', 100_000, 15, 300],
		['for a user who wants it faster than the service allows', 0, 1, 10],
		['for a user who wants it slower than the longest pause', 100_000, 600, 600],
	])('is right %s', (_, waited, interval, pause) => {
		expect(nextPause(waited * SECOND, interval * SECOND)).toBe(pause * SECOND);
	});
});

describe('the start of a wait', () => {
	it.each<[string, KnownUpload<Progress>, Partial<Polled>]>([
		['never asked for', {}, { nextAt: START, isKnown: false, status: undefined }],
		['accepted in this execution', { isAccepted: true }, { nextAt: START, isKnown: true }],
		[
			'asked for 4 s ago',
			{ askedAt: START - 4 * SECOND, status: RUNNING },
			{ nextAt: START + 6 * SECOND, isKnown: true, status: RUNNING },
		],
		[
			'whose query failed 4 s ago',
			{ askedAt: START - 4 * SECOND },
			{ nextAt: START + 6 * SECOND, isKnown: false },
		],
		['asked for long ago', { askedAt: START - HOUR, status: RUNNING }, { nextAt: START }],
		[
			'asked for by another process, whose clock was ahead',
			{ askedAt: START + HOUR, status: RUNNING },
			{ nextAt: START + 10 * SECOND },
		],
		['that is done', { askedAt: START, status: DONE }, { ended: 'done', waited: 0 }],
	])('knows an upload %s', (_, known, expected) => {
		const [upload] = pollOf({ a: known }).uploads;
		expect(upload).toMatchObject({ uploadId: 'a', polls: 0, faults: 0, ...expected });
		expect(upload.ended).toBe(expected.ended);
	});

	it('asks for an upload that is done if a new status is wanted', () => {
		const [upload] = pollOf({ a: { status: DONE } }, { until: 'newStatus' }).uploads;
		expect(upload.ended).toBeUndefined();
	});

	it('has one entry for an upload that is named twice, whatever its ID is', () => {
		const ids = ['constructor', '__proto__', '2', '1', '2', 'constructor'];
		const settings = { interval: 0, maxWait: 0, until: 'done' } as const;
		const poll = startPoll(
			runOf(() => ({})),
			ids,
			settings,
		);
		const kept = JSON.parse(JSON.stringify(poll)) as Poll;
		expect(kept.uploads.map(({ uploadId }) => uploadId)).toEqual([
			'constructor',
			'__proto__',
			'2',
			'1',
		]);
	});

	it('is plain JSON', () => {
		const poll = pollOf({ a: { askedAt: START, status: RUNNING }, b: {} }, { jitter: 0.5 });
		apply(poll, poll.uploads[0], failed(fault('noAnswer'), START), START);
		expect(JSON.parse(JSON.stringify(poll))).toEqual(poll);
	});
});

describe('the next query', () => {
	const at = (nextAt: number, more: Partial<Polled> = {}): Polled => ({
		uploadId: String(nextAt),
		nextAt: START + nextAt * SECOND,
		polls: 1,
		faults: 0,
		isKnown: true,
		status: RUNNING,
		waited: 0,
		...more,
	});
	const NEVER_ASKED = { polls: 0, status: undefined };

	it.each<
		[string, Polled[], { now?: number; freeAt?: number; poll?: Partial<Poll> }, string | undefined]
	>([
		['the upload that is due first', [at(30), at(10), at(20)], {}, '10'],
		['the first of several that are due', [at(10, { uploadId: 'a' }), at(10)], {}, 'a'],
		['no upload that has ended', [at(10, { ended: 'done' }), at(20)], {}, '20'],
		['nothing if all have ended', [at(10, { ended: 'failed' })], {}, undefined],
		['an upload that is due at the deadline', [at(60)], {}, '60'],
		['no upload that is due after the deadline', [at(61)], {}, undefined],
		['an upload whose turn comes before the deadline', [at(10)], { freeAt: 60 }, '10'],
		['no upload whose turn comes after the deadline', [at(10)], { freeAt: 61 }, undefined],
		['an upload although the timer was a little late', [at(60)], { now: 60.9 }, '60'],
		['no known upload when the deadline is over', [at(60)], { now: 61.1 }, undefined],
		['an upload of unknown status in the grace period', [at(70, NEVER_ASKED)], {}, '70'],
		['an upload of unknown status at the end of grace', [at(90, NEVER_ASKED)], { now: 90 }, '90'],
		['no upload of unknown status after the grace period', [at(91, NEVER_ASKED)], {}, undefined],
		[
			'no upload of unknown status that was asked for',
			[at(70, { status: undefined })],
			{},
			undefined,
		],
		['no known upload in the grace period', [at(70, { polls: 0 })], {}, undefined],
		[
			'a known upload in the grace period of a retry',
			[at(70, { polls: 0 })],
			{ poll: { isLastChance: true } },
			'70',
		],
		[
			'unknown uploads in the grace period, even if others are due earlier',
			[at(65), at(70, NEVER_ASKED)],
			{ now: 64 },
			'70',
		],
	])('is for %s', (_, uploads, { now = 0, freeAt = -Infinity, poll = {} }, expected) => {
		const whole = { ...pollOf({}), deadline: START + MINUTE, uploads, ...poll };
		const due = next(whole, START + now * SECOND, START + freeAt * SECOND);
		expect(due?.upload.uploadId).toBe(expected);
	});

	it('may be sent until the deadline, or the end of the grace period', () => {
		const poll = { ...pollOf({}), uploads: [at(10)] };
		expect(next(poll, START, START)?.end).toBe(poll.deadline);
		const late = { ...poll, deadline: START, uploads: [at(10, NEVER_ASKED)] };
		expect(next(late, START, START)?.end).toBe(START + 30 * SECOND);
	});
});

describe('a response with a status', () => {
	it.each<[string, Progress, Partial<Poll>, 'done' | undefined]>([
		['of an upload that is done', DONE, {}, 'done'],
		['of an upload that is not done', RUNNING, {}, undefined],
		['if any status is enough', RUNNING, { until: 'status' }, 'done'],
		['if a new status is enough', RUNNING, { until: 'newStatus' }, 'done'],
	])('ends the wait or not: %s', (_, status, settings, ended) => {
		const poll = pollOf({ a: {} }, settings);
		const [upload] = poll.uploads;
		Object.assign(upload, { faults: 3, fault: fault('noAnswer') });
		apply(poll, upload, succeeded(status, START + SECOND), START + 2 * SECOND);
		expect(upload).toMatchObject({ status, faults: 0, isKnown: true, waited: 2 * SECOND });
		expect(upload.fault).toBeUndefined();
		expect(upload.ended).toBe(ended);
	});

	it.each([
		['after the interval', 0, HOUR, 15],
		['later, the longer the wait has lasted', 600, HOUR, 630],
		['at the deadline instead of after it', 50, MINUTE, 60],
		['at the deadline, if 10 s have passed then', 50, 60 * SECOND, 60],
		['after the deadline, if 10 s have not passed then', 51, 60 * SECOND, 66],
	])('is followed by the next query %s', (_, askedAt, maxWait, expected) => {
		const poll = pollOf({ a: {} }, { deadline: START + maxWait });
		const asked = START + askedAt * SECOND;
		apply(poll, poll.uploads[0], succeeded(RUNNING, asked), asked);
		expect(secondsUntil(poll.uploads[0].nextAt)).toBe(expected);
	});

	it('delays the next query by a few percent, so that equal executions get out of step', () => {
		const pauses = [0, 0.5, 1].map((jitter) => {
			const poll = pollOf({ a: {} }, { jitter });
			apply(poll, poll.uploads[0], succeeded(RUNNING, START), START);
			return secondsUntil(poll.uploads[0].nextAt);
		});
		expect(pauses).toEqual([15, 15.375, 15.75]);
	});

	it('spreads the second queries of several uploads over one interval, and keeps their distance', () => {
		const poll = pollOf({ a: {}, b: {}, c: {} });
		const nextAfter = (askedAt: number) =>
			poll.uploads.map((upload) => {
				upload.polls++;
				apply(poll, upload, succeeded(RUNNING, askedAt), askedAt);
				return secondsUntil(upload.nextAt);
			});
		expect(nextAfter(START)).toEqual([10, 15, 20]);
		expect(nextAfter(START + 20 * SECOND)).toEqual([35, 35, 35]);
	});
});

describe('a response with a fault', () => {
	it('delays the next query more and more, up to five minutes', () => {
		const pauses = [0, 1, 2, 3].map((faults) => {
			const poll = pollOf({ a: {} });
			const [upload] = poll.uploads;
			upload.faults = faults;
			apply(poll, upload, failed(fault('noAnswer'), START), START + SECOND);
			return secondsUntil(upload.nextAt);
		});
		expect(pauses).toEqual([10, 20, 40, 80]);
	});

	it.each([
		[90 * SECOND, 90],
		[HOUR, 300],
		[SECOND, 10],
	])('respects Retry-After of %d ms within limits', (retryAfter, pause) => {
		const poll = pollOf({ a: {} });
		apply(poll, poll.uploads[0], failed(fault('noAnswer', { retryAfter }), START), START);
		expect(secondsUntil(poll.uploads[0].nextAt)).toBe(pause);
	});

	it.each<[string, Fault, number, Partial<Polled>, 'failed' | undefined]>([
		['a temporary one', fault('noAnswer'), 0, {}, undefined],
		['the fifth temporary one', fault('noAnswer'), 4, {}, 'failed'],
		['a permanent one', fault('misconfigured'), 0, {}, 'failed'],
		['a refusal of an unknown upload', fault('refused'), 0, {}, 'failed'],
		['a refusal of a known upload', fault('refused'), 0, { isKnown: true }, undefined],
		['the fifth refusal of a known upload', fault('refused'), 4, { isKnown: true }, undefined],
		['HTTP 429, however often', fault('httpStatus', { status: 429 }), 4, {}, undefined],
	])('ends the wait or not: %s', (_, of, faults, more, ended) => {
		const poll = pollOf({ a: {} });
		const [upload] = poll.uploads;
		Object.assign(upload, { faults, ...more });
		apply(poll, upload, failed(of, START), START + SECOND);
		expect(upload).toMatchObject({ fault: of, waited: SECOND });
		expect(upload.ended).toBe(ended);
	});

	it('counts refusals of fast queries only in a wait without an end', () => {
		for (const [deadline, faults] of [
			[START + HOUR, 0],
			[Infinity, 1],
		]) {
			const poll = pollOf({ a: {} }, { deadline });
			const [upload] = poll.uploads;
			apply(poll, upload, failed(fault('httpStatus', { status: 429 }), START), START);
			expect(upload.faults).toBe(faults);
			expect(secondsUntil(upload.nextAt)).toBe(10);
		}
	});

	it('ends the grace period after the deadline', () => {
		const poll = pollOf({ a: {} }, { deadline: START });
		apply(poll, poll.uploads[0], failed(fault('noAnswer'), START), START);
		expect(poll.grace).toBe(30 * SECOND);
		apply(poll, poll.uploads[0], failed(fault('noAnswer'), START), START + 1);
		expect(poll.grace).toBe(0);
	});

	it.each<[string, Fault, boolean, boolean, boolean]>([
		['HTTP 429', fault('httpStatus', { status: 429 }), false, false, true],
		['HTTP 503', fault('httpStatus', { status: 503 }), true, true, false],
		['no answer', fault('noAnswer'), true, true, false],
		['a refusal of a known upload', fault('refused'), true, false, true],
		['a refusal soon after another query', fault('refused'), false, true, true],
		['any other refusal', fault('refused'), false, false, false],
	])('means that queries are too fast or not: %s', (_, of, isKnown, isTooSoon, expected) => {
		const [upload] = pollOf({ a: {} }).uploads;
		expect(isTooFast({ ...upload, isKnown }, failed(of, START, isTooSoon))).toBe(expected);
	});

	it('is not one of fast queries if the query succeeded', () => {
		const [upload] = pollOf({ a: {} }).uploads;
		expect(isTooFast(upload, { ...succeeded(RUNNING, START), isTooSoon: true })).toBe(false);
	});
});

describe('a wait that n8n wakes in its database', () => {
	const waiting = (): Poll => {
		const poll = pollOf({ a: { askedAt: START, status: RUNNING }, b: {} });
		return { ...poll, wakeAt: START + MINUTE };
	};

	it.each([
		['in time', 0],
		['a minute late, as n8n may be', MINUTE],
		['two minutes late', 2 * MINUTE],
	])('is unchanged %s', (_, late) => {
		const poll = waiting();
		wake(poll, START + MINUTE + late);
		expect(poll).toEqual(waiting());
	});

	it.each([
		['n8n was down for three days', 72 * HOUR],
		["n8n's clock was set forward by an hour", HOUR],
		["n8n's clock was set back by an hour", -HOUR],
		["another worker's clock is ten minutes behind", -10 * MINUTE],
	])('continues as if nothing had happened if %s', (_, missed) => {
		const [before, poll] = [waiting(), waiting()];
		wake(poll, START + MINUTE + missed);
		expect(poll.since).toBe(before.since + missed);
		expect(poll.deadline).toBe(before.deadline + missed);
		expect(poll.uploads.map(({ nextAt }) => nextAt)).toEqual(
			before.uploads.map(({ nextAt }) => nextAt + missed),
		);
		expect(poll.uploads.map(({ askedAt }) => askedAt)).toEqual([START + missed, undefined]);
	});

	it('is unchanged before n8n has put it to wait', () => {
		const poll = pollOf({ a: {} });
		wake(poll, START + HOUR);
		expect(poll).toEqual(pollOf({ a: {} }));
	});
});

describe('the status of an upload that is done', () => {
	const polled: Polled = {
		uploadId: '1',
		nextAt: 0,
		polls: 1,
		faults: 0,
		isKnown: true,
		waited: 0,
	};

	it.each<[string, Polled | undefined, Progress | undefined]>([
		['none without an upload', undefined, undefined],
		['none without a status', polled, undefined],
		['none while it runs', { ...polled, status: RUNNING }, undefined],
		['known when it is done', { ...polled, status: DONE, ended: 'done' }, DONE],
		['known while its result is awaited', { ...polled, status: DONE }, DONE],
		['none after a failure', { ...polled, status: DONE, ended: 'failed' }, undefined],
	])('is %s', (_, upload, expected) => {
		expect(doneStatus(upload)).toBe(expected);
	});
});

it('counts the time of a wait for uploads that have not ended', () => {
	const poll = pollOf({ '1': { status: DONE }, '2': {} });
	const clock = { now: () => poll.since + MINUTE } as Run['clock'];
	const waited = [...uploadsById({ clock }, poll)].map(([id, upload]) => [id, upload.waited]);
	expect(waited).toEqual([
		['1', 0],
		['2', MINUTE],
	]);
});
