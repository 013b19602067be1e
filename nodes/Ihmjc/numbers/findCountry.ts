import { visibleText } from './asciiText';
import { COUNTRIES, type CountryCode } from './countries';

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

let byName: Map<string, CountryCode> | undefined;

/**
 * Finds a country by its ISO 3166 code of two or three letters or one of its English names, in any case and with or without accents. A code
 * has no signs in it, because `N/A` is not Namibia.
 */
export function findCountry(text: string): CountryCode | undefined {
	byName ??= new Map(
		COUNTRIES.flatMap(({ code, alpha3, name, otherNames }) => {
			const names = [name, ...otherNames];
			const keys = names.flatMap((each) => [simplified(each), simplified(turned(each))]);
			return [code, alpha3 || code, ...keys].map((key): [string, CountryCode] => [key, code]);
		}),
	);
	const name = visibleText(text);
	// Codes are in upper case, and names in lower case.
	return [name.toUpperCase(), simplified(name), simplified(turned(name))]
		.map((key) => byName!.get(key))
		.find((code) => code !== undefined);
}
