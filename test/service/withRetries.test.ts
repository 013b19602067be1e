import { failure, type Fault, type Outcome, success } from '../../nodes/Ihmjc/service/Fault';
import { withRetries } from '../../nodes/Ihmjc/service/withRetries';
import { QUICK_LIMITS } from '../helpers/runIhmjc';
import { virtualClock } from '../helpers/virtualClock';

const fault = (more: Partial<Fault>): Fault => ({
	kind: 'unexpectedResponse',
	message: '',
	advice: '',
	...more,
});

/** Returns these outcomes in turn, repeating the last one. */
async function tries(
	outcomes: Array<Partial<Fault> | 'success'>,
	{ signal, within = Infinity }: { signal?: AbortSignal; within?: number } = {},
) {
	const clock = Object.assign(virtualClock(), { signal });
	let count = 0;
	const attempt = async (): Promise<Outcome<number>> => {
		const answer = outcomes[Math.min(count++, outcomes.length - 1)];
		return answer === 'success' ? success(count) : failure(fault(answer));
	};
	const limits = { ...QUICK_LIMITS, backoff: 2000 };
	const outcome = await withRetries({ clock, limits }, attempt, { deadline: clock.now() + within });
	return { ok: outcome.ok, count, sleeps: clock.sleeps };
}

describe('withRetries', () => {
	it('tries a few times and doubles the pause each time', async () => {
		expect(await tries([{}])).toEqual({ ok: false, count: 5, sleeps: [2000, 4000, 8000, 16000] });
	});

	it('stops after the first success', async () => {
		expect(await tries([{}, {}, 'success'])).toEqual({ ok: true, count: 3, sleeps: [2000, 4000] });
		expect(await tries(['success'])).toEqual({ ok: true, count: 1, sleeps: [] });
	});

	it('starts no try after the deadline and does not wait for one', async () => {
		expect(await tries([{}], { within: 6000 })).toEqual({
			ok: false,
			count: 3,
			sleeps: [2000, 4000],
		});
		expect(await tries([{ retryAfter: 30_000 }], { within: 29_999 })).toEqual({
			ok: false,
			count: 1,
			sleeps: [],
		});
	});

	it('respects Retry-After up to a minute', async () => {
		const busy = { kind: 'httpStatus', status: 429 } as const;
		const { sleeps } = await tries([
			{ ...busy, retryAfter: 30_000 },
			{ ...busy, retryAfter: 3_600_000 },
			{ ...busy, retryAfter: 1 },
			'success',
		]);
		expect(sleeps).toEqual([30_000, 60_000, 8000]);
	});

	it.each<[Partial<Fault>, boolean]>([
		[{ kind: 'notSent' }, true],
		[{ kind: 'noAnswer' }, true],
		[{ kind: 'truncated' }, true],
		[{ kind: 'httpStatus', status: 429 }, true],
		[{ kind: 'httpStatus', status: 503 }, true],
		[{ kind: 'httpStatus', status: 307 }, false],
		[{ kind: 'httpStatus', status: 404 }, false],
		[{ kind: 'refused' }, false],
		[{ kind: 'misconfigured' }, false],
		[{ kind: 'canceled' }, false],
	])('decides whether to retry %j: %s', async (answer, again) => {
		expect((await tries([answer, 'success'])).ok).toBe(again);
	});

	it('stops when the execution is canceled', async () => {
		expect(await tries([{}], { signal: AbortSignal.abort() })).toMatchObject({
			ok: false,
			count: 1,
		});
	});
});
