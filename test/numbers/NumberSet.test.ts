/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { serialize } from 'node:v8';
import * as fc from 'fast-check';
import { NumberSet } from '../../nodes/Ihmjc/numbers/NumberSet';

/** The most places in a row that are filled. A lookup takes no more steps. */
function longestRun(set: NumberSet): number {
	const { tables } = set as unknown as { tables: Array<{ entries: Int32Array }> };
	let longest = 0;
	for (const { entries } of tables) {
		let run = 0;
		for (const entry of entries) {
			run = entry === 0 ? 0 : run + 1;
			longest = Math.max(longest, run);
		}
	}
	return longest;
}

function check(values: number[], others: number[]): void {
	const set = new NumberSet();
	const model = new Map<number, number>();
	const wasNew = values.map((value) => {
		const isNew = !model.has(value);
		if (isNew) model.set(value, model.size);
		return isNew;
	});
	expect(values.map((value) => set.add(value))).toEqual(wasNew);
	expect(set.size).toBe(model.size);
	expect([...set]).toEqual([...model.keys()]);
	const asked = [...values, ...others];
	expect(asked.map((value) => set.indexOf(value))).toEqual(
		asked.map((value) => model.get(value) ?? -1),
	);
}

describe('NumberSet', () => {
	it('contains each value once and knows the order of arrival', () => {
		const value = fc.oneof(
			fc.integer({ min: 1, max: 200 }),
			fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
			// Equal in all low bits.
			fc.integer({ min: 1, max: 1000 }).map((high) => high * 2 ** 32 + 7),
		);
		fc.assert(
			fc.property(fc.array(value, { maxLength: 1000, size: 'max' }), fc.array(value), check),
			{
				numRuns: 200,
			},
		);
	});

	it('keeps all values while it grows', () => {
		const values = Array.from({ length: 50_000 }, (_, index) => 14_150_000_000 + 7 * index);
		const set = new NumberSet();
		expect(values.every((value) => set.add(value))).toBe(true);
		expect(values.some((value) => set.add(value))).toBe(false);
		expect([...set]).toEqual(values);
		expect(values.map((value) => set.indexOf(value))).toEqual(values.map((_, slot) => slot));
		expect(values.every((value) => set.indexOf(value + 1) === -1)).toBe(true);
	});

	it.each([
		['that are consecutive', (index: number) => 14_150_000_000 + index],
		['a thousand apart', (index: number) => 447_700_000_000 + 1000 * index],
		['a power of two apart', (index: number) => 4_096 * index + 1],
		['that differ in the high bits only', (index: number) => 2 ** 32 * (index + 1)],
	])('finds values %s in few steps', (_name, value) => {
		const set = new NumberSet();
		for (let index = 0; index < 100_000; index++) set.add(value(index));
		expect(set.size).toBe(100_000);
		expect(longestRun(set)).toBeLessThan(200);
	});

	it('takes less than 20 bytes for a number', () => {
		const set = new NumberSet();
		const count = 200_000;
		for (let index = 0; index < count; index++) set.add(14_150_000_000 + index);
		// Its serialized form contains everything that it stores.
		expect(serialize(set).length / count).toBeLessThan(20);
	});
});
