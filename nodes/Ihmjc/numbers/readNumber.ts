import type { Reading } from './chooseReading';
import { callingCodeAt } from './numberingPlans';
import { parseInternational } from './parseDigits';

/** Mexican mobile numbers had a 1 after the country code until 2019, and many still do in WhatsApp. */
const OLD_MEXICAN_MOBILE = /^521(?=\d{10}$)/;

/**
 * Reads digits that begin with a calling code. It only drops a trunk prefix after it, as in +49 (0)30. The rules of libphonenumber also
 * drop carrier codes and rewrite area codes, which turns a mistyped number into another one.
 */
export function readInternational(written: string): Reading | undefined {
	const digits = OLD_MEXICAN_MOBILE.test(written) ? `52${written.slice(3)}` : written;
	const reading = parseInternational(digits);
	if (reading?.valid && reading.digits === digits) return reading;

	const withoutPrefix = withoutNationalPrefix(digits);
	const dropped = withoutPrefix === undefined ? undefined : readAsWritten(withoutPrefix);
	if (dropped?.valid) return dropped;
	return reading?.digits === digits ? reading : dropped;
}

/** Reads digits that begin with a calling code, and drops nothing. */
export function readAsWritten(digits: string): Reading | undefined {
	const reading = parseInternational(digits);
	return reading?.digits === digits ? reading : undefined;
}

/** Drops the digits after the calling code that are only dialed inside the country. */
function withoutNationalPrefix(digits: string): string | undefined {
	const code = callingCodeAt(digits);
	const prefix = code?.plan.nationalPrefix;
	if (code === undefined || prefix === undefined) return undefined;
	const { callingCode } = code;
	return digits.startsWith(callingCode + prefix)
		? callingCode + digits.slice(callingCode.length + prefix.length)
		: undefined;
}
