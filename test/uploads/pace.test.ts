import {
	isHasty,
	MAX_PAUSE_MS,
	MIN_PAUSE_MS,
	nextDatabasePause,
	nextPause,
	pauseAfterFault,
	slowDown,
	speedUp,
} from '../../nodes/Ihmjc/uploads/pace';

const SECOND = 1000;
const HOUR = 3600 * SECOND;

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

describe('the pause after a fault', () => {
	it('doubles, up to five minutes', () => {
		expect([1, 2, 3, 4, 5, 6, 7].map((faults) => pauseAfterFault(faults) / SECOND)).toEqual([
			10, 20, 40, 80, 160, 300, 300,
		]);
	});

	it('respects Retry-After within limits', () => {
		expect(pauseAfterFault(1, 90 * SECOND)).toBe(90 * SECOND);
		expect(pauseAfterFault(1, HOUR)).toBe(MAX_PAUSE_MS);
		expect(pauseAfterFault(1, SECOND)).toBe(MIN_PAUSE_MS);
	});
});

it('asks once a minute at most in the database', () => {
	expect(nextDatabasePause(0, 15 * SECOND)).toBe(60 * SECOND);
	expect(nextDatabasePause(2000 * SECOND, 15 * SECOND)).toBe(100 * SECOND);
	expect(nextDatabasePause(0, 90 * SECOND)).toBe(90 * SECOND);
});

describe('the pace of an account', () => {
	const paceOf = (distance: number) => ({ nextAt: 0, lastAt: 0, distance: distance * SECOND });

	it('gets slower up to a minute, and later fast again, but not as fast as before', () => {
		const pace = paceOf(1);
		const slow = [1, 2, 3, 4, 5].map(() => {
			slowDown(pace, 0);
			return pace.distance / SECOND;
		});
		expect(slow).toEqual([10, 20, 40, 60, 60]);
		const fast = [1, 2, 3, 4].map(() => {
			speedUp(pace);
			return pace.distance / SECOND;
		});
		expect(fast).toEqual([30, 15, 10, 10]);
	});

	it('is not changed by a response if it is fast', () => {
		const pace = paceOf(1);
		speedUp(pace);
		expect(pace.distance).toBe(SECOND);
	});

	it('respects Retry-After within limits, and never gets earlier', () => {
		const pace = paceOf(1);
		slowDown(pace, 1000 * SECOND, 45 * SECOND);
		expect(pace.nextAt).toBe(1045 * SECOND);
		slowDown(pace, 1000 * SECOND);
		expect(pace.nextAt).toBe(1045 * SECOND);
		slowDown(pace, 1000 * SECOND, HOUR);
		expect(pace.nextAt).toBe(1300 * SECOND);
	});

	it('is hasty for less than 10 seconds', () => {
		expect(isHasty(paceOf(1), 10 * SECOND - 1)).toBe(true);
		expect(isHasty(paceOf(1), 10 * SECOND)).toBe(false);
	});
});
