import { VerdictList } from '../../nodes/Ihmjc/results/VerdictList';

const numbers = [14155550100, 14155550101, 14155550102];
const list = () =>
	new VerdictList({
		size: numbers.length,
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

	it('knows whether a number was sent', () => {
		const verdicts = list();
		expect(verdicts.set(14155550100, 'activated')).toBe(true);
		expect(verdicts.set(1415555, 'activated')).toBe(false);
	});

	it.each([
		['never sent', 447700900123],
		['in national form', 4155550100],
		['with another calling code before it', 114155550100],
		['that is the beginning of one that was sent', 1415555010],
	])('ignores and counts a number %s', (_, number) => {
		const verdicts = list();
		verdicts.set(number, 'activated');
		expect(all(verdicts)).toEqual(['unknown', 'unknown', 'unknown']);
		expect(verdicts.strangers).toEqual({ activated: 1, unregistered: 0 });
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

	it('counts the verdicts and the lines with numbers that were never sent', () => {
		const verdicts = list();
		verdicts.set(14155550100, 'activated');
		verdicts.set(999, 'activated');
		expect(verdicts.count()).toEqual({ unknown: 2, activated: 1, unregistered: 0 });
		expect(verdicts.strangers).toEqual({ activated: 1, unregistered: 0 });
		verdicts.forget('activated');
		expect(verdicts.strangers.activated).toBe(0);
	});
});
