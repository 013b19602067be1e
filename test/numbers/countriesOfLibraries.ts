import isoCodes from 'i18n-iso-countries/codes.json';
import isoNames from 'i18n-iso-countries/langs/en.json';
import metadata from 'libphonenumber-js/max/metadata';

/** Names for the menu where the first name in the list is a formal one, has other marks or is missing. */
const MENU_NAMES: Record<string, string> = {
	AC: 'Ascension Island',
	BN: 'Brunei',
	BQ: 'Caribbean Netherlands',
	CD: 'Congo (Kinshasa)',
	CG: 'Congo (Brazzaville)',
	CI: "Côte d'Ivoire",
	CN: 'China',
	CZ: 'Czechia',
	FK: 'Falkland Islands',
	FM: 'Micronesia',
	GM: 'Gambia',
	IR: 'Iran',
	LA: 'Laos',
	MD: 'Moldova',
	MF: 'Saint Martin',
	MK: 'North Macedonia',
	PS: 'Palestine',
	RE: 'Réunion',
	RU: 'Russia',
	ST: 'São Tomé and Príncipe',
	SX: 'Sint Maarten',
	SY: 'Syria',
	TA: 'Tristan da Cunha',
	TW: 'Taiwan',
	TZ: 'Tanzania',
	US: 'United States',
	VA: 'Vatican City',
	VC: 'Saint Vincent and Grenadines',
	VG: 'British Virgin Islands',
	VI: 'U.S. Virgin Islands',
};

/** Names in use that the list of countries doesn't have. */
const OTHER_NAMES: Record<string, string[]> = {
	AE: ['Emirates'],
	BA: ['Bosnia'],
	BO: ['Plurinational State of Bolivia'],
	BR: ['Brasil'],
	CC: ['Cocos Islands'],
	CD: ['DRC'],
	CG: ['Congo'],
	CV: ['Cabo Verde'],
	DE: ['Deutschland'],
	ES: ['España'],
	GB: ['Britain', 'England', 'Northern Ireland', 'Scotland', 'Wales'],
	HK: ['Hong Kong SAR China'],
	KP: ["Democratic People's Republic of Korea"],
	KR: ['Korea'],
	MK: ['Macedonia'],
	MM: ['Burma', 'Myanmar (Burma)'],
	MO: ['Macau', 'Macao SAR China'],
	NL: ['Holland'],
	PS: ['Palestinian Territories'],
	SZ: ['Swaziland'],
	TL: ['East Timor'],
	TT: ['Trinidad'],
	US: ['America'],
	VC: ['Saint Vincent'],
	VE: ['Bolivarian Republic of Venezuela'],
	XK: ['XKX'],
};

/** The list calls two countries so. */
const AMBIGUOUS_NAME = 'Congo';

/** The countries of the phone number library, with the codes and names of the list of countries, as the source has them. */
export function countryDataOfLibraries(): string {
	const callingCodes = Object.entries(metadata.country_calling_codes);
	const alpha3 = new Map(isoCodes.map(([code, longer]) => [code, longer]));
	const rows = callingCodes.flatMap(([callingCode, codes]) =>
		codes.map((code) => {
			const names = [(isoNames.countries as Record<string, string | string[]>)[code] ?? []].flat();
			const name = MENU_NAMES[code] ?? names[0];
			const otherNames = names
				.filter((other) => other !== name && other !== AMBIGUOUS_NAME)
				.concat(OTHER_NAMES[code] ?? []);
			return { code, alpha3: alpha3.get(code) ?? '', name, callingCode, otherNames };
		}),
	);
	rows.sort((one, other) => one.name.localeCompare(other.name, 'en'));
	const lines = rows.map(
		({ code, ...country }) => `\t${JSON.stringify(code)}: ${JSON.stringify(country)}`,
	);
	return `{\n${lines.join(',\n')}\n}\n`;
}
