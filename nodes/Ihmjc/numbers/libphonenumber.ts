import { Metadata, type NumberingPlan } from 'libphonenumber-js/core';
import metadata from 'libphonenumber-js/max/metadata';

export { parsePhoneNumberFromString, validatePhoneNumberLength } from 'libphonenumber-js/max';

/** What the library's own parser uses of a numbering plan; its type declarations leave these methods out. */
export interface FullNumberingPlan extends NumberingPlan {
	nationalNumberPattern(): string;
	nationalPrefix(): string | undefined;
	nationalPrefixForParsing(): string | undefined;
	nationalPrefixTransformRule(): string | undefined;
	hasTypes(): boolean;
	type(name: string): { pattern(): string; possibleLengths(): number[] } | undefined;
}

/** Every calling code, with the countries that use it, the main one first; none if it belongs to no country. */
export function callingCodes(): Map<string, readonly string[]> {
	return new Map([
		...Object.entries(metadata.country_calling_codes),
		...Object.keys(metadata.nonGeographic).map((code): [string, string[]] => [code, []]),
	]);
}

/** The numbering plan of a country, or of a calling code: that of its main country. */
export function numberingPlan(countryOrCallingCode: string): FullNumberingPlan {
	const plans = new Metadata(metadata);
	plans.selectNumberingPlan(countryOrCallingCode as Parameters<Metadata['selectNumberingPlan']>[0]);
	return plans.numberingPlan as FullNumberingPlan;
}
