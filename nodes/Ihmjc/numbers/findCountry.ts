import { COUNTRIES, type CountryCode } from './countries';

/** Other names in use, without accents, spaces and signs. */
const OTHER_NAMES: Readonly<Record<string, CountryCode>> = {
	america: 'US',
	britain: 'GB',
	brasil: 'BR',
	burma: 'MM',
	caboverde: 'CV',
	congo: 'CG',
	czechrepublic: 'CZ',
	deutschland: 'DE',
	democraticrepublicofthecongo: 'CD',
	drc: 'CD',
	easttimor: 'TL',
	emirates: 'AE',
	england: 'GB',
	espana: 'ES',
	greatbritain: 'GB',
	holland: 'NL',
	ivorycoast: 'CI',
	korea: 'KR',
	macau: 'MO',
	macedonia: 'MK',
	northernireland: 'GB',
	republicofkorea: 'KR',
	republicofthecongo: 'CG',
	russianfederation: 'RU',
	saintvincent: 'VC',
	saintvincentandthegrenadines: 'VC',
	scotland: 'GB',
	swaziland: 'SZ',
	thebahamas: 'BS',
	thegambia: 'GM',
	thenetherlands: 'NL',
	trinidad: 'TT',
	turkey: 'TR',
	uae: 'AE',
	uk: 'GB',
	unitedstatesofamerica: 'US',
	usa: 'US',
	vietnam: 'VN',
	wales: 'GB',
};

/** Simplifies `U.S.A.` and `Côte d'Ivoire` to `usa` and `cotedivoire`, and treats "&" as "and", "St." as "Saint". */
const simplified = (name: string): string =>
	name
		.normalize('NFD')
		.toLowerCase()
		.replace(/&/g, 'and')
		.replace(/^st[. ]/, 'saint')
		.replace(/[^\p{L}]/gu, '');

let byName: Map<string, CountryCode> | undefined;

/** Finds a country by its ISO 3166 code or one of its English names, in any case and with or without accents. */
export function findCountry(text: string): CountryCode | undefined {
	byName ??= new Map<string, CountryCode>([
		...Object.entries(OTHER_NAMES),
		...COUNTRIES.flatMap(({ code, name }): Array<[string, CountryCode]> => [
			[simplified(code), code],
			[simplified(name), code],
		]),
	]);
	return byName.get(simplified(text));
}
