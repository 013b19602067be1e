import * as fc from 'fast-check';

import { readLines } from '../../nodes/Ihmjc/numbers/entries';

async function linesOf(...chunks: Array<string | Uint8Array>): Promise<string[]> {
	const lines: string[] = [];
	const bytes = chunks.map((chunk) => (typeof chunk === 'string' ? Buffer.from(chunk) : chunk));
	for await (const line of readLines(bytes)) lines.push(line);
	return lines;
}

describe('readLines', () => {
	it.each([
		['LF', 'a\nb\n', ['a', 'b']],
		['CR LF', 'a\r\nb\r\n', ['a', 'b']],
		['CR', 'a\rb\r', ['a', 'b']],
		['mixed line ends', 'a\r\nb\rc\nd', ['a', 'b', 'c', 'd']],
		['no line end after the last line', 'a\nb', ['a', 'b']],
		['empty lines', '\na\n\r\n\r\rb\n\n', ['', 'a', '', '', '', 'b', '']],
		['a byte order mark', '\ufeffa\nb', ['a', 'b']],
		['no content', '', []],
		['only a byte order mark', '\ufeff', []],
		['other line separators inside', 'a\u2028b\u0085c\n', ['a\u2028b\u0085c']],
	])('reads a text with %s', async (_name, text, expected) => {
		expect(await linesOf(text)).toEqual(expected);
	});

	it('reads the same lines no matter how the bytes are split', async () => {
		const text = fc.string({
			unit: fc.constantFrom('1', 'ä', '€', '😀', '\r', '\n', '\r\n', '\ufeff'),
			maxLength: 40,
		});
		await fc.assert(
			fc.asyncProperty(text, fc.array(fc.nat(100)), async (text, cuts) => {
				const bytes = Buffer.from(text);
				const places = [0, ...cuts.filter((cut) => cut < bytes.length), bytes.length].sort(
					(a, b) => a - b,
				);
				const chunks = places.slice(1).map((end, index) => bytes.subarray(places[index], end));
				const expected = text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/);
				if (expected.at(-1) === '') expected.pop();
				expect(await linesOf(...chunks)).toEqual(expected);
			}),
			{ numRuns: 500 },
		);
	});

	it('reads CR LF as one line break, even with an empty chunk in between', async () => {
		expect(await linesOf('a\r', '', '\nb')).toEqual(['a', 'b']);
	});

	it('reads no more chunks from an async source than it needs', async () => {
		let asked = 0;
		async function* source() {
			for (; asked < 100; asked++) yield Buffer.from(`line ${asked}\n`);
		}
		for await (const line of readLines(source())) {
			expect(line).toBe('line 0');
			break;
		}
		expect(asked).toBeLessThan(2);
	});

	it('replaces bytes that are not UTF-8', async () => {
		expect(await linesOf(Uint8Array.of(0x31, 0xff, 0x0a, 0x32, 0xe2, 0x82))).toEqual([
			'1\ufffd',
			'2\ufffd',
		]);
	});

	it('cuts off an endless line without keeping it in memory', async () => {
		// More than the maximum length of a string.
		const chunk = Buffer.alloc(1024 * 1024, '1');
		const chunks = Array.from({ length: 515 }, () => chunk);
		const lines = await linesOf(...chunks, '\n2\n', chunk);
		expect(lines.map((line) => line.length)).toEqual([1000, 1, 1000]);
		expect(await linesOf('1'.repeat(1000))).toEqual(['1'.repeat(1000)]);
	}, 30_000);
});
