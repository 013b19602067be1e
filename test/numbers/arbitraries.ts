import * as fc from 'fast-check';
import examples from 'libphonenumber-js/examples.mobile.json';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { COUNTRIES, type CountryCode } from '../../nodes/Ihmjc/numbers/countries';

export const country = fc.constantFrom(...COUNTRIES.map(({ code }) => code));

export function digitsOf(length: number): fc.Arbitrary<string> {
	return fc
		.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
		.map((digits) => digits.join(''));
}

/**
 * Valid E.164 digits of a country's mobile numbers: the library's example with random digits at the end. If countries
 * share their mobile ranges, the library assigns such a number to the main country.
 */
export function mobileNumber(code: CountryCode): fc.Arbitrary<string> {
	const example = (examples as Record<CountryCode, string>)[code];
	const callingCode = COUNTRIES.find((row) => row.code === code)!.callingCode;
	return digitsOf(Math.min(4, example.length - 2))
		.map((end) => callingCode + example.slice(0, -end.length) + end)
		.filter((digits) => {
			const phone = parsePhoneNumberFromString(`+${digits}`, { extract: false });
			return phone?.isValid() === true && phone.number === `+${digits}`;
		});
}

export const mobileNumberOfAnyCountry = country.chain((code) =>
	mobileNumber(code).map((digits) => ({ code, digits })),
);
