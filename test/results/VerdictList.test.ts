import { VerdictList } from '../../nodes/Ihmjc/results/VerdictList';

const numbers = [14155550100, 14155550101, 14155550102];
const list = () =>
	new VerdictList({
		size: numbers.length,
		callingCode: '1',
		largest: Math.max(...numbers),
		indexOfNumber: (number) => numbers.indexOf(number),
	});

const all = (verdicts: VerdictList) => numbers.map((_, slot) => verdicts.at(slot));

describe('VerdictList', () => {
	it('is empty at first', () => {
		expect(all(list())).toEqual(['unknown', 'unknown', 'unknown']);
	});

	it('stores verdicts in any order', () => {
		const verdicts = list();
		verdicts.set(14155550102, 'unregistered');
		verdicts.set(14155550100, 'activated');
		expect(all(verdicts)).toEqual(['activated', 'unknown', 'unregistered']);
	});

	it('treats a number in both lists as activated, in either order', () => {
		const verdicts = list();
		verdicts.set(14155550100, 'activated');
		verdicts.set(14155550100, 'unregistered');
		verdicts.set(14155550101, 'unregistered');
		verdicts.set(14155550101, 'activated');
		expect(all(verdicts)).toEqual(['activated', 'activated', 'unknown']);
		expect(verdicts.isContradictory).toBe(true);
	});

	it('is contradictory only while a number is in both lists', () => {
		const verdicts = list();
		expect(verdicts.isContradictory).toBe(false);
		verdicts.set(14155550100, 'activated');
		verdicts.set(14155550100, 'activated');
		verdicts.set(14155550101, 'unregistered');
		verdicts.set(14155550101, 'unregistered');
		expect(verdicts.isContradictory).toBe(false);
		verdicts.set(14155550101, 'activated');
		expect(verdicts.isContradictory).toBe(true);
		verdicts.forget('activated');
		expect(verdicts.isContradictory).toBe(false);
	});

	it('removes one kind of verdict in another form', () => {
		const verdicts = list();
		expect(verdicts.set(4155550100, 'activated')).toBe(true);
		expect(verdicts.set(4155550101, 'unregistered')).toBe(true);
		verdicts.forget('activated');
		verdicts.settle();
		expect(all(verdicts)).toEqual(['unknown', 'unregistered', 'unknown']);
		verdicts.forget('unregistered');
		verdicts.settle();
		expect(all(verdicts)).toEqual(['unknown', 'unknown', 'unknown']);
	});

	it('removes one kind of verdict of numbers that may be national', () => {
		const sent = [494930123456, 4930123456, 4930123457, 494930123457];
		const verdicts = new VerdictList({
			size: sent.length,
			callingCode: '49',
			largest: Math.max(...sent),
			indexOfNumber: (number) => sent.indexOf(number),
		});
		expect(verdicts.set(4930123456, 'activated')).toBe(true);
		expect(verdicts.set(4930123457, 'unregistered')).toBe(true);
		verdicts.forget('activated');
		verdicts.settle();
		expect(sent.map((_, slot) => verdicts.at(slot))).toEqual([
			'unknown',
			'unknown',
			'unregistered',
			'unknown',
		]);
		verdicts.forget('unregistered');
		verdicts.settle();
		expect(verdicts.count().unknown).toBe(4);
	});

	it('knows whether a number was sent', () => {
		const verdicts = list();
		expect(verdicts.set(14155550100, 'activated')).toBe(true);
		expect(verdicts.set(1415555, 'activated')).toBe(false);
	});

	it('ignores numbers that were never sent', () => {
		const verdicts = list();
		verdicts.set(447700900123, 'activated');
		expect(all(verdicts)).toEqual(['unknown', 'unknown', 'unknown']);
	});

	it('removes one kind of verdict', () => {
		const verdicts = list();
		verdicts.set(14155550100, 'activated');
		verdicts.set(14155550101, 'unregistered');
		verdicts.forget('activated');
		expect(all(verdicts)).toEqual(['unknown', 'unregistered', 'unknown']);
		verdicts.set(14155550100, 'activated');
		verdicts.forget('unregistered');
		expect(all(verdicts)).toEqual(['activated', 'unknown', 'unknown']);
	});

	const matchedWith = (
		sent: number[],
		callingCode: string,
		lines: Array<[number, digits?: number]>,
		options: { isPartial?: boolean; isForeign?: boolean } = {},
	) => {
		const index = {
			size: sent.length,
			callingCode,
			largest: Math.max(...sent),
			indexOfNumber: (n: number) => sent.indexOf(n),
		};
		const verdicts = new VerdictList(index, options);
		for (const [number, digits] of lines) verdicts.set(number, 'activated', digits);
		verdicts.settle();
		return { matched: sent.filter((_, slot) => verdicts.at(slot) !== 'unknown'), verdicts };
	};

	it.each<[string, number, string, [number, number?]]>([
		['national', 14155550100, '1', [4155550100]],
		['national with a leading zero', 447700900123, '44', [7700900123, 11]],
		['international with two zeros', 447700900123, '44', [447700900123, 14]],
		['national with a zero that is part of the number', 390612345678, '39', [612345678, 10]],
		['the old Mexican', 525512345678, '52', [5215512345678]],
		['the new Mexican', 5215512345678, '52', [525512345678]],
		['without the Brazilian ninth digit', 5511987654321, '55', [551187654321]],
		['with the Brazilian ninth digit', 551187654321, '55', [5511987654321]],
		['national, without the Brazilian ninth digit', 5511987654321, '55', [1187654321]],
		['without the Argentine 9', 5491123456789, '54', [541123456789]],
		['with the Argentine 9', 541123456789, '54', [5491123456789]],
	])('recognizes a number in another form: %s', (_, sent, callingCode, line) => {
		const { matched, verdicts } = matchedWith([sent], callingCode, [line]);
		expect(matched).toEqual([sent]);
		expect(verdicts.strangers.activated).toBe(0);
	});

	it('gives no verdict if another form matches two numbers', () => {
		const both = [5511987654321, 551187654321];
		expect(matchedWith(both, '55', [[1187654321]]).matched).toEqual([]);
		expect(matchedWith(both, '55', [[551187654321]]).matched).toEqual([551187654321]);
	});

	it('matches a number exactly unless the list is in national form', () => {
		const sent = [4930123456, 494930123456, 4915112345678];
		expect(matchedWith(sent, '49', [[4930123456]]).matched).toEqual([4930123456]);
		expect(matchedWith(sent, '49', [[4930123456], [15112345678]]).matched).toEqual([4915112345678]);
	});

	it('matches other forms carefully if only some numbers of an upload are needed', () => {
		const partly = (sent: number, callingCode: string, line: number) =>
			matchedWith([sent], callingCode, [[line]], { isPartial: true }).matched.length;
		expect(partly(14155550100, '1', 4155550100)).toBe(1);
		expect(partly(525512345678, '52', 5215512345678)).toBe(1);
		expect(partly(525512345678, '52', 52155123456789)).toBe(0);
		expect(partly(5511987654321, '55', 551187654321)).toBe(0);
	});

	it('reads a national number that is also sent as it is only in a national list', () => {
		const sent = [494930123456, 4930123456, 4915112345];
		expect(matchedWith(sent, '49', [[4930123456]]).matched).toEqual([4930123456]);
		expect(matchedWith(sent, '49', [[4930123456], [15112345]]).matched).toEqual([4915112345]);
		const without = [499999999999, 4930123456, 4915112345];
		expect(matchedWith(without, '49', [[4930123456], [15112345]]).matched).toEqual([
			4930123456, 4915112345,
		]);
	});

	it('matches numbers of no one calling code exactly', () => {
		const sent = [14155550100, 447700900123];
		expect(matchedWith(sent, '', [[14155550100], [7700900123]]).matched).toEqual([14155550100]);
	});

	it('matches other forms in an upload of unknown numbers only if all its lines have one', () => {
		const matched = (...lines: number[]) =>
			matchedWith(
				[14155550100, 14155550101],
				'1',
				lines.map((line) => [line]),
				{ isForeign: true },
			).matched;
		expect(matched(4155550100, 4155550101)).toEqual([14155550100, 14155550101]);
		expect(matched(4155550100, 14155550101)).toEqual([14155550101]);
		expect(matched(4155550100, 7700900123)).toEqual([]);
	});

	it('counts the verdicts and the lines with numbers that were never sent', () => {
		const { verdicts } = matchedWith([14155550100, 14155550101], '1', [[14155550100], [999]]);
		expect(verdicts.count()).toEqual({ unknown: 1, activated: 1, unregistered: 0 });
		expect(verdicts.strangers).toEqual({ activated: 1, unregistered: 0 });
		verdicts.forget('activated');
		expect(verdicts.strangers.activated).toBe(0);
	});
});
