import { COUNTRIES, findCountry } from '../../nodes/Ihmjc/numbers/countries';

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
		['\u200bDE\u00a0', 'DE'],
		['GBR', 'GB'],
		['kor', 'KR'],
		['Korea, Republic of', 'KR'],
		['Korea (Republic of)', 'KR'],
		['Republic of Korea', 'KR'],
		["Korea, Democratic People's Republic of", 'KP'],
		['Gambia, The', 'GM'],
		['The Gambia', 'GM'],
		['Bahamas, The', 'BS'],
		['Congo, The Democratic Republic of the', 'CD'],
		['Congo, Republic of the', 'CG'],
		['Congo', 'CG'],
		['Virgin Islands, British', 'VG'],
		['Virgin Islands (U.S.)', 'VI'],
		['Moldova, Republic of', 'MD'],
		['Bolivia, Plurinational State of', 'BO'],
		['Venezuela (Bolivarian Republic of)', 'VE'],
		['Tanzania, United Republic of', 'TZ'],
		['Micronesia (Federated States of)', 'FM'],
		["Lao People's Democratic Republic", 'LA'],
		['Netherlands (Kingdom of the)', 'NL'],
		['NA', 'NA'],
		['XKX', 'XK'],
	])('finds %j', (name, code) => {
		expect(findCountry(name)).toBe(code);
	});

	it.each([
		'',
		' ',
		'none',
		'Atlantis',
		'XX',
		'XXX',
		'49',
		'+49',
		'N/A',
		'#N/A',
		'n/a',
		'n.a.',
		'-',
		'I.E.',
		'i.e.',
		'D/E',
		'Korea, Atlantis',
		', ',
		'The',
		'constructor',
	])('finds nothing for %j', (name) => {
		expect(findCountry(name)).toBeUndefined();
	});

	it('finds every country by its codes and all its names', () => {
		for (const { code, alpha3, name, otherNames } of COUNTRIES) {
			for (const each of [code, alpha3 || code, name, ...otherNames]) {
				expect([each, findCountry(each)]).toEqual([each, code]);
				expect([each, findCountry(each.toLowerCase())]).toEqual([each, code]);
			}
		}
	});

	it.each(['long', 'short'] as const)(
		"finds every country by its %s English name in Unicode's list",
		(style) => {
			const names = new Intl.DisplayNames('en', { type: 'region', style });
			const found = COUNTRIES.map(({ code }) => [
				names.of(code),
				findCountry(names.of(code) ?? ''),
			]);
			expect(found).toEqual(COUNTRIES.map(({ code }) => [names.of(code), code]));
		},
	);
});
