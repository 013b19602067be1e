import { readPointsLeft, sumOfPoints } from '../../nodes/Ihmjc/service/balance';

it.each([
	[0.1, 0.2, 0.3],
	[49.8332, 0, 49.8332],
	[100_000, 500, 100_500],
	[49.8331885, 0.05, 49.8831885],
	[123_456_789.0123, 0.0001, 123_456_789.0124],
])('adds %d and %d points without rounding errors', (recharge, bonus, total) => {
	expect(sumOfPoints(recharge, bonus)).toBe(total);
});

it.each([
	['49.8332000+0.0000', 49.8332],
	['0.1+0.2', 0.3],
	[' 12 + 3 ', 15],
	['-0.5+1', 0.5],
	['7.25', 7.25],
	[7.25, 7.25],
	['1,234.5+1,000', 2234.5],
])('reads the points left from %j', (jifen, points) => {
	expect(readPointsLeft(jifen)).toBe(points);
});

it.each([undefined, null, '', 'none', '1+2+3', '12,5+0', '1,23+0', '12+', 'NaN', {}, Infinity])(
	'reads no points left from %j',
	(jifen) => {
		expect(readPointsLeft(jifen)).toBeNull();
	},
);
