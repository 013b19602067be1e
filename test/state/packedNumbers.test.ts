import fc from 'fast-check';

import { packNumbers, unpackNumbers } from '../../nodes/Ihmjc/state/packedNumbers';

describe('packed numbers', () => {
	it('are returned in ascending order', () => {
		const number = fc.integer({ min: 1_000_000, max: 999_999_999_999_999 });
		fc.assert(
			fc.property(fc.uniqueArray(number), (numbers) => {
				const sorted = [...numbers].sort((one, other) => one - other);
				expect(unpackNumbers(packNumbers(numbers))).toEqual(sorted);
			}),
		);
	});

	it('take less than half the space of their digits', () => {
		const numbers = Array.from({ length: 10_000 }, (_, index) => 14_155_550_100 + index * 997);
		expect(packNumbers(numbers).length).toBeLessThan(numbers.join().length / 2);
	});
});
