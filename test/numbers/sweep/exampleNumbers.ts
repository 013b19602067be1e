import * as fc from 'fast-check';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { COUNTRIES, type CountryCode } from '../../../nodes/Ihmjc/numbers/countries';
import { loadPlans } from '../../../nodes/Ihmjc/numbers/numberingPlans';

export interface ExampleNumber {
	country: CountryCode;
	callingCode: string;
	/** Without calling code and trunk prefix. */
	national: string;
	/** `''` if the country has none. */
	trunkPrefix: string;
	/** The groups of digits in the library's national format. The first one includes the trunk prefix. */
	nationalGroups: string[];
	/** The groups of digits after the calling code, in the library's international format. */
	internationalGroups: string[];
}

/** Lengths of E.164 numbers with the plus. Fewer than 7 digits are never sent. Some patterns allow other lengths. */
const MIN_LENGTH = 8;
const MAX_LENGTH = 16;

/** Numbers of the overseas departments, some of which the library takes for French ones. */
const OF_DEPARTMENT = /^(?:263|269|508|596)/;

/** Random valid mobile and fixed-line numbers of a country, made from the patterns of its numbering plan. */
export function exampleNumbers(country: CountryCode, count: number, seed: number): ExampleNumber[] {
	const { callingCode } = COUNTRIES.find(({ code }) => code === country)!;
	const plan = loadPlans().plans[country];
	const patterns = ['MOBILE', 'FIXED_LINE'].flatMap((name) => plan.types[name]?.[0] || []);
	const found = new Map<string, ExampleNumber>();
	for (const pattern of patterns) {
		const texts = fc.sample(fc.stringMatching(new RegExp(`^(?:${pattern})$`)), {
			numRuns: count,
			seed,
		});
		for (const national of texts) {
			const phone = parsePhoneNumberFromString(`+${callingCode}${national}`, { extract: false });
			if (!phone?.isValid() || phone.country !== country) continue;
			if (country === 'FR' && OF_DEPARTMENT.test(national)) continue;
			const { length } = phone.number;
			if (phone.number !== `+${callingCode}${national}`) continue;
			if (length < MIN_LENGTH || length > MAX_LENGTH) continue;
			found.set(national, {
				country,
				callingCode,
				national,
				trunkPrefix: plan.nationalPrefix ?? '',
				nationalGroups: groupsOf(phone.formatNational()),
				internationalGroups: groupsOf(phone.formatInternational()).slice(1),
			});
		}
	}
	return [...found.values()];
}

const groupsOf = (formatted: string): string[] => formatted.match(/\d+/g) ?? [];
