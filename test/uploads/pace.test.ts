import {
	MIN_PAUSE_MS,
	MAX_PAUSE_MS,
	nextPause,
	pauseAfterFault,
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
