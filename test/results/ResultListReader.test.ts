import * as fc from 'fast-check';

import { ResultListReader } from '../../nodes/Ihmjc/results/ResultListReader';

function read(...chunks: Uint8Array[]) {
	const numbers: number[] = [];
	const reader = new ResultListReader((number) => numbers.push(number));
	for (const chunk of chunks) reader.push(chunk);
	reader.end();
	return { numbers, lines: reader.lines, seemsCut: reader.seemsCut };
}

const bytes = (text: string, encoding: BufferEncoding = 'utf8') => Buffer.from(text, encoding);

const NUMBERS = [14155550100, 14155550101];

describe('ResultListReader', () => {
	it.each([
		['line feeds', bytes('14155550100\n14155550101\n')],
		['no last newline', bytes('14155550100\n14155550101')],
		['carriage returns', bytes('14155550100\r\n14155550101\r\n')],
		['carriage returns alone', bytes('14155550100\r14155550101\r')],
		['pluses', bytes('+14155550100\n+14155550101\n')],
		['a byte order mark', bytes('\ufeff14155550100\n14155550101\n')],
		['empty lines', bytes('\n14155550100\n\n \n14155550101\n\n')],
		['more columns', bytes('14155550100,1,2030-01-01\n14155550101,2,2030-01-01\n')],
		['a tab and a date', bytes('14155550100\t2030-01-01\n14155550101\t2030-01-01\n')],
		['a space and a date', bytes('14155550100 2030-01-01\n14155550101  2030-01-01 10:00\n')],
		['a space and a digit', bytes('14155550100 1\n14155550101 2')],
		['dashes and a digit', bytes('14155550100----1\n14155550101----2\n')],
		['quotes', bytes('"14155550100"\n"14155550101"\n')],
		['quoted columns', bytes('"14155550100","1"\r\n"14155550101","2"\r\n')],
		['formulas', bytes('="14155550100"\n="14155550101"\n')],
		['leading zeros', bytes('0014155550100\n0014155550101\n')],
		['a header', bytes('number,status 1\n14155550100,1\n14155550101,2\n')],
		['a header in Chinese', bytes('\ufeff号码\r\n14155550100\r\n14155550101')],
		['UTF-16 columns', bytes('\ufeffnumber\t1\r\n14155550100\t1\r\n14155550101\t2', 'utf16le')],
		['UTF-16', bytes('\ufeff14155550100\r\n14155550101\r\n', 'utf16le')],
	])('reads a list with %s', (_, list) => {
		expect(read(list)).toEqual({ numbers: NUMBERS, lines: 2, seemsCut: false });
	});

	it('reads nothing from an empty list', () => {
		expect(read()).toEqual({ numbers: [], lines: 0, seemsCut: false });
	});

	it.each([
		['in the middle of the last number', '14155550100\n141555', true],
		['without a last newline, which is allowed', '14155550100\n14155550101', false],
		['at the end of a line', '14155550100\n', false],
		['in the only line, which is not detectable', '141555', false],
	])('decides whether a list is cut off that ends %s', (_, list, seemsCut) => {
		expect(read(bytes(list)).seemsCut).toBe(seemsCut);
	});

	it.each([
		['is known to be complete', true, false],
		['is not known to be complete', false, true],
	])('decides whether a list is cut off by a short last number that %s', (_, isKnown, seemsCut) => {
		const reader = new ResultListReader((number) => number === 1415555 && isKnown);
		reader.push(bytes('14155550100\n1415555'));
		reader.end();
		expect(reader.seemsCut).toBe(seemsCut);
	});

	it.each([
		['too long', '1'.repeat(16)],
		['far too long', '1'.repeat(400)],
		['too short', '141555'],
		['all zeros', '00000000'],
		['a code', '1001: not ready'],
		['a status', '404 - Not Found'],
		['a date', '2030-01-01'],
		['a number in groups', '1 415 555 0100'],
		['a number in two groups', '4915112 345678'],
		['a number with dashes', '1415555-0100'],
		['a number with a letter', '14155550100x'],
		['a rounded number', '1.41556E+10'],
		['a total', 'Total: 14155550100'],
	])('counts a line with %s without reading a number', (_, line) => {
		const reader = new ResultListReader();
		reader.push(bytes(`14155550101\n${line}\n14155550102\n`));
		reader.end();
		expect(reader).toMatchObject({ lines: 2, otherLines: 1, looksLikeList: true });
	});

	it('returns no number of a text that is no list', () => {
		expect(read(bytes('Sorry,\nnothing yet:\n14155550100\n')).numbers).toEqual([]);
	});

	it('returns the number of digits as written', () => {
		const digits: number[] = [];
		const reader = new ResultListReader((_, count) => digits.push(count));
		reader.push(bytes('014155550100,1\n14155550101\n'));
		reader.end();
		expect(digits).toEqual([12, 11]);
	});

	it.each([
		['a number first', '14155550100\n', true],
		['a number after a header', 'number\n14155550100\n', true],
		['two lines of text first', 'Sorry,\nnothing yet:\n14155550100\n', false],
		['a header only', 'number\n', false],
		['nothing', '', false],
	])('decides whether a text with %s looks like a list', (_, text, isList) => {
		const reader = new ResultListReader();
		reader.push(bytes(text));
		reader.end();
		expect(reader.looksLikeList).toBe(isList);
	});

	it('reads the same numbers no matter how the bytes are split', () => {
		const number = fc.integer({ min: 1_000_000, max: 999_999_999_999_999 });
		fc.assert(
			fc.property(
				fc.array(number),
				fc.constantFrom('\n', '\r\n'),
				fc.infiniteStream(fc.nat(20)),
				(list, end, cuts) => {
					const whole = bytes(list.map((each) => `${each}${end}`).join(''));
					const chunks: Uint8Array[] = [];
					for (let at = 0; at < whole.length;) {
						const next = at + 1 + (cuts.next().value as number);
						chunks.push(whole.subarray(at, next));
						at = next;
					}
					expect(read(...chunks)).toEqual({ numbers: list, lines: list.length, seemsCut: false });
				},
			),
		);
	});

	it('accepts any bytes', () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 500 }), (any) => {
				for (const number of read(any).numbers) expect(Number.isSafeInteger(number)).toBe(true);
			}),
		);
	});
});
