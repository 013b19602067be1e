import type { Reading } from './chooseReading';
import { callingCodeAt } from './numberingPlans';
import { parseInternational } from './parseDigits';

/** Until 2019 Mexican mobile numbers had a 1 after the country code, and in WhatsApp many still do. */
const OLD_MEXICAN_MOBILE = /^521(?=\d{10}$)/;

/**
 * Reads digits that begin with a calling code. A trunk prefix after it, as in +49 (0)30, is dropped, and nothing else:
 * the rules also drop the codes of carriers and rewrite area codes, which makes another number of a mistyped one.
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

/** Reads digits that begin with a calling code, dropping nothing. */
export function readAsWritten(digits: string): Reading | undefined {
	const reading = parseInternational(digits);
	return reading?.digits === digits ? reading : undefined;
}

/** The number without the digits behind its calling code that are only dialled inside the country. */
function withoutNationalPrefix(digits: string): string | undefined {
	const code = callingCodeAt(digits);
	const prefix = code?.plan.nationalPrefix;
	if (code === undefined || prefix === undefined) return undefined;
	const { callingCode } = code;
	return digits.startsWith(callingCode + prefix)
		? callingCode + digits.slice(callingCode.length + prefix.length)
		: undefined;
}
