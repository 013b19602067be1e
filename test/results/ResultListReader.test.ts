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
		['UTF-16', bytes('\ufeff14155550100\r\n14155550101\r\n', 'utf16le')],
	])('reads a list with %s', (_, list) => {
		expect(read(list)).toEqual({ numbers: NUMBERS, lines: 2, seemsCut: false });
	});

	it('reads nothing from nothing', () => {
		expect(read()).toEqual({ numbers: [], lines: 0, seemsCut: false });
	});

	it.each([
		['in the middle of the last number', '14155550100\n141555', true],
		['before the last newline, which may be', '14155550100\n14155550101', false],
		['at the end of a line', '14155550100\n', false],
		['in the only line, which can not be told', '141555', false],
	])('judges a list that ends %s', (_, list, seemsCut) => {
		expect(read(bytes(list)).seemsCut).toBe(seemsCut);
	});

	it.each([
		['is known to be whole', true, false],
		['is not', false, true],
	])('judges a short last number that %s', (_, isKnown, seemsCut) => {
		const reader = new ResultListReader((number) => number === 141555 && isKnown);
		reader.push(bytes('14155550100\n141555'));
		reader.end();
		expect(reader.seemsCut).toBe(seemsCut);
	});

	it('counts a line that is too long for a number, but gives none', () => {
		expect(read(bytes(`${'1'.repeat(16)}\n14155550100\n`))).toMatchObject({
			numbers: [14155550100],
			lines: 2,
		});
	});

	it('reads the same wherever the bytes are cut', () => {
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

	it('survives any bytes', () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 500 }), (any) => {
				for (const number of read(any).numbers) expect(Number.isSafeInteger(number)).toBe(true);
			}),
		);
	});
});
