import fc from 'fast-check';

import { packNumbers, unpackNumbers } from '../../nodes/Ihmjc/state/packedNumbers';

describe('packed numbers', () => {
	it('are returned in ascending order', async () => {
		const number = fc.integer({ min: 1_000_000, max: 999_999_999_999_999 });
		await fc.assert(
			fc.asyncProperty(fc.uniqueArray(number), async (numbers) => {
				const sorted = [...numbers].sort((one, other) => one - other);
				expect([...unpackNumbers(await packNumbers(numbers))]).toEqual(sorted);
			}),
		);
	});

	it('take less than a third of the space of their digits, in several pieces', async () => {
		const numbers = Array.from({ length: 200_000 }, (_, index) => 14_155_550_100 + index * 997);
		const packed = await packNumbers(numbers);
		expect(packed.length).toBeGreaterThan(1);
		expect(packed.join('').length).toBeLessThan(numbers.join().length / 3);
		expect([...unpackNumbers(packed)]).toEqual(numbers);
	});
});
