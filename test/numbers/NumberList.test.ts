import * as fc from 'fast-check';

import { NumberList } from '../../nodes/Ihmjc/numbers/NumberList';

describe('NumberList', () => {
	it('knows whether another number begins with the digits of a number', () => {
		const list = new NumberList('DE', '49');
		for (const number of [4930123456, 493012345, 49301, 4930123999]) list.add(number);
		const begins = (number: number) => list.beginsAnother(number);
		expect([4930123456, 493012345, 49301, 4930123, 493012346].map(begins)).toEqual([
			false,
			true,
			true,
			true,
			false,
		]);
	});

	it('returns the text to upload in chunks, and knows its length in advance', () => {
		fc.assert(
			fc.property(
				fc.uniqueArray(fc.integer({ min: 0, max: 99_999_999 }), { size: 'max', maxLength: 20_000 }),
				(ends) => {
					const list = new NumberList('US', '1');
					const expected = ends.map((end) => `1415${String(end).padStart(8, '0').slice(1)}`);
					for (const digits of expected) list.add(Number(digits));
					const chunks = [...list.chunks()];
					const text = Buffer.concat(chunks).toString();
					expect(text).toBe([...new Set(expected)].map((digits) => `${digits}\n`).join(''));
					expect(list.byteLength).toBe(text.length);
					for (const chunk of chunks) {
						expect(chunk.length).toBeGreaterThan(0);
						expect(chunk.length).toBeLessThan(65 * 1024);
					}
					expect(chunks.length).toBe(Math.ceil(list.byteLength / 65_544));
				},
			),
			{ numRuns: 20 },
		);
	});
});
