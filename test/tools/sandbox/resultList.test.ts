import fc from 'fast-check';

import { WHATSAPP } from '../../../tools/sandbox/appCodes';
import type { NumberList } from '../../../tools/sandbox/NumberList';
import { NumberListReader } from '../../../tools/sandbox/NumberListReader';
import { plainShape } from '../../../tools/sandbox/ResultFile';
import {
	listLength,
	type ListShape,
	tallyList,
	writeList,
} from '../../../tools/sandbox/resultList';
import { statusOf } from '../../../tools/sandbox/statusOf';
import { americanNumbers, britishNumbers, randomNumbers } from '../../helpers/fictionalNumbers';

function jobOf(numbers: readonly string[]) {
	const reader = new NumberListReader('any');
	reader.push(Buffer.from(numbers.join('\n')));
	const list = reader.finish() as NumberList;
	return { list, appCode: WHATSAPP, tally: tallyList(list, WHATSAPP) };
}

function written(
	numbers: readonly string[],
	status: 'activated' | 'unregistered',
	shape: ListShape,
) {
	return Buffer.concat([...writeList(jobOf(numbers), status, shape)]).toString();
}

describe('result lists', () => {
	const numbers = britishNumbers(300);

	it('contain each number by its status in the order sent, and unknown numbers in neither list', () => {
		const lists = (['activated', 'unregistered'] as const).map((status) => {
			const wanted = numbers.filter((number) => statusOf(number, WHATSAPP) === status);
			expect(written(numbers, status, plainShape)).toBe(wanted.map((n) => `${n}\n`).join(''));
			return wanted;
		});
		expect(lists.flat().length).toBeLessThan(numbers.length);
	});

	it('have the announced length in every shape', () => {
		const shapes = fc.record<ListShape>({
			plus: fc.boolean(),
			lineEnd: fc.constantFrom('\n', '\r\n'),
			lastLineEnd: fc.boolean(),
			missing: fc.constantFrom(0, Infinity),
			twice: fc.boolean(),
			foreign: fc.nat(3),
			header: fc.constant(''),
			quotes: fc.constant(false),
			columns: fc.constant(''),
			form: fc.constant('e164' as const),
		});
		fc.assert(
			fc.property(
				shapes,
				fc.array(fc.constantFrom(...numbers, ...americanNumbers(20)), { minLength: 1 }),
				(shape, some) => {
					const { tally } = jobOf(some);
					expect(listLength(tally.activated, shape)).toBe(written(some, 'activated', shape).length);
				},
			),
		);
	});

	it('announce no length when numbers are missing', () => {
		expect(listLength({ numbers: 3, digits: 36 }, { ...plainShape, missing: 1 })).toBeUndefined();
	});

	it('are complete across many chunks', () => {
		const many = randomNumbers(50_000);
		const shape: ListShape = { ...plainShape, twice: true, plus: true, lineEnd: '\r\n' };
		const wanted = many.filter((number) => statusOf(number, WHATSAPP) === 'activated');
		const expected = wanted.map((number) => `+${number}\r\n+${number}\r\n`).join('');
		expect(written(many, 'activated', shape) === expected).toBe(true);
	});
});
