import { numericValue } from '../../nodes/Ihmjc/util/values';

it.each<[unknown, number | undefined]>([
	[7, 7],
	[0, 0],
	[-1.5, -1.5],
	[' 10000 ', 10_000],
	['0', 0],
	['1e3', 1000],
	['', undefined],
	['  ', undefined],
	['many', undefined],
	['10,000', undefined],
	[null, undefined],
	[undefined, undefined],
	[false, undefined],
	[true, undefined],
	[[], undefined],
	[[7], undefined],
	[{}, undefined],
	[NaN, undefined],
	[Infinity, undefined],
	['Infinity', undefined],
])('returns for %p the numeric value %p', (value, number) => {
	expect(numericValue(value)).toBe(number);
});
