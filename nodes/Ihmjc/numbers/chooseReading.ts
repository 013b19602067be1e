import { firstGroupOf, type WrittenNumber } from './cleanNumber';
import { callingCodeOf, type CountryCode, mainCountryOf, type Region, WORLD } from './countries';
import { isFrenchFiction, readFrench, usesFrenchPlan } from './frenchPlan';
import { callingCodeAt, isMobile, planOf } from './numberingPlans';
import { parseNational, readAsWritten } from './parseDigits';
import { readInternational } from './readNumber';
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
	/** Whether to refuse numbers that have the length of a mobile number, but are in no range that the metadata knows. */
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
export const MIN_DIGITS = 7;
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
	written: WrittenNumber,
	{ defaultCountry, strict }: NumberRules,
): Reading | Refusal {
	const { prefix, digits, firstBracket, spelling } = written;
	if (firstBracket !== undefined && firstBracket !== callingCodeAt(digits)?.callingCode) {
		return { reason: 'notANumber' };
	}
	const reading = readInternational(digits, spelling);
	if (prefix === '00' && defaultCountry !== '' && defaultCountry !== 'none') {
		const dialled = readDialledAbroad(prefix + digits, defaultCountry);
		if (dialled) return chooseDialled(dialled, reading, written, defaultCountry);
		// 00 may also be a trunk prefix that was typed twice, so only a valid number counts as foreign.
		const isForeign = reading?.callingCode !== callingCodeOf(defaultCountry);
		if (reading && isForeign && !reading.valid) return notGood(reading);
	}
	if (reading) return goodOrNot(reading, strict);
	if (callingCodeAt(digits)) return unreadable(digits);
	return { reason: digits.length < MAX_CALLING_CODE_DIGITS ? 'tooShort' : 'noCountryCode' };
}

/**
 * Chooses between 00 and a prefix of the default country that begins like it, such as 001 in Hong Kong. If both give valid numbers, the default
 * country's calling code or the spelling must tell which prefix is meant.
 */
function chooseDialled(
	dialled: Reading,
	reading: Reading | undefined,
	written: WrittenNumber,
	country: CountryCode,
): Reading | Refusal {
	if (!reading?.valid || reading.digits === dialled.digits) return dialled;
	const own = [reading, dialled].find(({ callingCode }) => callingCode === callingCodeOf(country));
	if (own) return own;
	const first = firstGroupOf(written);
	const isOwnPrefix = planOf(country).internationalPrefix?.exec(first)?.[0] === first;
	return first === '00' || (first === `00${reading.callingCode}` && !isOwnPrefix)
		? reading
		: { reason: 'notANumber' };
}

/** Reads bare digits in a default country, as the first of their readings there that fits. */
function readBare(
	written: WrittenNumber,
	country: CountryCode,
	{ strict, acceptForeign }: NumberRules,
): Reading | Refusal {
	const { digits, firstBracket, spelling } = written;
	const callingCode = callingCodeOf(country);
	const { ordinaryLengths } = planOf(country);

	const own = digits.startsWith(callingCode) ? readInternational(digits, spelling) : undefined;
	if (own?.valid && !isDoubled(own)) return sized(own);
	const [national, other] = readDialled(digits, country);
	const isLikely = () => national !== undefined && isLenient(national);
	const foreign = () => readForeign(written, callingCode, acceptForeign);
	// A national number with a digit too many may begin like a call abroad.
	const isFarTooLong = () => digits.length > Math.max(...ordinaryLengths) + 2;
	return (
		(other && { reason: 'notANumber' }) ||
		(national?.valid && ((mayBeForeign(national, digits) && foreign()) || sized(national))) ||
		(firstBracket === undefined && isFarTooLong() && readDialledAbroad(digits, country)) ||
		((ordinaryLengths.size > 1 || !isLikely()) && foreign()) ||
		(!strict && own && isLenient(own) && !hasOrdinaryLength(national) && sized(own)) ||
		(!strict && isLikely() && sized(national!)) ||
		(own && (!national || nationalPart(national).startsWith(callingCode)) && notGood(own)) ||
		(national ? notGood(national) : unreadable(callingCode + digits))
	);
}

/** Reads digits as dialed in a country. Two readings are different valid numbers. */
function readDialled(digits: string, country: CountryCode): Reading[] {
	const callingCode = callingCodeOf(country);
	const french = usesFrenchPlan(callingCode) ? readFrench(digits, country) : undefined;
	if (french) return [french];

	const { nationalPrefix, internationalPrefix } = planOf(country);
	// No prefix is dropped from digits that begin with the prefix for calls abroad.
	const parsed = internationalPrefix?.test(digits)
		? readAsWritten(callingCode + digits)
		: parseNational(digits, country);
	const readings = parsed && !isDoubled(parsed) ? [parsed] : [];
	if (!nationalPrefix || !digits.startsWith(nationalPrefix)) return readings;

	// More than the trunk prefix may have been dropped, such as the code of a carrier.
	const plainDigits = callingCode + digits.slice(nationalPrefix.length);
	if (plainDigits === parsed?.digits) return readings;
	const plain = readAsWritten(plainDigits);
	if (plain && !isDoubled(plain)) readings.push(plain);
	const valid = readings.filter((reading) => reading.valid);
	return valid.length > 0 ? valid : readings.slice(0, 1);
}

/** In a country with many lengths, a valid fixed line without its trunk prefix may be a foreign number. */
function mayBeForeign(national: Reading, digits: string): boolean {
	const plan = planOf(placeOf(national));
	return (
		plan.ordinaryLengths.size >= MANY_LENGTHS &&
		digits === nationalPart(national) &&
		!isMobile(plan, digits)
	);
}

/** Reads digits that are valid in another country as they are, unless they are grouped like a national number. */
function readForeign(
	written: WrittenNumber,
	callingCode: string,
	accept: boolean,
): Reading | Refusal | undefined {
	const { digits, firstBracket } = written;
	if (firstBracket !== undefined) return undefined;
	const foreign = readValid(digits);
	if (foreign === undefined || foreign.callingCode === callingCode) return undefined;
	const first = firstGroupOf(written);
	if (first !== digits && first !== foreign.callingCode) return undefined;
	return accept ? foreign : { reason: 'otherCountry', country: foreign.country as CountryCode };
}

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

const hasSize = ({ digits }: Reading): boolean =>
	digits.length >= MIN_DIGITS && digits.length <= MAX_DIGITS;

const sized = (reading: Reading): Reading | Refusal =>
	hasSize(reading) ? reading : notGood(reading);

function goodOrNot(reading: Reading, strict: boolean): Reading | Refusal {
	const isGood = !isDoubled(reading) && (reading.valid || (!strict && isLenient(reading)));
	return isGood ? sized(reading) : notGood(reading);
}

/**
 * Whether it has the length of a mobile number, and no prefix left in it. Such numbers are good too, because plans change faster than metadata.
 * The length of a fixed line is not enough, because most numbers of that length are local ones without their area code.
 */
function isLenient(reading: Reading): boolean {
	if (reading.country === WORLD) return reading.possible;
	// The plan has several calling codes, so the number may have the wrong one.
	if (usesFrenchPlan(reading.callingCode)) return isFrenchFiction(reading);
	const national = nationalPart(reading);
	const { mobileLengths, nationalPrefix } = planOf(reading.country);
	return (
		mobileLengths.has(national.length) &&
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

function notGood({
	digits,
	callingCode,
	country,
}: Pick<Reading, 'digits' | 'callingCode' | 'country'>): Refusal {
	const { ordinaryLengths, lengths } = planOf(country === WORLD ? callingCode : country);
	const known = ordinaryLengths.size > 0 ? [...ordinaryLengths] : lengths;
	const length = digits.length - callingCode.length;
	if (length < Math.min(...known) || digits.length < MIN_DIGITS) return { reason: 'tooShort' };
	if (length > Math.max(...known) || digits.length > MAX_DIGITS) return { reason: 'tooLong' };
	return { reason: 'notValid' };
}

/** Finds the reason why digits with a calling code can't be read at all. */
function unreadable(digits: string): Refusal {
	const { callingCode } = callingCodeAt(digits)!;
	return notGood({ digits, callingCode, country: mainCountryOf(callingCode) });
}
