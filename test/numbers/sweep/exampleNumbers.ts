import * as fc from 'fast-check';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { COUNTRIES, type CountryCode } from '../../../nodes/Ihmjc/numbers/countries';
import { loadPlans } from '../../../nodes/Ihmjc/numbers/loadPlans';

export interface ExampleNumber {
	country: CountryCode;
	callingCode: string;
	/** Without calling code and trunk prefix. */
	national: string;
	/** `''` where there is none. */
	trunkPrefix: string;
	/** The groups that the library writes a national number in, the trunk prefix in the first. */
	nationalGroups: string[];
	/** The groups behind the calling code. */
	internationalGroups: string[];
}

/** Of E.164 with the plus; below 7 digits nothing is sent. Some patterns allow less, and more. */
const MIN_LENGTH = 8;
const MAX_LENGTH = 16;

/** Valid mobile and fixed-line numbers of a country, made at random from the patterns of its numbering plan. */
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
