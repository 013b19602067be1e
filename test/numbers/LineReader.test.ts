import * as fc from 'fast-check';

import { LineReader } from '../../nodes/Ihmjc/numbers/LineReader';

interface Line {
	text: string;
	/** As text, with leading zeros; empty if the line has anything else. */
	digits: string;
	hasPlus: boolean;
}

function linesOf(...chunks: Array<string | Uint8Array>): Line[] {
	const lines: Line[] = [];
	const reader = new LineReader(() => {
		const { text, digits, value, hasPlus } = reader;
		lines.push({
			text,
			digits: digits > 0 ? String(value).padStart(digits, '0') : '',
			hasPlus,
		});
	});
	for (const chunk of chunks) reader.add(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
	reader.finish();
	return lines;
}

const textsOf = (...chunks: Array<string | Uint8Array>) =>
	linesOf(...chunks).map(({ text }) => text);

describe('LineReader', () => {
	it.each([
		['LF', 'a\nb\n', ['a', 'b']],
		['CR LF', 'a\r\nb\r\n', ['a', 'b']],
		['CR', 'a\rb\r', ['a', 'b']],
		['mixed line ends', 'a\r\nb\rc\nd', ['a', 'b', 'c', 'd']],
		['no line end after the last line', 'a\n12', ['a', '12']],
		['blank lines', '\na\n\r\n\r \u00a0\t\rb\n\n', ['a', 'b']],
		['a byte order mark', '\ufeffa\nb', ['a', 'b']],
		['a byte order mark before digits', '\ufeff1\n\ufeff2', ['1', '\ufeff2']],
		['no content', '', []],
		['only a byte order mark', '\ufeff', []],
		['other line separators inside', 'a\u2028b\u0085c\n', ['a\u2028b\u0085c']],
	])('reads a text with %s', (_name, text, expected) => {
		expect(textsOf(text)).toEqual(expected);
	});

	it.each([
		['14155550100', '14155550100', false],
		['+14155550100', '14155550100', true],
		['0014155550100', '0014155550100', false],
		['14155550100  ', '14155550100', false],
		['000', '000', false],
		['999999999999999', '999999999999999', false],
		['9999999999999999', '', false],
		[' 14155550100', '', false],
		['14155550100\t', '', false],
		['1 415', '', false],
		['++1', '', true],
		['+', '', true],
		['1+', '', false],
		['\u0661', '', false],
	])('reads the digits of %j as %j', (text, digits, hasPlus) => {
		expect(linesOf(text)).toEqual([{ text, digits, hasPlus }]);
		expect(linesOf(`${text}\r\n${text}\n`)).toEqual(Array(2).fill({ text, digits, hasPlus }));
	});

	it('reads the same lines no matter how the bytes are split', () => {
		const text = fc.string({
			unit: fc.constantFrom('1', '0', '+', ' ', 'ä', '€', '😀', '\r', '\n', '\r\n', '\ufeff'),
			maxLength: 40,
		});
		const plain = /^\+?(\d{1,15}) *$/;
		fc.assert(
			fc.property(text, fc.array(fc.nat(100)), (text, cuts) => {
				const bytes = Buffer.from(text);
				const places = [0, ...cuts.filter((cut) => cut < bytes.length), bytes.length].sort(
					(a, b) => a - b,
				);
				const chunks = places.slice(1).map((end, index) => bytes.subarray(places[index], end));
				const linesIn = (text: string) =>
					text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '');
				const lines = linesOf(...chunks);
				expect(lines.map((line) => line.text)).toEqual(linesIn(text.replace(/^\ufeff/, '')));
				expect(lines.map(({ digits }) => digits)).toEqual(
					linesIn(text).map((line) => plain.exec(line)?.[1] ?? ''),
				);
			}),
			{ numRuns: 1000 },
		);
	});

	it('replaces bytes that are not UTF-8', () => {
		expect(textsOf(Uint8Array.of(0x31, 0xff, 0x0a, 0x32, 0xe2, 0x82))).toEqual([
			'1\ufffd',
			'2\ufffd',
		]);
	});

	it('cuts off an endless line without keeping it in memory', () => {
		// More than the maximum length of a string.
		const chunk = Buffer.alloc(1024 * 1024, 'a');
		const chunks = Array.from({ length: 515 }, () => chunk);
		const lines = textsOf(...chunks, '\n2\n', chunk);
		expect(lines.map((line) => line.length)).toEqual([1001, 1, 1001]);
		expect(textsOf('1'.repeat(1000))).toEqual(['1'.repeat(1000)]);
		const padded = `+1 415 555 0100${' '.repeat(1500)}`;
		expect(textsOf(`${' '.repeat(1500)}\n${padded}\n`)).toEqual([padded.slice(0, 1000)]);
		expect(textsOf('€'.repeat(2000))).toEqual([`${'€'.repeat(1000)}…`]);
		expect(linesOf(...Array<string>(100).fill('1'.repeat(100)))).toMatchObject([{ digits: '' }]);
	}, 30_000);
});
