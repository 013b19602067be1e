import { ListEnd } from '../../nodes/Ihmjc/results/ListEnd';
import type { Ending } from '../../nodes/Ihmjc/results/ResultListReader';

const [A, B] = ['14155550100', '14155550101'];

function ended(text: string, expected: number | undefined, ending: Ending) {
	const numbers: number[] = [];
	const end = new ListEnd(expected, (number) => numbers.push(number));
	end.push(Buffer.from(text));
	end.end(ending);
	return { numbers: numbers.map(String), isCut: end.isCut(), isComplete: end.isComplete() };
}

describe('ListEnd', () => {
	it.each<[string, string, number | undefined, Ending, string[], boolean, boolean]>([
		['as counted', `${A}\n${B}\n`, 2, 'unknown', [A, B], false, true],
		['without a count', `${A}\n${B}\n`, undefined, 'unknown', [A, B], false, true],
		['with fewer numbers than counted', `${A}\n`, 2, 'announced', [A], false, false],
		['with more numbers than counted', `${A}\n${B}\n`, 1, 'announced', [A, B], false, false],
		['without a last line end', `${A}\n${B}`, 2, 'unknown', [A, B], false, true],
		['within a number', `${A}\n1415555`, 3, 'chunked', [A], true, false],
		['after a few digits', `${A}\n1415`, 3, 'chunked', [A], true, false],
		['after a few digits, as announced', `${A}\n1415`, 3, 'announced', [A], false, false],
		['within its last number', `${A}\n1415555`, 2, 'unknown', [A], false, false],
		['with a short last number', `${A}\n1415555`, 2, 'announced', [A, '1415555'], false, true],
		['with other text', `${A}\nend\nend\n`, undefined, 'announced', [A], false, false],
		['with other text, but as counted', `${A}\nend\nend\n`, 1, 'announced', [A], false, true],
		['before its first number', '', 0, 'unknown', [], false, true],
	])('judges a list that ends %s', (_, text, expected, ending, numbers, isCut, isComplete) => {
		expect(ended(text, expected, ending)).toEqual({ numbers, isCut, isComplete });
	});

	it('tells a list from another text', () => {
		const texts = [`${A}\n`, `phone\n${A}\n`, 'not ready\n', ''];
		const are = texts.map((text) => {
			const end = new ListEnd(undefined);
			end.push(Buffer.from(text));
			end.end('announced');
			return end.isList;
		});
		expect(are).toEqual([true, true, false, false]);
	});

	it('takes no list for cut off before its end', () => {
		expect(new ListEnd(5).isCut()).toBe(false);
	});
});
