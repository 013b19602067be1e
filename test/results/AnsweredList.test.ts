import { AnsweredList } from '../../nodes/Ihmjc/results/AnsweredList';

const numbers = [14155550100, 14155550101, 14155550102];
const list = () =>
	new AnsweredList({ size: numbers.length, indexOfNumber: (number) => numbers.indexOf(number) });

const all = (answers: AnsweredList) => numbers.map((_, slot) => answers.at(slot));

describe('AnsweredList', () => {
	it('knows nothing at first', () => {
		expect(all(list())).toEqual(['unknown', 'unknown', 'unknown']);
	});

	it('takes the answers as they come', () => {
		const answers = list();
		answers.set(14155550102, 'unregistered');
		answers.set(14155550100, 'activated');
		expect(all(answers)).toEqual(['activated', 'unknown', 'unregistered']);
	});

	it('counts what is in both lists as activated, in either order', () => {
		const answers = list();
		answers.set(14155550100, 'activated');
		answers.set(14155550100, 'unregistered');
		answers.set(14155550101, 'unregistered');
		answers.set(14155550101, 'activated');
		expect(all(answers)).toEqual(['activated', 'activated', 'unknown']);
	});

	it('tells whether a number was sent', () => {
		const answers = list();
		expect(answers.set(14155550100, 'activated')).toBe(true);
		expect(answers.set(1415555, 'activated')).toBe(false);
	});

	it('leaves out numbers that were never sent', () => {
		const answers = list();
		answers.set(447700900123, 'activated');
		expect(all(answers)).toEqual(['unknown', 'unknown', 'unknown']);
	});

	it('takes back one kind of answer', () => {
		const answers = list();
		answers.set(14155550100, 'activated');
		answers.set(14155550101, 'unregistered');
		answers.forget('activated');
		expect(all(answers)).toEqual(['unknown', 'unregistered', 'unknown']);
		answers.set(14155550100, 'activated');
		answers.forget('unregistered');
		expect(all(answers)).toEqual(['activated', 'unknown', 'unknown']);
	});
});
