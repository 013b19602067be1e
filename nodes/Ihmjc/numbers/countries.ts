import { COUNTRIES, MAIN_COUNTRIES } from './countryData';

/** The table is no part of the numbering plans, so that the node's menu can list the countries without loading those. */
export { COUNTRIES };

type Country = (typeof COUNTRIES)[number];

/** An ISO 3166-1 alpha-2 code, or one of the three that phone numbering adds (`AC`, `TA`, `XK`). */
export type CountryCode = Country['code'];

/** The place of a number: a country, or `001` for calling codes of no country (800, 870, 881, …). */
export type Region = CountryCode | typeof WORLD;

export const WORLD = '001';

const byCode = new Map<string, Country>(COUNTRIES.map((country) => [country.code, country]));
const mainByCallingCode = new Map<string, CountryCode>([
	...COUNTRIES.map(({ callingCode, code }) => [callingCode, code] as const),
	...Object.entries(MAIN_COUNTRIES),
]);

/** The English name of a region, to be used in a sentence. */
export function regionName(region: Region): string {
	return byCode.get(region)?.name ?? 'no single country';
}

export function callingCodeOf(country: CountryCode): string {
	return byCode.get(country)!.callingCode;
}

/** The main country of a calling code, `001` if it belongs to none. */
export function mainCountryOf(callingCode: string): Region {
	return mainByCallingCode.get(callingCode) ?? WORLD;
}
