import type { CleanedNumber } from './cleanNumber';
import { callingCodeOf, type CountryCode } from './countries';
import { planOf } from './numberingPlans';
import type { Reading } from './Reading';
import { readInternational, readNational } from './readNumber';

/**
 * Decides which number is meant. Money is spent on the answer, so a doubtful foreign number is worse than none.
 *
 * With `+` or `00` it is an international number. (Where the default country dials more than 00, as Australia does
 * with 0011, that is tried if the rest is no valid number as it is written.)
 *
 * Bare digits with no default country are an international number, if it is valid.
 *
 * Bare digits with a default country are the first of these that fits:
 * 1. they begin with its calling code, and the rest is valid there: international;
 * 2. they are valid as dialled in that country, with or without its trunk prefix: national;
 * 3. they begin with its calling code, and only what follows is as long as its fixed-line and mobile numbers are:
 *    international;
 * 4. its fixed-line and mobile numbers all have one length, and so have they: national. So ten digits stay American
 *    with US, even if their area code is newer than our metadata, and though they may be valid elsewhere;
 * 5. they are valid as they are written: international. So 14155550100 stays American with DE, where numbers may have
 *    nearly any length;
 * 6. national, good or not.
 *
 * A bare number that is taken for a foreign one must be valid exactly as it is written, without a trunk prefix to drop.
 *
 * @returns the reading, to be judged by the caller, or `undefined` if the digits can't be read at all
 */
export function chooseReading(
	{ prefix, digits }: CleanedNumber,
	country: CountryCode | undefined,
): Reading | undefined {
	if (prefix !== '') {
		const reading = readInternational(digits);
		if (prefix === '+' || country === undefined || validAsWritten(reading, digits)) return reading;
		const dialled = readNational(prefix + digits, country);
		return dialled?.valid ? dialled : reading;
	}

	if (country === undefined) {
		const reading = readInternational(digits);
		return validAsWritten(reading, digits) ? reading : undefined;
	}

	const callingCode = callingCodeOf(country);
	const own = digits.startsWith(callingCode) ? readInternational(digits) : undefined;
	if (own?.valid) return own;
	const national = readNational(digits, country);
	if (national?.valid) return national;

	const { ordinaryLengths } = planOf(country);
	const isOrdinary = (reading: Reading | undefined) =>
		reading?.callingCode === callingCode &&
		ordinaryLengths.has(reading.digits.length - callingCode.length);
	if (own) return isOrdinary(own) && !isOrdinary(national) ? own : national;
	if (ordinaryLengths.size === 1 && isOrdinary(national)) return national;

	const foreign = readInternational(digits);
	return validAsWritten(foreign, digits) ? foreign : national;
}

function validAsWritten(reading: Reading | undefined, digits: string): boolean {
	return reading !== undefined && reading.valid && reading.digits === digits;
}
