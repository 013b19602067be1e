import fc from 'fast-check';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

import { type NumberList, numbersOf } from '../../../tools/sandbox/NumberList';
import { type ListFault, NumberListReader } from '../../../tools/sandbox/NumberListReader';
import type { CountryRule } from '../../../tools/sandbox/SandboxOptions';
import { americanNumbers, britishNumbers, canadianNumbers } from '../../helpers/fictionalNumbers';

function read(text: string, rule: CountryRule = 'country', cuts: number[] = []) {
	const reader = new NumberListReader(rule);
	const bytes = Buffer.from(text);
	let start = 0;
	for (const cut of [...cuts].sort((a, b) => a - b)) {
		const end = Math.min(cut, bytes.length);
		reader.push(bytes.subarray(start, end));
		start = end;
	}
	reader.push(bytes.subarray(start));
	return reader.finish();
}

function numbersIn(result: NumberList | ListFault): string[] {
	if ('kind' in result) throw new Error(JSON.stringify(result));
	return numbersOf(result);
}

describe('NumberListReader', () => {
	it('reads the same numbers no matter how the bytes are split', () => {
		fc.assert(
			fc.property(
				fc.array(fc.constantFrom(...britishNumbers(1000)), { minLength: 1, maxLength: 50 }),
				fc.constantFrom('\n', '\r\n'),
				fc.boolean(),
				fc.array(fc.nat(700)),
				(numbers, lineEnd, lastLineEnd, cuts) => {
					const text = numbers.join(lineEnd) + (lastLineEnd ? lineEnd : '');
					const result = read(text, 'country', cuts);
					expect(numbersIn(result)).toEqual(numbers);
					expect(result).toMatchObject({ count: numbers.length, country: 'GB' });
				},
			),
		);
	});

	it.each([
		['', { kind: 'empty' }],
		['\n', { kind: 'badLine', line: 1 }],
		['447700900000\n\n447700900001\n', { kind: 'badLine', line: 2 }],
		['447700900000\n\n', { kind: 'badLine', line: 2 }],
		['+447700900000\n', { kind: 'badLine', line: 1 }],
		['\ufeff447700900000\n', { kind: 'badLine', line: 1 }],
		['447700900000\n44 7700900001\n', { kind: 'badLine', line: 2 }],
		['447700900000 \n', { kind: 'badLine', line: 1 }],
		['447700900000,447700900001\n', { kind: 'badLine', line: 1 }],
		['447700900000\r447700900001\r', { kind: 'badLine', line: 1 }],
		['4477\r00900000\n', { kind: 'badLine', line: 1 }],
		['phone\n447700900000\n', { kind: 'badLine', line: 1 }],
		['447700900000\n447700', { kind: 'badLine', line: 2 }],
		['4477009000001234\n', { kind: 'badLine', line: 1 }],
		['07700900000\n', { kind: 'badLine', line: 1 }],
		['00447700900000\n', { kind: 'badLine', line: 1 }],
		['9991234567\n', { kind: 'badLine', line: 1 }],
	])('refuses %j', (text, fault) => {
		expect(read(text)).toEqual(fault);
		expect(read(text, 'any', [1, 3, 15, 16])).toEqual(fault);
	});

	it('reports the first fault no matter how the bytes are split', () => {
		const faulty = [...britishNumbers(2), ...americanNumbers(1), 'x', '1'.repeat(30)].join('\n');
		fc.assert(
			fc.property(fc.array(fc.nat(faulty.length)), (cuts) => {
				expect(read(faulty, 'country', cuts)).toEqual({ kind: 'twoCountries', line: 3 });
				expect(read(faulty, 'any', cuts)).toEqual({ kind: 'badLine', line: 4 });
			}),
		);
	});

	it('reads a line without an end in linear time', () => {
		const reader = new NumberListReader('any');
		const chunk = Buffer.alloc(64 * 1024, '1');
		for (let pushed = 0; pushed < 2000; pushed++) reader.push(chunk);
		expect(reader.size).toBe(2000 * chunk.length);
		expect(reader.finish()).toEqual({ kind: 'badLine', line: 1 });
	});

	describe('with the country rule', () => {
		const northAmerica = [...americanNumbers(2), ...canadianNumbers(1)];
		const twoCodes = [...americanNumbers(1), ...britishNumbers(1)];

		it.each<[CountryRule, string[], ListFault | undefined]>([
			['country', northAmerica, { kind: 'twoCountries', line: 3 }],
			['callingCode', northAmerica, undefined],
			['any', northAmerica, undefined],
			['country', twoCodes, { kind: 'twoCountries', line: 2 }],
			['callingCode', twoCodes, { kind: 'twoCountries', line: 2 }],
			['any', twoCodes, undefined],
		])('%s, handles the list %j', (rule, numbers, fault) => {
			const result = read(numbers.join('\n'), rule);
			if (fault) expect(result).toEqual(fault);
			else expect(numbersIn(result)).toEqual(numbers);
		});

		it('counts a number that no plan confirms as one of the main country', () => {
			const result = read('442079460000\n447700900000\n');
			expect(parsePhoneNumberFromString('+447700900000')?.country).toBeUndefined();
			expect(result).toMatchObject({ count: 2, country: 'GB' });
		});

		it('treats satellite numbers as a country of their own', () => {
			expect(read('8700000000\n')).toMatchObject({ country: '870' });
		});
	});
});
