/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { serialize } from 'node:v8';
import * as fc from 'fast-check';

import { NumberPieces } from '../../nodes/Ihmjc/numbers/NumberPieces';

const filled = (count: number) => {
	const pieces = new NumberPieces();
	for (let index = 0; index < count; index++) pieces.push(14_150_000_000 + index);
	return pieces;
};

describe('NumberPieces', () => {
	it('keeps numbers in their order, each as often as it came', () => {
		fc.assert(
			fc.property(
				fc.array(fc.integer({ min: 1, max: 10 ** 15 - 1 }), { maxLength: 1000, size: 'max' }),
				(numbers) => {
					const pieces = new NumberPieces();
					for (const number of numbers) pieces.push(number);
					expect(pieces.length).toBe(numbers.length);
					expect(numbers.map((_, place) => pieces.at(place))).toEqual(numbers);
					expect([...pieces.drain()]).toEqual(numbers);
				},
			),
		);
	});

	it.each([511, 512, 513, 200_000])('takes out all of %i numbers', (count) => {
		let next = 14_150_000_000;
		for (const number of filled(count).drain()) if (number !== next++) throw new Error(`${number}`);
		expect(next).toBe(14_150_000_000 + count);
	});

	it('drops each piece after it is taken out', () => {
		const pieces = filled(200_000);
		const drained = pieces.drain();
		for (let read = 0; read < 150_000; read++) drained.next();
		expect(pieces.length).toBeLessThan(51_000);
		expect(serialize(pieces).length).toBeLessThan(9 * 51_000);
	});
});
