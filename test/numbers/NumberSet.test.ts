/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import * as fc from 'fast-check';
import { NumberSet } from '../../nodes/Ihmjc/numbers/NumberSet';

function check(values: number[], absent: number[]): void {
	const set = new NumberSet();
	const model = new Map<number, number>();
	for (const value of values) {
		expect(set.add(value)).toBe(!model.has(value));
		if (!model.has(value)) model.set(value, model.size);
	}
	expect(set.size).toBe(model.size);
	expect([...set]).toEqual([...model.keys()]);
	for (const [value, slot] of model) expect(set.indexOf(value)).toBe(slot);
	for (const value of absent) expect(set.indexOf(value)).toBe(model.get(value) ?? -1);
}

describe('NumberSet', () => {
	it('is a Set that knows the order of arrival', () => {
		const value = fc.oneof(
			fc.integer({ min: 1, max: 200 }),
			fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
			// The same in all low bits.
			fc.integer({ min: 1, max: 1000 }).map((high) => high * 2 ** 32 + 7),
		);
		fc.assert(fc.property(fc.array(value, { size: 'large' }), fc.array(value), check));
	});

	it('grows past its pieces', () => {
		const values = Array.from({ length: 200_000 }, (_, index) => 14_150_000_000 + 7 * index);
		const set = new NumberSet();
		expect(values.every((value) => set.add(value))).toBe(true);
		expect(values.some((value) => set.add(value))).toBe(false);
		expect([...set]).toEqual(values);
		expect(values.map((value) => set.indexOf(value))).toEqual(values.map((_, slot) => slot));
		expect(values.every((value) => set.indexOf(value + 1) === -1)).toBe(true);
	});

	it.each([
		['that follow one another', (index: number) => 14_150_000_000 + index],
		['a thousand apart', (index: number) => 447_700_000_000 + 1000 * index],
		['a power of two apart', (index: number) => 4_096 * index + 1],
		['that differ in the high bits only', (index: number) => 2 ** 32 * (index + 1)],
	])('stays quick with values %s', (_name, value) => {
		const set = new NumberSet();
		const started = performance.now();
		for (let index = 0; index < 300_000; index++) set.add(value(index));
		expect(set.size).toBe(300_000);
		expect(performance.now() - started).toBeLessThan(1000);
	});

	it('takes at most some 20 bytes for a number', () => {
		const before = process.memoryUsage().arrayBuffers;
		const set = new NumberSet();
		for (let index = 0; index < 1_000_000; index++) set.add(14_150_000_000 + index);
		const bytes = process.memoryUsage().arrayBuffers - before;
		expect(set.size).toBe(1_000_000);
		expect(bytes / 1_000_000).toBeLessThan(20);
	});
});
