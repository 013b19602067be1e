import { COUNTRIES } from '../../nodes/Ihmjc/numbers/countries';
import { findCountry } from '../../nodes/Ihmjc/numbers/findCountry';

describe('findCountry', () => {
	it.each([
		['UK', 'GB'],
		['USA', 'US'],
		['U.S.A.', 'US'],
		['United States of America', 'US'],
		['Turkey', 'TR'],
		['Türkiye', 'TR'],
		['Turkiye', 'TR'],
		['Ivory Coast', 'CI'],
		["Cote d'Ivoire", 'CI'],
		['Czech Republic', 'CZ'],
		['south korea', 'KR'],
		['St. Lucia', 'LC'],
		['Trinidad & Tobago', 'TT'],
		['UAE', 'AE'],
		[' de ', 'DE'],
	])('finds %j', (name, code) => {
		expect(findCountry(name)).toBe(code);
	});

	it.each(['', 'none', 'Atlantis', 'XX', '49', '+49'])('finds nothing for %j', (name) => {
		expect(findCountry(name)).toBeUndefined();
	});

	it('finds every country by its code and its name', () => {
		for (const { code, name } of COUNTRIES) {
			expect(findCountry(code)).toBe(code);
			expect(findCountry(name.toUpperCase())).toBe(code);
		}
	});
});
