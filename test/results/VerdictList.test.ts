import { VerdictList } from '../../nodes/Ihmjc/results/VerdictList';

const numbers = [14155550100, 14155550101, 14155550102];
const list = () =>
	new VerdictList({
		size: numbers.length,
		callingCode: '1',
		largest: Math.max(...numbers),
		indexOfNumber: (number) => numbers.indexOf(number),
	});

const all = (answers: VerdictList) => numbers.map((_, slot) => answers.at(slot));

describe('VerdictList', () => {
	it('is empty at first', () => {
		expect(all(list())).toEqual(['unknown', 'unknown', 'unknown']);
	});

	it('stores verdicts in any order', () => {
		const answers = list();
		answers.set(14155550102, 'unregistered');
		answers.set(14155550100, 'activated');
		expect(all(answers)).toEqual(['activated', 'unknown', 'unregistered']);
	});

	it('treats a number in both lists as activated, in either order', () => {
		const answers = list();
		answers.set(14155550100, 'activated');
		answers.set(14155550100, 'unregistered');
		answers.set(14155550101, 'unregistered');
		answers.set(14155550101, 'activated');
		expect(all(answers)).toEqual(['activated', 'activated', 'unknown']);
		expect(answers.isContradictory).toBe(true);
	});

	it('knows whether a number was sent', () => {
		const answers = list();
		expect(answers.set(14155550100, 'activated')).toBe(true);
		expect(answers.set(1415555, 'activated')).toBe(false);
	});

	it('ignores numbers that were never sent', () => {
		const answers = list();
		answers.set(447700900123, 'activated');
		expect(all(answers)).toEqual(['unknown', 'unknown', 'unknown']);
	});

	it('removes one kind of verdict', () => {
		const answers = list();
		answers.set(14155550100, 'activated');
		answers.set(14155550101, 'unregistered');
		answers.forget('activated');
		expect(all(answers)).toEqual(['unknown', 'unregistered', 'unknown']);
		answers.set(14155550100, 'activated');
		answers.forget('unregistered');
		expect(all(answers)).toEqual(['activated', 'unknown', 'unknown']);
	});

	const answeredWith = (
		sent: number[],
		callingCode: string,
		lines: Array<[number, digits?: number]>,
		isPartial = false,
	) => {
		const index = {
			size: sent.length,
			callingCode,
			largest: Math.max(...sent),
			indexOfNumber: (n: number) => sent.indexOf(n),
		};
		const answers = new VerdictList(index, { isPartial });
		for (const [number, digits] of lines) answers.set(number, 'activated', digits);
		answers.settle();
		return { answered: sent.filter((_, slot) => answers.at(slot) !== 'unknown'), answers };
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
		const { answered, answers } = answeredWith([sent], callingCode, [line]);
		expect(answered).toEqual([sent]);
		expect(answers.strangers.activated).toBe(0);
	});

	it('gives no verdict if another form matches two numbers', () => {
		const both = [5511987654321, 551187654321];
		expect(answeredWith(both, '55', [[1187654321]]).answered).toEqual([]);
		expect(answeredWith(both, '55', [[551187654321]]).answered).toEqual([551187654321]);
	});

	it('matches a number exactly unless the list is in national form', () => {
		const sent = [4930123456, 494930123456, 4915112345678];
		expect(answeredWith(sent, '49', [[4930123456]]).answered).toEqual([4930123456]);
		expect(answeredWith(sent, '49', [[4930123456], [15112345678]]).answered).toEqual([
			4915112345678,
		]);
	});

	it('matches other forms carefully if only some numbers of an upload are needed', () => {
		const partly = (sent: number, callingCode: string, line: number) =>
			answeredWith([sent], callingCode, [[line]], true).answered.length;
		expect(partly(14155550100, '1', 4155550100)).toBe(1);
		expect(partly(525512345678, '52', 5215512345678)).toBe(1);
		expect(partly(5511987654321, '55', 551187654321)).toBe(0);
	});

	it('counts the verdicts and the lines with numbers that were never sent', () => {
		const { answers } = answeredWith([14155550100, 14155550101], '1', [[14155550100], [999]]);
		expect(answers.count()).toEqual({ unknown: 1, activated: 1, unregistered: 0 });
		expect(answers.strangers).toEqual({ activated: 1, unregistered: 0 });
		answers.forget('activated');
		expect(answers.strangers.activated).toBe(0);
	});
});
