import * as fc from 'fast-check';

import { ResultListReader } from '../../nodes/Ihmjc/results/ResultListReader';

function read(...chunks: Uint8Array[]) {
	const numbers: number[] = [];
	const reader = new ResultListReader((number) => numbers.push(number));
	for (const chunk of chunks) reader.push(chunk);
	reader.finish();
	const { last, otherLines } = reader;
	return { numbers, unended: last ? [last.number] : [], otherLines };
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
		const { numbers, unended, otherLines } = read(list);
		expect([...numbers, ...unended]).toEqual(NUMBERS);
		expect(otherLines).toBe(0);
	});

	it.each([
		['digits in groups', '4915112 345-678'],
		['digits in groups, as many as a number can have', '49151123 4567890'],
		['a number of 16 digits', '"1000000000000000"'],
	])('takes %s for no number', (_, line) => {
		expect(read(bytes(`14155550100\n${line}\n`))).toMatchObject({
			numbers: [14155550100],
			otherLines: 1,
		});
	});

	it('reads the largest number', () => {
		const { numbers } = read(bytes('999999999999999\n"999999999999999"\n'));
		expect(numbers).toEqual([999_999_999_999_999, 999_999_999_999_999]);
	});

	it('reads nothing from an empty list', () => {
		expect(read()).toEqual({ numbers: [], unended: [], otherLines: 0 });
	});

	it.each<[string, string, number[], number]>([
		['after a whole number', '14155550100\n14155550101', [14155550101], 0],
		['in the middle of a number', '14155550100\n1415555', [1415555], 0],
		['after a few digits', '14155550100\n141555', [], 1],
		['after a few digits of its only line', '141555', [], 1],
		['after a quote', '14155550100\n"', [], 1],
		['after a plus in its only line', '+', [], 1],
		['in a header', 'numb', [], 1],
		['in the white space before a number', '14155550100\n  ', [], 0],
		['in a byte order mark', '\ufeff', [], 0],
		['before a column', '14155550100\n14155550101 ', [14155550101], 0],
		['in a column of one digit', '14155550100\n14155550101 1', [14155550101], 0],
		['in a number in groups', '14155550100\n4915112 345', [], 1],
		['at the end of a line', '14155550100\n', [], 0],
	])('tells that the last line has no end if the list ends %s', (_, list, numbers, others) => {
		const { unended, otherLines } = read(bytes(list));
		expect(unended).toEqual(numbers);
		expect(otherLines).toBe(others);
	});

	it.each([
		['after a comma', '14155550100\n14155550101,'],
		['after its quotes', '14155550100\n"14155550101"'],
		['in a later column', '14155550100\n14155550101\t2030-0'],
	])('knows that a last number is whole if the list ends %s', (_, list) => {
		expect(read(bytes(list))).toEqual({ numbers: NUMBERS, unended: [], otherLines: 0 });
	});

	it('knows the lengths of the numbers in other lines', () => {
		const reader = new ResultListReader();
		expect(reader.isLength(9)).toBe(true);
		reader.push(bytes('14155550100\n493012345\n0014155550100\n4930123456'));
		reader.finish();
		const lengths = Array.from({ length: 18 }, (_, index) => index + 1);
		expect(lengths.filter((digits) => reader.isLength(digits))).toEqual([9, 11, 13]);
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
		['a number in two groups and a column', '4915112 345678,1'],
		['a number with dashes', '1415555-0100'],
		['a number with a letter', '14155550100x'],
		['a rounded number', '1.41556E+10'],
		['a total', 'Total: 14155550100'],
	])('counts a line with %s without reading a number', (_, line) => {
		const reader = new ResultListReader();
		reader.push(bytes(`14155550101\n${line}\n14155550102\n`));
		reader.finish();
		expect(reader).toMatchObject({ lines: 2, otherLines: 1, isList: true });
	});

	it('returns no number of a text that is no list', () => {
		expect(read(bytes('Sorry,\nnothing yet:\n14155550100\n')).numbers).toEqual([]);
	});

	it('returns the number of digits as written', () => {
		const digits: number[] = [];
		const reader = new ResultListReader((_, count) => digits.push(count));
		reader.push(bytes('014155550100,1\n14155550101\n'));
		reader.finish();
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
		reader.finish();
		expect(reader.isList).toBe(isList);
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
					expect(read(...chunks)).toEqual({ numbers: list, unended: [], otherLines: 0 });
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
