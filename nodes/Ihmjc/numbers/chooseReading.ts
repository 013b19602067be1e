import { firstGroupOf, type WrittenNumber } from './cleanNumber';
import { type CountryCode, WORLD } from './countries';
import { isFrenchFiction, readFrench, usesFrenchPlan } from './frenchPlan';
import { isMobile, type NumberingPlan, planOf, plansAt } from './numberingPlans';
import { parseNational, readAsWritten, type Reading, readInternational } from './parseDigits';
import type { Reason } from './reasons';

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
	/** The country that fits a number with the reason `otherCountry`. */
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
	const { prefix, digits, firstBracket, looksLike } = written;
	const { defaultCountry } = rules;
	const isNone = defaultCountry === 'none';
	const home = isNone || defaultCountry === '' ? undefined : planOf(defaultCountry);
	if (prefix !== '') return readWithPrefix(written, home, rules.strict);
	if (home) {
		const chosen = readBare(written, home, rules);
		const isNumber = looksLike === undefined || mayLookLike(looksLike, chosen, home);
		return isNumber ? chosen : { reason: 'notANumber' };
	}
	if (isNone && looksLike !== undefined) return { reason: 'notANumber' };
	const reading = isNone && firstBracket === undefined ? readValid(digits) : undefined;
	return reading ?? { reason: 'noCountryCode' };
}

export const isReading = (choice: Reading | Refusal): choice is Reading => 'digits' in choice;

/** Reads digits after `+` or `00`, which are international. */
function readWithPrefix(
	written: WrittenNumber,
	home: NumberingPlan | undefined,
	strict: boolean,
): Reading | Refusal {
	const { prefix, digits, firstBracket, spelling } = written;
	const plan = plansAt(digits)?.[0];
	if (firstBracket !== undefined && firstBracket !== plan?.callingCode) {
		return { reason: 'notANumber' };
	}
	const reading = readInternational(digits, spelling);
	const caller = prefix === '00' ? home : undefined;
	const dialed = caller && readDialedAbroad(prefix + digits, caller);
	if (caller && dialed) return chooseDialed(dialed, reading, written, caller);
	if (reading) {
		// 00 may also be a trunk prefix that was typed twice, so only a valid number counts as foreign.
		const isForeign = caller !== undefined && reading.plan.callingCode !== caller.callingCode;
		return goodOrNot(reading, strict || isForeign);
	}
	if (plan) return notGood({ digits, plan });
	return { reason: digits.length < MAX_CALLING_CODE_DIGITS ? 'tooShort' : 'noCountryCode' };
}

/**
 * Chooses between 00 and a prefix of the default country that begins like it, such as 001 in Hong Kong. If both give valid numbers, the default
 * country's calling code or the spelling must tell which prefix is meant.
 */
function chooseDialed(
	dialed: Reading,
	reading: Reading | undefined,
	written: WrittenNumber,
	{ callingCode, internationalPrefix }: NumberingPlan,
): Reading | Refusal {
	if (!reading?.valid || reading.digits === dialed.digits) return dialed;
	const own = [reading, dialed].find(({ plan }) => plan.callingCode === callingCode);
	if (own) return own;
	const first = firstGroupOf(written);
	const isOwnPrefix = internationalPrefix?.exec(first)?.[0] === first;
	return first === '00' || (first === `00${reading.plan.callingCode}` && !isOwnPrefix)
		? reading
		: { reason: 'notANumber' };
}

/** Chooses the first reading of bare digits that fits the default country. */
function readBare(
	written: WrittenNumber,
	home: NumberingPlan,
	{ strict, acceptForeign }: NumberRules,
): Reading | Refusal {
	const { digits, firstBracket, spelling } = written;
	const { callingCode, ordinaryLengths } = home;

	const own = digits.startsWith(callingCode) ? readInternational(digits, spelling) : undefined;
	if (own?.valid && !isDoubled(own)) return sized(own);
	const [national, other] = readDialed(digits, home);
	if (other) return { reason: 'notANumber' };
	const foreign = () => readForeign(written, callingCode, acceptForeign);
	// A national number with a digit too many may begin like a call abroad.
	const isFarTooLong = digits.length > Math.max(...ordinaryLengths) + 2;
	const abroad = isFarTooLong && firstBracket === undefined && readDialedAbroad(digits, home);
	if (abroad) return abroad;
	if (national?.valid) {
		return (mayBeForeign(national, digits) && foreign()) || sized(national);
	}

	const isLikely = national !== undefined && isLenient(national);
	const elsewhere = (ordinaryLengths.size > 1 || !isLikely) && foreign();
	if (elsewhere) return elsewhere;
	if (own && isLenient(own) && !hasOrdinaryLength(national)) return goodOrNot(own, strict);
	if (isLikely) return goodOrNot(national, strict);
	if (own && (!national || national.national.startsWith(callingCode))) return notGood(own);
	return notGood(national ?? { digits: callingCode + digits, plan: home });
}

/** Reads digits as dialed in a country. Two readings are different valid numbers. */
function readDialed(digits: string, home: NumberingPlan): Reading[] {
	const { callingCode, nationalPrefix, internationalPrefix } = home;
	const french = usesFrenchPlan(callingCode) ? readFrench(digits, home) : undefined;
	if (french) return [french];

	// No prefix is dropped from digits that begin with the prefix for calls abroad.
	const parsed = internationalPrefix?.test(digits)
		? readAsWritten(callingCode + digits)
		: parseNational(digits, home);
	// More than the trunk prefix may have been dropped, such as the code of a carrier.
	const hasPrefix = nationalPrefix !== undefined && digits.startsWith(nationalPrefix);
	const plainDigits = callingCode + digits.slice(hasPrefix ? nationalPrefix.length : 0);
	const isOther = hasPrefix && plainDigits !== parsed?.digits;
	const readings = [parsed, isOther ? readAsWritten(plainDigits) : undefined].filter(
		(reading) => reading !== undefined && !isDoubled(reading),
	) as Reading[];
	const valid = readings.filter((reading) => reading.valid);
	return valid.length > 0 ? valid : readings.slice(0, 1);
}

/** In a country with many lengths, a valid fixed line without its trunk prefix may be a foreign number. */
const mayBeForeign = ({ plan, national }: Reading, digits: string): boolean =>
	plan.ordinaryLengths.size >= MANY_LENGTHS && digits === national && !isMobile(plan, digits);

/** Reads digits that are valid in another country as they are, unless they are grouped like a national number. */
function readForeign(
	written: WrittenNumber,
	callingCode: string,
	accept: boolean,
): Reading | Refusal | undefined {
	const { digits, firstBracket } = written;
	const foreign = firstBracket === undefined ? readValid(digits) : undefined;
	if (foreign === undefined || foreign.plan.callingCode === callingCode) return undefined;
	const first = firstGroupOf(written);
	if (first !== digits && first !== foreign.plan.callingCode) return undefined;
	return accept
		? foreign
		: { reason: 'otherCountry', country: foreign.plan.country as CountryCode };
}

/** Reads digits after the country's prefix for calls abroad, such as 011 or 810. */
function readDialedAbroad(digits: string, home: NumberingPlan): Reading | undefined {
	const prefix = home.internationalPrefix?.exec(digits)?.[0];
	return prefix === undefined ? undefined : readValid(digits.slice(prefix.length));
}

function readValid(digits: string): Reading | undefined {
	const reading = readInternational(digits);
	return reading?.valid && reading.digits === digits && !isDoubled(reading) && hasSize(reading)
		? reading
		: undefined;
}

/** Whether a number may be written like an IP address or an amount, as some are in its country. */
const mayLookLike = (
	looksLike: WrittenNumber['looksLike'],
	chosen: Reading | Refusal,
	home: NumberingPlan,
): boolean =>
	isReading(chosen) &&
	chosen.valid &&
	(looksLike === 'address' || home.nationalPrefix === undefined || isMobile(home, chosen.national));

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
	const { national, plan } = reading;
	const { country, callingCode, lengths, mobileLengths, nationalPrefix = '0' } = plan;
	if (country === WORLD) return lengths.includes(national.length);
	// The plan has several calling codes, so the number may have the wrong one.
	if (usesFrenchPlan(callingCode)) return isFrenchFiction(reading);
	return (
		mobileLengths.has(national.length) &&
		!['0', callingCode, nationalPrefix].some((prefix) => national.startsWith(prefix))
	);
}

const hasOrdinaryLength = (reading: Reading | undefined): boolean =>
	reading !== undefined && reading.plan.ordinaryLengths.has(reading.national.length);

/** Whether the calling code was written twice: without the first one, a valid mobile number is left. */
function isDoubled({ national, plan }: Reading): boolean {
	const once = national.startsWith(plan.callingCode) ? readAsWritten(national) : undefined;
	return once !== undefined && once.valid && isMobile(once.plan, once.national);
}

function notGood({ digits, plan }: Pick<Reading, 'digits' | 'plan'>): Refusal {
	const { ordinaryLengths, lengths, callingCode } = plan;
	const known = ordinaryLengths.size > 0 ? [...ordinaryLengths] : lengths;
	const length = digits.length - callingCode.length;
	if (length < Math.min(...known) || digits.length < MIN_DIGITS) return { reason: 'tooShort' };
	if (length > Math.max(...known) || digits.length > MAX_DIGITS) return { reason: 'tooLong' };
	return { reason: 'notValid' };
}
