import type { Reading } from './chooseReading';
import { callingCodeAt, type CallingCode } from './numberingPlans';
import { readAsWritten } from './parseDigits';

/** Mexican mobile numbers had a 1 after the country code until 2019, and many still do in WhatsApp. */
const OLD_MEXICAN_MOBILE = /^521(?=\d{10}$)/;

/** Countries where some mobile or fixed-line numbers begin with 0. */
const NUMBERS_WITH_ZERO = ['BJ', 'BF', 'CG', 'CI', 'GA', 'IT', 'RW', 'TJ'];

/**
 * Reads digits that begin with a calling code. It only drops a trunk prefix after it, as in +49 (0)30. The rules of libphonenumber also
 * drop carrier codes and rewrite area codes, which turns a mistyped number into another one.
 *
 * @param spelling the digits with the signs between them
 */
export function readInternational(written: string, spelling = written): Reading | undefined {
	const digits = OLD_MEXICAN_MOBILE.test(written) ? `52${written.slice(3)}` : written;
	const reading = readAsWritten(digits);
	if (reading?.valid) return reading;
	return withoutPrefix(digits, spelling) ?? reading;
}

/**
 * Drops the prefix that is only dialed inside the country, unless the digits are more likely a number with a digit too many. A prefix other
 * than 0 may be part of the number, so it is only dropped from a valid one.
 */
function withoutPrefix(digits: string, spelling: string): Reading | undefined {
	const code = callingCodeAt(digits);
	if (code === undefined) return undefined;
	const { callingCode } = code;
	const prefix = prefixesOf(code).find((each) => digits.startsWith(callingCode + each));
	if (prefix === undefined) return undefined;
	const groups = spelling.replace(/\D+/g, ' ').replace(/^ ?(?:00)? ?/, '');
	const standsAlone = groups.startsWith(`${callingCode} ${prefix} `);
	if (!standsAlone && readAsWritten(digits.slice(0, -1))?.valid) return undefined;
	const dropped = readAsWritten(callingCode + digits.slice(callingCode.length + prefix.length));
	return prefix === '0' || dropped?.valid ? dropped : undefined;
}

/** The prefixes that people leave after a calling code. The code's own digits are none, because they are the code written twice. */
function prefixesOf({ callingCode, countries, plan }: CallingCode): string[] {
	const { nationalPrefix, ordinaryLengths } = plan;
	const mayHaveZero = ordinaryLengths.size === 1 && !NUMBERS_WITH_ZERO.includes(countries[0]);
	return [
		...(nationalPrefix && nationalPrefix !== callingCode ? [nationalPrefix] : []),
		...(mayHaveZero ? ['0'] : []),
		// Lithuania's prefix before 2024.
		...(callingCode === '370' ? ['8'] : []),
	];
}
