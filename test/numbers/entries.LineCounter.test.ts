import fc from 'fast-check';

import { LineCounter } from '../../nodes/Ihmjc/numbers/entries';

const count = (...chunks: string[]): number => {
	const counter = new LineCounter();
	for (const chunk of chunks) counter.add(Buffer.from(chunk));
	return counter.lines;
};

it.each([
	['', 0],
	['1', 1],
	['1\n2', 2],
	['1\r\n2\r\n', 2],
	['1\r2', 2],
	['\n\n1\n \t\n\r\n2\n', 2],
	['\t1 2\n', 1],
])('counts the lines of %j that are not empty: %d', (text, lines) => {
	expect(count(text)).toBe(lines);
});

it('counts the same lines no matter how a text is split', () => {
	const line = fc.stringMatching(/^[ \t0-9a]{0,4}$/);
	const end = fc.constantFrom('\n', '\r\n', '\r');
	fc.assert(
		fc.property(fc.array(fc.tuple(line, end)), fc.nat(), (lines, cut) => {
			const text = lines.flat().join('');
			const filled = lines.filter(([each]) => each.trim() !== '').length;
			const at = cut % (text.length + 1);
			expect([count(text), count(text.slice(0, at), text.slice(at))]).toEqual([filled, filled]);
		}),
	);
});
