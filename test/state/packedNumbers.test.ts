/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import fc from 'fast-check';

import { packNumbers, unpackInto } from '../../nodes/Ihmjc/state/packedNumbers';

async function unpacked(packed: readonly string[]): Promise<number[]> {
	const numbers: number[] = [];
	await unpackInto({ add: (number) => numbers.push(number) }, packed);
	return numbers;
}

const COUNT = 300_000;

describe('packed numbers', () => {
	it('are returned in ascending order', async () => {
		const number = fc.integer({ min: 1_000_000, max: 999_999_999_999_999 });
		await fc.assert(
			fc.asyncProperty(fc.uniqueArray(number), async (numbers) => {
				const sorted = [...numbers].sort((one, other) => one - other);
				expect(await unpacked(await packNumbers(numbers))).toEqual(sorted);
			}),
		);
	});

	it('take less than a third of the space of their digits, in several pieces', async () => {
		const numbers = Array.from({ length: 200_000 }, (_, index) => 14_155_550_100 + index * 997);
		const packed = await packNumbers(numbers);
		expect(packed.length).toBeGreaterThan(1);
		expect(packed.join('').length).toBeLessThan(numbers.join().length / 3);
		expect(await unpacked(packed)).toEqual(numbers);
	});

	it.each([0, 1, 32_767, 32_768, 32_769, 65_536])('are %i numbers afterward too', async (count) => {
		const numbers = Array.from({ length: count }, (_, index) => 447_700_900_000 + index);
		const packed = await packNumbers(numbers);
		expect(packed).toHaveLength(Math.ceil(count / 32_768));
		expect(await unpacked(packed)).toEqual(numbers);
	});

	it.each([127, 128, 129, 16_383, 16_384, 2_097_152])(
		'are the same with a difference of %i',
		async (difference) => {
			const numbers = [14_155_550_100, 14_155_550_100 + difference];
			expect(await unpacked(await packNumbers(numbers))).toEqual(numbers);
		},
	);

	it('are added to a list, and n8n does other work in between', async () => {
		const numbers = Array.from({ length: 100_000 }, (_, index) => 14_155_550_100 + index);
		const packed = await packNumbers(numbers);
		const added: number[] = [];
		let turns = 0;
		const timer = setInterval(() => turns++, 0);
		await unpackInto({ add: (number) => added.push(number) }, packed);
		clearInterval(timer);
		expect(added).toEqual(numbers);
		expect(turns).toBeGreaterThan(0);
	});

	it('of a country take 5 bytes each, and let n8n do other work in between', async () => {
		// All over +1 212 to +1 989, in any order.
		const numbers = Array.from(
			{ length: COUNT },
			(_, index) => 12_120_000_000 + ((index * 7_919_999) % 7_770_000_000),
		);
		let turns = 0;
		const timer = setInterval(() => turns++, 0);
		const packed = await packNumbers(numbers);
		clearInterval(timer);
		expect(JSON.stringify(packed).length).toBeLessThan(5 * COUNT);
		expect(turns).toBeGreaterThanOrEqual(packed.length / 8);
	});
});
