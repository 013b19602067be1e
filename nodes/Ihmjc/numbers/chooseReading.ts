import type { WrittenNumber } from './cleanNumber';
import { callingCodeOf, type CountryCode, type Region, WORLD } from './countries';
import { isFrenchFiction, readFrench, usesFrenchPlan } from './frenchPlan';
import { callingCodeAt, isMobile, planOf } from './numberingPlans';
import { parseNational } from './parseDigits';
import { readAsWritten, readInternational } from './readNumber';
import type { Reason } from './reasons';

/** One way to read digits as a number. */
export interface Reading {
	/** The whole number in E.164, without the `+`. */
	readonly digits: string;
	readonly callingCode: string;
	/** Depends on the digits alone, however they were read. */
	readonly country: Region;
	/** Whether the numbering plan has numbers of this length. */
	readonly possible: boolean;
	/** Whether the numbering plan has this number's range. */
	readonly valid: boolean;
}

export interface NumberRules {
	/** The country of numbers without a country code; `''` if it isn't known. */
	readonly defaultCountry: CountryCode | 'none' | '';
	/** Whether to refuse numbers that have an ordinary length, but are in no range that the metadata knows. */
	readonly strict: boolean;
	/** Whether to accept bare digits that only fit another country. */
	readonly acceptForeign: boolean;
}

export interface Refusal {
	readonly reason: Reason;
	/** The country that a number with the reason `otherCountry` looks like one of. */
	readonly country?: CountryCode;
}

/** E.164 allows 15 digits. Fewer than 7 may be an extension or a service number. */
const MIN_DIGITS = 7;
const MAX_DIGITS = 15;

const MAX_CALLING_CODE_DIGITS = 3;

/** In a country with this many lengths, a national number without its trunk prefix looks like a foreign one. */
const MANY_LENGTHS = 4;

/**
 * Decides which number is meant. If two readings give different numbers, it takes neither, because a wrong one would spend money on a
 * stranger's number.
 *
 * @returns a good number, or why there is none
 */
export function chooseReading(written: WrittenNumber, rules: NumberRules): Reading | Refusal {
	if (written.prefix !== '') return readWithPrefix(written, rules);
	const { defaultCountry } = rules;
	if (defaultCountry === '') return { reason: 'noCountryCode' };
	if (defaultCountry === 'none') {
		if (written.looksLike !== undefined) return { reason: 'notANumber' };
		const reading = readValid(written.digits);
		return reading && written.firstBracket === undefined ? reading : { reason: 'noCountryCode' };
	}
	const chosen = readBare(written, defaultCountry, rules);
	return isSomethingElse(written, chosen, defaultCountry) ? { reason: 'notANumber' } : chosen;
}

export const isReading = (choice: Reading | Refusal): choice is Reading => 'digits' in choice;

/** Reads digits after `+` or `00`, which are international. */
function readWithPrefix(
	{ prefix, digits, firstBracket }: WrittenNumber,
	{ defaultCountry, strict }: NumberRules,
): Reading | Refusal {
	if (firstBracket !== undefined && firstBracket !== callingCodeAt(digits)?.callingCode) {
		return { reason: 'notANumber' };
	}
	const reading = readInternational(digits);
	const country = countryOf(defaultCountry);
	if (prefix === '00' && country !== undefined) {
		if (reading?.valid && reading.digits === digits) return goodOrNot(reading, strict);
		const dialled = readDialledAbroad(prefix + digits, country);
		if (dialled) return dialled;
		const mayBeTrunkPrefix = planOf(country).nationalPrefix?.startsWith('0');
		// If 00 may be a trunk prefix that was typed twice, only a valid number counts as foreign.
		if (
			mayBeTrunkPrefix &&
			reading &&
			!reading.valid &&
			reading.callingCode !== callingCodeOf(country)
		) {
			return notGood(reading);
		}
	}
	if (reading) return goodOrNot(reading, strict);
	if (callingCodeAt(digits)) return { reason: lengthFault(digits) };
	return { reason: digits.length < MAX_CALLING_CODE_DIGITS ? 'tooShort' : 'noCountryCode' };
}

/**
 * Reads bare digits in a default country, as the first of these that fits: its calling code and a valid number; a valid national number;
 * its calling code and a number of ordinary length; a national number of ordinary length. Digits that are only valid in another country are
 * refused, or accepted on request.
 */
function readBare(
	written: WrittenNumber,
	country: CountryCode,
	{ strict, acceptForeign }: NumberRules,
): Reading | Refusal {
	const { digits } = written;
	const callingCode = callingCodeOf(country);
	const plan = planOf(country);

	const own = digits.startsWith(callingCode) ? readInternational(digits) : undefined;
	if (own?.valid && !isDoubled(own)) return sized(own);
	const national = readDialled(digits, country);
	if (national === 'ambiguous') return { reason: 'notANumber' };

	if (national?.valid) {
		const mayBeForeign =
			plan.ordinaryLengths.size >= MANY_LENGTHS &&
			digits === nationalPart(national) &&
			!isMobile(planOf(placeOf(national)), nationalPart(national));
		const foreign = mayBeForeign ? readForeign(written, callingCode) : undefined;
		return foreign ? asForeign(foreign, acceptForeign) : sized(national);
	}
	// Only digits that are far too long can be a call abroad, because a national number with a digit too many may begin like one.
	const isTooLong = digits.length > Math.max(...plan.ordinaryLengths) + 2;
	if (written.firstBracket === undefined && isTooLong) {
		const dialled = readDialledAbroad(digits, country);
		if (dialled) return dialled;
	}

	const isLikelyNational = national !== undefined && isLenient(national);
	const foreign = readForeign(written, callingCode);
	if (foreign && (plan.ordinaryLengths.size > 1 || !isLikelyNational)) {
		return asForeign(foreign, acceptForeign);
	}
	if (!strict && own && isLenient(own) && !hasOrdinaryLength(national)) return sized(own);
	if (!strict && isLikelyNational) return sized(national);
	if (own && (national === undefined || nationalPart(national).startsWith(callingCode))) {
		return notGood(own);
	}
	return national ? notGood(national) : { reason: lengthFault(callingCode + digits) };
}

/** Reads digits as dialed in a country; `ambiguous` if they are two different valid numbers. */
function readDialled(digits: string, country: CountryCode): Reading | 'ambiguous' | undefined {
	const callingCode = callingCodeOf(country);
	if (usesFrenchPlan(callingCode)) {
		const french = readFrench(digits, country);
		if (french) return french;
	}
	const { nationalPrefix, internationalPrefix } = planOf(country);
	// No prefix is dropped from digits that begin with the prefix for calls abroad.
	const parsed = internationalPrefix?.test(digits)
		? readAsWritten(callingCode + digits)
		: parseNational(digits, country);
	const isOfCountry = parsed?.callingCode === callingCode && parsed.digits !== digits;
	const national = isOfCountry && !isDoubled(parsed) ? parsed : undefined;
	if (!nationalPrefix || !digits.startsWith(nationalPrefix)) return national;

	// More than the trunk prefix may have been dropped, such as the code of a carrier.
	const plainDigits = callingCode + digits.slice(nationalPrefix.length);
	if (plainDigits === national?.digits) return national;
	const plain = readAsWritten(plainDigits);
	if (plain === undefined || isDoubled(plain)) return national;
	if (national?.valid && plain.valid) return 'ambiguous';
	return national?.valid ? national : plain.valid ? plain : (national ?? plain);
}

/** Reads digits that are valid in another country as they are, unless they are grouped like a national number. */
function readForeign(
	{ digits, firstBracket, firstGroup }: WrittenNumber,
	callingCode: string,
): Reading | undefined {
	if (firstBracket !== undefined) return undefined;
	const reading = readValid(digits);
	if (reading === undefined || reading.callingCode === callingCode) return undefined;
	return firstGroup === digits || firstGroup === reading.callingCode ? reading : undefined;
}

const asForeign = (foreign: Reading, accept: boolean): Reading | Refusal =>
	accept ? foreign : { reason: 'otherCountry', country: foreign.country as CountryCode };

/** Reads digits after the country's prefix for calls abroad, such as 011 or 810. */
function readDialledAbroad(digits: string, country: CountryCode): Reading | undefined {
	const prefix = planOf(country).internationalPrefix?.exec(digits)?.[0];
	return prefix === undefined ? undefined : readValid(digits.slice(prefix.length));
}

function readValid(digits: string): Reading | undefined {
	const reading = readInternational(digits);
	return reading?.valid && reading.digits === digits && !isDoubled(reading) && hasSize(reading)
		? reading
		: undefined;
}

/** Whether it is written like an IP address or an amount, and numbers of its country usually are not. */
function isSomethingElse(
	{ looksLike }: WrittenNumber,
	chosen: Reading | Refusal,
	country: CountryCode,
): boolean {
	if (looksLike === undefined) return false;
	if (!isReading(chosen) || !chosen.valid) return true;
	const plan = planOf(country);
	return (
		looksLike === 'amount' &&
		plan.nationalPrefix !== undefined &&
		!isMobile(plan, nationalPart(chosen))
	);
}

const countryOf = (defaultCountry: NumberRules['defaultCountry']): CountryCode | undefined =>
	defaultCountry === '' || defaultCountry === 'none' ? undefined : defaultCountry;

const hasSize = ({ digits }: Reading): boolean =>
	digits.length >= MIN_DIGITS && digits.length <= MAX_DIGITS;

const sized = (reading: Reading): Reading | Refusal =>
	hasSize(reading) ? reading : notGood(reading);

function goodOrNot(reading: Reading, strict: boolean): Reading | Refusal {
	const isGood = !isDoubled(reading) && (reading.valid || (!strict && isLenient(reading)));
	return isGood ? sized(reading) : notGood(reading);
}

/**
 * Whether it has the length of a mobile or fixed-line number, and no prefix left in it. Such numbers are good too, because plans change
 * faster than metadata.
 */
function isLenient(reading: Reading): boolean {
	if (reading.country === WORLD) return reading.possible;
	// The plan has several calling codes, so the number may have the wrong one.
	if (usesFrenchPlan(reading.callingCode)) return isFrenchFiction(reading);
	const national = nationalPart(reading);
	const { nationalPrefix } = planOf(reading.country);
	return (
		hasOrdinaryLength(reading) &&
		!national.startsWith('0') &&
		!national.startsWith(reading.callingCode) &&
		!(nationalPrefix && national.startsWith(nationalPrefix))
	);
}

function hasOrdinaryLength(reading: Reading | undefined): boolean {
	if (reading === undefined) return false;
	return planOf(placeOf(reading)).ordinaryLengths.has(nationalPart(reading).length);
}

/** Whether the calling code was written twice: without the first one, a valid mobile number is left. */
function isDoubled({ digits, callingCode }: Reading): boolean {
	if (!digits.startsWith(callingCode, callingCode.length)) return false;
	const once = readAsWritten(digits.slice(callingCode.length));
	return once !== undefined && once.valid && isMobile(planOf(placeOf(once)), nationalPart(once));
}

const nationalPart = ({ digits, callingCode }: Reading): string => digits.slice(callingCode.length);

/** The key of its numbering plan. */
const placeOf = ({ country, callingCode }: Reading): string =>
	country === WORLD ? callingCode : country;

function notGood(reading: Reading): Refusal {
	const { ordinaryLengths, lengths } = planOf(placeOf(reading));
	const known = ordinaryLengths.size > 0 ? [...ordinaryLengths] : lengths;
	const length = nationalPart(reading).length;
	if (length < Math.min(...known) || reading.digits.length < MIN_DIGITS) {
		return { reason: 'tooShort' };
	}
	if (length > Math.max(...known) || reading.digits.length > MAX_DIGITS) {
		return { reason: 'tooLong' };
	}
	return { reason: 'notValid' };
}

/** Finds the reason why digits with their calling code can't be read at all. */
function lengthFault(digits: string): Reason {
	const code = callingCodeAt(digits)!;
	const { lengths } = code.plan;
	const length = digits.length - code.callingCode.length;
	if (length < lengths[0]) return 'tooShort';
	return length > lengths[lengths.length - 1] ? 'tooLong' : 'notValid';
}
