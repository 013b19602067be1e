import { findCallingCode, planOf } from '../../nodes/Ihmjc/numbers/numberingPlans';

describe('a numbering plan', () => {
	it('is compiled once', () => {
		expect(planOf('DE')).toBe(planOf('DE'));
		expect(findCallingCode('49')).toBe(findCallingCode('49'));
		expect(findCallingCode('49')?.plan).toBe(planOf('DE'));
	});

	it('knows the lengths of ordinary numbers without those of service numbers', () => {
		const { lengths, ordinaryLengths } = planOf('AU');
		expect([...ordinaryLengths]).toEqual([9]);
		expect(lengths.length).toBeGreaterThan(1);
	});

	it('belongs to the main country of a calling code, or to the calling code itself', () => {
		expect(findCallingCode('1')).toMatchObject({ callingCode: '1', plan: planOf('US') });
		expect(findCallingCode('1')?.countries.slice(0, 1)).toEqual(['US']);
		expect(findCallingCode('800')).toMatchObject({ countries: [], plan: planOf('800') });
		expect(findCallingCode('999')).toBeUndefined();
	});

	it.each([
		['a personal number', 'GB', '7012345678'],
		['a pager', 'GB', '7640123456'],
	] as const)('has %s among its types', (_, country, national) => {
		expect(planOf(country).types?.some(({ pattern }) => pattern.test(national))).toBe(true);
	});
});
