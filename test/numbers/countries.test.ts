import metadata from 'libphonenumber-js/max/metadata';
import { callingCodeOf, COUNTRIES, regionName } from '../../nodes/Ihmjc/numbers/countries';
import { mainCountryOf } from '../../nodes/Ihmjc/numbers/numberingPlans';

describe('countries', () => {
	it('have unique names and are sorted by them', () => {
		const names = COUNTRIES.map(({ name }) => name as string);
		expect(new Set(names).size).toBe(names.length);
		expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, 'en')));
	});

	it('include the main country of every calling code', () => {
		for (const [callingCode, countries] of Object.entries(metadata.country_calling_codes)) {
			expect([callingCode, mainCountryOf(callingCode)]).toEqual([callingCode, countries[0]]);
		}
		for (const callingCode of Object.keys(metadata.nonGeographic)) {
			expect(mainCountryOf(callingCode)).toBe('001');
		}
	});

	it('are found by code', () => {
		expect(callingCodeOf('CA')).toBe('1');
		expect(regionName('GB')).toBe('United Kingdom');
		expect(regionName('001')).toBe('no single country');
	});
});
