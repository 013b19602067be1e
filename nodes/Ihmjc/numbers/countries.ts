import { visibleText } from './asciiText';
import data from './countries.json';

/** An ISO 3166-1 alpha-2 code, or one of the three that phone numbering adds (`AC`, `TA`, `XK`). */
export type CountryCode = keyof typeof data;

/** The place of a number: a country, or `001` for calling codes of no country (800, 870, 881, …). */
export type Region = CountryCode | typeof WORLD;

export const WORLD = '001';

/**
 * The countries of phone numbers, sorted by the names that the menu shows. They are no part of the numbering plans, so that the menu can
 * list them without loading those.
 */
export const COUNTRIES = Object.entries(data).map(([code, country]) => ({
	code: code as CountryCode,
	...country,
}));

/** The English name of a region, to be used in a sentence. */
export const regionName = (region: Region): string =>
	region === WORLD ? 'no single country' : data[region].name;

export const callingCodeOf = (country: CountryCode): string => data[country].callingCode;

/** Simplifies `U.S.A.` and `Côte d'Ivoire` to `usa` and `cotedivoire`, treats "&" as "and", "St." as "Saint", and drops "the". */
const simplified = (name: string): string =>
	name
		.normalize('NFD')
		.toLowerCase()
		.replace(/&/g, 'and')
		.replace(/^st[. ]/, 'saint')
		.replace(/\bthe\b|[^\p{L}]/gu, '');

/** Reads `Korea, Republic of` and `Korea (Republic of)` as `Republic of Korea`. */
const turned = (name: string): string => name.replace(/^([^,(]+)[,(](.+)$/, '$2 $1');

/** Codes are in upper case, and names in lower case. */
const keysOf = (name: string): string[] => [simplified(name), simplified(turned(name))];

let byName: Map<string, CountryCode> | undefined;

/**
 * Finds a country by its ISO 3166 code of two or three letters or one of its English names, in any case and with or without accents. A code
 * has no signs in it, because `N/A` is not Namibia.
 */
export function findCountry(text: string): CountryCode | undefined {
	byName ??= new Map(
		COUNTRIES.flatMap(({ code, alpha3, name, otherNames }) => {
			const keys = [code, alpha3 || code, ...[name, ...otherNames].flatMap(keysOf)];
			return keys.map((key): [string, CountryCode] => [key, code]);
		}),
	);
	const name = visibleText(text);
	const keys = [name.toUpperCase(), ...keysOf(name)];
	return keys.map((key) => byName!.get(key)).find((code) => code !== undefined);
}
