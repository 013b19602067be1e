import { byFields } from '../../nodes/Ihmjc/results/byFields';

const rowOf = (names: string[]) => Object.fromEntries(names.map((name) => [name, 1]));

describe('byFields', () => {
	it('computes once for the same names in the same order', () => {
		const computed: string[] = [];
		const compute = byFields((names) => computed.push(names.join('|')));
		for (const names of [['a', 'b'], ['b', 'a'], ['a', 'b'], ['a'], ['b', 'a'], []]) {
			compute(rowOf(names));
		}
		expect(computed).toEqual(['a|b', 'b|a', 'a', '']);
	});

	it('tells apart names that join to the same text', () => {
		const compute = byFields((names) => names.length);
		for (const names of [['a,b'], ['a', 'b'], ['a,b'], [], [''], []]) {
			expect(compute(rowOf(names))).toBe(names.length);
		}
	});

	it('remembers the first thousand layouts', () => {
		let computed = 0;
		const compute = byFields(() => ++computed);
		const names = Array.from({ length: 1002 }, (_, index) => String(index));
		for (const name of names) compute(rowOf([name]));
		expect(compute(rowOf(['999']))).toBe(1000);
		expect(compute(rowOf(['1000']))).toBe(1003);
	});

	it('returns the right value for more layouts than it remembers', () => {
		const compute = byFields((names) => names[0]);
		for (let index = 0; index < 2500; index++) {
			const name = String(index % 1250);
			expect(compute(rowOf([name]))).toBe(name);
		}
	});
});
