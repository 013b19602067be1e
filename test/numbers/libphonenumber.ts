import { Metadata, type NumberingPlan } from 'libphonenumber-js/core';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import metadata from 'libphonenumber-js/max/metadata';

import type { CountryCode, Region } from '../../nodes/Ihmjc/numbers/countries';
import {
	mainCountryOf,
	type WrittenPlan,
	type WrittenPlans,
} from '../../nodes/Ihmjc/numbers/numberingPlans';

/*
 * The expected results, from the phone number library: the numbering plans in its metadata, and how it reads numbers.
 */

/** The methods of a numbering plan that the library's parser uses. Its type declarations omit them. */
interface FullNumberingPlan extends NumberingPlan {
	nationalNumberPattern(): string;
	nationalPrefix(): string | undefined;
	nationalPrefixForParsing(): string | undefined;
	nationalPrefixTransformRule(): string | undefined;
	hasTypes(): boolean;
	type(name: string): { pattern(): string; possibleLengths(): number[] } | undefined;
}

/** The most common types come first, so that most numbers are found quickly. */
const TYPES = [
	'FIXED_LINE',
	'MOBILE',
	'PREMIUM_RATE',
	'TOLL_FREE',
	'SHARED_COST',
	'VOIP',
	'PERSONAL_NUMBER',
	'PAGER',
	'UAN',
	'VOICEMAIL',
];

/** What is compared with the library. */
export interface LibraryReading {
	digits: string;
	callingCode: string;
	country: Region;
	/** Whether the numbering plan has numbers of this length. */
	possible: boolean;
	valid: boolean;
}

/** Every numbering plan in the library's metadata. */
export function plansOfLibrary(): WrittenPlans {
	const callingCodes: Record<string, readonly string[]> = {
		...metadata.country_calling_codes,
		...Object.fromEntries(Object.keys(metadata.nonGeographic).map((code) => [code, []])),
	};
	const places = Object.entries(callingCodes).flatMap(([callingCode, countries]) =>
		countries.length > 0 ? countries : [callingCode],
	);
	const plans = Object.fromEntries(places.sort().map((place) => [place, planOfLibrary(place)]));
	return { callingCodes, plans };
}

function planOfLibrary(place: string): WrittenPlan {
	const all = new Metadata(metadata);
	all.selectNumberingPlan(place as CountryCode);
	const plan = all.numberingPlan as FullNumberingPlan;
	if (!plan.hasTypes()) throw new Error(`The numbering plan of ${place} has no types.`);
	const types = TYPES.flatMap((name) => {
		const type = plan.type(name);
		return type ? [[name, [type.pattern(), type.possibleLengths()]] as const] : [];
	});
	return {
		pattern: plan.nationalNumberPattern(),
		types: Object.fromEntries(types),
		lengths: plan.possibleLengths(),
		leadingDigits: plan.leadingDigits() || undefined,
		nationalPrefix: plan.nationalPrefix() || undefined,
		trunkPrefix: plan.nationalPrefixForParsing() || undefined,
		rewriting: plan.nationalPrefixTransformRule() || undefined,
		internationalPrefix: plan.IDDPrefix() || undefined,
	};
}

/** Reads digits as they are dialed in a country. */
export function libraryReadNational(
	digits: string,
	country: CountryCode,
): LibraryReading | undefined {
	const phone = parsePhoneNumberFromString(digits, { defaultCountry: country, extract: false });
	return phone && libraryReadAsWritten(phone.number.slice(1));
}

/**
 * Reads digits that begin with a calling code, only if the library doesn't change them. It drops any trunk prefix, so that +98 0 0921…
 * becomes +98 0921…, which it would read as yet another number.
 */
export function libraryReadAsWritten(digits: string): LibraryReading | undefined {
	const reading = parse(digits);
	return reading?.digits === digits ? reading : undefined;
}

function parse(digits: string): LibraryReading | undefined {
	const phone = parsePhoneNumberFromString(`+${digits}`, { extract: false });
	if (!phone) return undefined;
	return {
		digits: phone.number.slice(1),
		callingCode: phone.countryCallingCode,
		country: phone.country ?? mainCountryOf(phone.countryCallingCode),
		possible: phone.isPossible(),
		// Numbers of the overseas departments are never French, whatever the library says.
		valid: phone.isValid() && !/^33(26[239]|508|59[046]|639|69[0-467]|70[89])/.test(digits),
	};
}
