import * as fc from 'fast-check';

import { median, shown } from '../../../tools/bench/statistics';

describe('the median', () => {
	it.each([
		[[3], 3],
		[[1, 9, 2], 2],
		[[10, 1, 2, 9], 5.5],
	])('of %j is %d', (values, expected) => {
		expect(median(values)).toBe(expected);
	});

	it('has equally many values below and above, and does not change them', () => {
		fc.assert(
			fc.property(fc.array(fc.integer(), { minLength: 1 }), (values) => {
				const before = [...values];
				const middle = median(values);
				const below = values.filter((value) => value < middle).length;
				const above = values.filter((value) => value > middle).length;
				expect(Math.max(below, above)).toBeLessThanOrEqual(values.length / 2);
				expect(values).toEqual(before);
			}),
		);
	});
});

describe('a readable number', () => {
	it.each([
		[0, '0'],
		[0.1234, '0.123'],
		[12.34, '12.3'],
		[123.4, '123'],
		[-12.34, '-12.3'],
		[1234567, '1,234,567'],
	])('%d is shown as %s', (value, expected) => {
		expect(shown(value)).toBe(expected);
	});
});
