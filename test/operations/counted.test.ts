import { counted, pointsText } from '../../nodes/Ihmjc/run/hints';

describe('a number in a message', () => {
	it.each([0, 1, 12, 999, 1000, 12_345, 999_999, 1_000_000, 12_345_678])(
		'is grouped by thousands as in English: %d',
		(count) => expect(counted(count, 'row')).toMatch(`${count.toLocaleString('en-US')} row`),
	);

	it.each([0, 0.5, 12, 1234.5, 0.00001, 1234567.1234567, 100, 0.1 + 0.2, -1234.5])(
		'keeps the fractions of points: %d',
		(points) => {
			const options = { maximumFractionDigits: 7 };
			expect(pointsText(points)).toBe(points.toLocaleString('en-US', options));
		},
	);
});
