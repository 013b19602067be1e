import type { Reading } from './chooseReading';
import { type CountryCode, mainCountryOf } from './countries';
import { fastReadInternational, fastReadNational } from './fastPath';
import { loadLibphonenumber } from './loadLibphonenumber';
import { callingCodeAt } from './numberingPlans';

/** Until 2019 Mexican mobile numbers had a 1 after the country code, and in WhatsApp many still do. */
const OLD_MEXICAN_MOBILE = /^521(?=\d{10}$)/;

/**
 * Reads digits that begin with a calling code. A trunk prefix after it, as in +49 (0)30, is dropped, and nothing else:
 * the library would also drop the codes of carriers and rewrite area codes, which makes another number of a mistyped one.
 */
export function readInternational(written: string): Reading | undefined {
	const digits = written.replace(OLD_MEXICAN_MOBILE, '52');
	const fast = fastReadInternational(digits);
	if (fast?.valid && fast.digits === digits) return fast;
	if (callingCodeAt(digits) === undefined) return undefined;
	const reading = fast ?? slowReadInternational(digits);
	if (reading?.valid && reading.digits === digits) return reading;

	const withoutPrefix = withoutNationalPrefix(digits);
	const dropped = withoutPrefix === undefined ? undefined : readAsWritten(withoutPrefix);
	if (dropped?.valid) return dropped;
	return reading?.digits === digits ? reading : dropped;
}

/** Reads digits that begin with a calling code, dropping nothing. */
export function readAsWritten(digits: string): Reading | undefined {
	const reading = fastReadInternational(digits) ?? slowReadInternational(digits);
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

/** Reads digits as they are dialled in a country: with or without its trunk prefix, or with its prefix for abroad. */
export function readNational(digits: string, country: CountryCode): Reading | undefined {
	return fastReadNational(digits, country) ?? slowReadNational(digits, country);
}

/** `readInternational` by the library alone. */
export function slowReadInternational(digits: string): Reading | undefined {
	const reading = libraryReading(digits);
	return reading === undefined || reading.digits === digits ? reading : readE164(reading.digits);
}

/** `readNational` by the library alone. */
export function slowReadNational(digits: string, country: CountryCode): Reading | undefined {
	const phone = loadLibphonenumber().parsePhoneNumberFromString(digits, {
		defaultCountry: country,
		extract: false,
	});
	return phone && readE164(phone.number.slice(1));
}

/**
 * Reads a number as it stands. The library drops a trunk prefix wherever it sees one, so that +98 0 0921… becomes
 * +98 0921…, which it would in turn read as another number. Such a number is none.
 */
function readE164(digits: string): Reading | undefined {
	const reading = libraryReading(digits);
	return reading?.digits === digits ? reading : undefined;
}

function libraryReading(digits: string): Reading | undefined {
	const phone = loadLibphonenumber().parsePhoneNumberFromString(`+${digits}`, { extract: false });
	if (!phone) return undefined;
	return {
		digits: phone.number.slice(1),
		callingCode: phone.countryCallingCode,
		country: phone.country ?? mainCountryOf(phone.countryCallingCode),
		possible: phone.isPossible(),
		valid: phone.isValid(),
	};
}
