import { Layouts } from '../../nodes/Ihmjc/results/Layouts';

describe('Layouts', () => {
	it('computes once for the same names in the same order', () => {
		const computed: string[] = [];
		const layouts = new Layouts((names) => computed.push(names.join('|')));
		for (const names of [['a', 'b'], ['b', 'a'], ['a', 'b'], ['a'], ['b', 'a'], []]) {
			layouts.of(names);
		}
		expect(computed).toEqual(['a|b', 'b|a', 'a', '']);
	});

	it('tells apart names that join to the same text', () => {
		const layouts = new Layouts((names) => names.length);
		for (const names of [['a,b'], ['a', 'b'], ['a,b'], [], [''], []]) {
			expect(layouts.of(names)).toBe(names.length);
		}
	});

	it('returns the right value for more layouts than it remembers', () => {
		const layouts = new Layouts((names) => names[0]);
		for (let index = 0; index < 2500; index++) {
			const name = String(index % 1250);
			expect(layouts.of([name])).toBe(name);
		}
	});
});
