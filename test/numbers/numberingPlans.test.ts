import { planOf, plansAt, plansOf } from '../../nodes/Ihmjc/numbers/numberingPlans';

describe('a numbering plan', () => {
	it('is compiled once', () => {
		expect(planOf('DE')).toBe(planOf('DE'));
		expect(plansOf('49')).toEqual([planOf('DE')]);
		expect(plansOf('49')).toBe(plansOf('49'));
	});

	it('knows the lengths of ordinary numbers without those of service numbers', () => {
		const { lengths, ordinaryLengths } = planOf('AU');
		expect([...ordinaryLengths]).toEqual([9]);
		expect(lengths.length).toBeGreaterThan(1);
	});

	it('belongs to the main country of a calling code, or to the calling code itself', () => {
		expect(plansAt('14155550100')?.[0]).toBe(planOf('US'));
		expect(planOf('US')).toMatchObject({ country: 'US', callingCode: '1' });
		expect(plansOf('800')).toMatchObject([{ country: '001', callingCode: '800' }]);
		expect(plansOf('999')).toEqual([]);
		expect(plansAt('9995550100')).toBeUndefined();
	});

	it.each([
		['a personal number', 'GB', '7012345678'],
		['a pager', 'GB', '7640123456'],
	] as const)('has %s among its types', (_, country, national) => {
		expect(planOf(country).types?.some(({ pattern }) => pattern.test(national))).toBe(true);
	});
});
