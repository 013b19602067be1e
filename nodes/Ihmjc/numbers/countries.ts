import data from './countries.json';

/** An ISO 3166-1 alpha-2 code, or one of the three that phone numbering adds (`AC`, `TA`, `XK`). */
export type CountryCode = keyof (typeof data)['countries'];

export interface Country {
	code: CountryCode;
	/** The ISO 3166-1 alpha-3 code; empty if it has none. */
	alpha3: string;
	name: string;
	callingCode: string;
	otherNames: string[];
}

/**
 * The countries of phone numbers, sorted by the names that the menu shows. They are no part of the numbering plans, so that the menu can
 * list them without loading those.
 */
export const COUNTRIES: readonly Country[] = Object.entries(data.countries).map(
	([code, country]) => ({ code: code as CountryCode, ...country }),
);

/** The place of a number: a country, or `001` for calling codes of no country (800, 870, 881, …). */
export type Region = CountryCode | typeof WORLD;

export const WORLD = '001';

const byCode = new Map<string, Country>(COUNTRIES.map((country) => [country.code, country]));
const mainByCallingCode = new Map<string, CountryCode>([
	...COUNTRIES.map(({ callingCode, code }) => [callingCode, code] as const),
	// The main country gives a calling code that several countries share its numbering plan.
	...(Object.entries(data.main) as Array<[string, CountryCode]>),
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
