import { NumberList } from '../../nodes/Ihmjc/numbers/NumberList';
import { type Coverage, ResultList } from '../../nodes/Ihmjc/results/ResultList';
import type { Ending } from '../../nodes/Ihmjc/results/ResultListReader';

const [A, B, C, D, E] = [14155550100, 14155550101, 14155550102, 14155550103, 14155550104];
/** Another number begins with its digits. */
const [SHORT, LONG] = [493012345, 4930123456];

interface Read {
	coverage?: Coverage;
	/** The known numbers. */
	known?: number[];
	/** Of the query. */
	expected?: number;
	ending?: Ending;
}

function read(
	lines: Array<number | string>,
	{ coverage = 'whole', known = [A, B, C], expected, ending = 'announced' }: Read = {},
) {
	const numbers = new NumberList('', '');
	for (const number of known) numbers.add(number);
	const told: number[] = [];
	const onNumber = (number: number) => told.push(number);
	const list = new ResultList(numbers, coverage, { expected, onNumber });
	list.push(Buffer.from(lines.join('\n')));
	list.end(ending);
	/** The known numbers that are in the list. */
	const listed = (count?: number) => known.filter((_, slot) => list.listed(count)(slot));
	return { list, listed, told };
}

/** Lines with a line end after the last one. */
const ended = (...lines: Array<number | string>) => [...lines, ''];

describe('ResultList', () => {
	it('knows which of the numbers it has, and counts lines with others', () => {
		const { list, listed, told } = read(ended(A, D, C, A, D));
		expect(listed()).toEqual([A, C]);
		expect(list.strangers).toBe(2);
		expect(told).toEqual([A, D, C, A, D]);
	});

	it('is read, understood and settled at its end, and not before', () => {
		const numbers = new NumberList('', '');
		numbers.add(A);
		const list = new ResultList(numbers, 'whole');
		list.push(Buffer.from(`${A}\n`));
		expect([list.isRead, list.isUnderstood, list.isSettled]).toEqual([false, false, false]);
		expect(list.agreesWith(1)).toBe(false);
		list.end('unknown');
		expect([list.isRead, list.isUnderstood, list.isSettled]).toEqual([true, true, true]);
		expect(list.agreesWith(1)).toBe(true);
	});

	it('is not understood with a line of text after the header', () => {
		expect(read(ended('phone', A)).list.isUnderstood).toBe(true);
		const { list, listed } = read(ended('phone', A, 'end'));
		expect([list.isRead, list.isUnderstood, list.isSettled]).toEqual([true, false, false]);
		expect(list.agreesWith(1)).toBe(false);
		expect(listed()).toEqual([A]);
	});

	it('of a whole upload has as many of its numbers as the query counts, and no others', () => {
		const { list } = read(ended(A, B, B));
		expect([1, 2, 3, undefined].map((count) => list.agreesWith(count))).toEqual([
			false,
			true,
			false,
			false,
		]);
		expect(read(ended(A, B, D)).list.agreesWith(2)).toBe(false);
		expect(read(ended(A, B, D)).list.agreesWith(3)).toBe(false);
	});

	it.each<Coverage>(['some', 'maybe'])(
		'of an upload of which %s numbers are known has as many different numbers as the query counts',
		(coverage) => {
			const { list } = read(ended(A, A, D, E, E), { coverage, expected: 3 });
			expect([2, 3, 5].map((count) => list.agreesWith(count))).toEqual([false, true, false]);
			expect(list.isSettled).toBe(true);
		},
	);

	it('with more other numbers than the query counts agrees with no count', () => {
		const asCounted = read(ended(D, E), { coverage: 'some', expected: 2 }).list;
		expect(asCounted.agreesWith(2)).toBe(true);
		const { list } = read(ended(D, E), { coverage: 'some', expected: 1 });
		expect([1, 2].map((count) => list.agreesWith(count))).toEqual([false, false]);
		expect(read(ended(D), { coverage: 'some' }).list.agreesWith(1)).toBe(false);
	});

	describe('whose last line has no line end', () => {
		it('has its number if the file is whole', () => {
			const { list, listed, told } = read([A, B]);
			expect(listed()).toEqual([A, B]);
			expect(told).toEqual([A, B]);
			expect([list.isUnderstood, list.isSettled, list.agreesWith(2)]).toEqual([true, true, true]);
		});

		it.each<[string, number[], Read]>([
			['the file may have been cut off', [A, B], { ending: 'unknown' }],
			['another number begins with it', [LONG, SHORT], { known: [LONG, SHORT] }],
		])('lacks its number if %s', (_, lines, more) => {
			const { list, listed, told } = read(lines, more);
			expect(listed()).toEqual(lines.slice(0, 1));
			expect(told).toEqual(lines.slice(0, 1));
			expect([list.isRead, list.isUnderstood, list.isSettled]).toEqual([true, false, false]);
			expect(list.agreesWith(1)).toBe(false);
		});

		it('leaves it to the count if not all numbers are known', () => {
			const { list, listed, told } = read([A, B], { coverage: 'some', expected: 2 });
			expect(told).toEqual([A]);
			expect([list.isUnderstood, list.isSettled]).toEqual([true, false]);
			expect([1, 2, undefined].map(listed)).toEqual([[A], [A, B], [A]]);
			expect([1, 2, 3].map((count) => list.agreesWith(count))).toEqual([false, true, false]);
		});

		it.each([
			['a number that it had before', [A, D, A], 2],
			['another number', [A, D], 2],
			['another number that it had before', [A, D, D], 2],
		])('counts %s once', (_, lines, count) => {
			const { list } = read(lines, { coverage: 'some', expected: 2 });
			expect(list.agreesWith(count)).toBe(true);
			expect(list.agreesWith(count + 1)).toBe(false);
			expect(list.agreesWith(count - 1)).toBe(false);
		});

		it('is not understood if that has another length, and not all numbers are known', () => {
			const short = 1415555010;
			const { list } = read([A, short], { coverage: 'some', expected: 2 });
			expect([list.isUnderstood, list.agreesWith(2)]).toEqual([false, false]);
			const whole = read([A, SHORT], { known: [A, SHORT] });
			expect(whole.list.isUnderstood).toBe(true);
			expect(whole.listed()).toEqual([A, SHORT]);
		});
	});
});
