import { chooseReading } from './chooseReading';
import { cleanNumber, type CleanedNumber } from './cleanNumber';
import { WORLD, type CountryCode, type Region } from './countries';
import { loadLibphonenumber } from './loadLibphonenumber';
import { planOf } from './numberingPlans';
import type { Reading } from './Reading';
import { reasonMessage, SCIENTIFIC_NOTATION_MESSAGE, type Reason } from './reasons';

export interface NumberParserOptions {
	/** The country of numbers that don't say theirs. */
	readonly defaultCountry: CountryCode | 'none';
	/** Refuses numbers that are only possible: of a right length, but in no range that the metadata knows. */
	readonly strict: boolean;
}

export interface ParsedNumber {
	readonly ok: true;
	/** E.164 without the `+`: 7 to 15 digits, the first not 0. */
	readonly digits: string;
	readonly country: Region;
	readonly callingCode: string;
}

export interface RejectedNumber {
	readonly ok: false;
	readonly reason: Reason;
	/** The reason as a sentence. It never holds the number. */
	readonly message: string;
}

export type NumberParser = (value: unknown) => ParsedNumber | RejectedNumber;

/** E.164 allows 15 digits. Nothing shorter than 7 can be told from an extension or a service number. */
const MIN_DIGITS = 7;
const MAX_DIGITS = 15;

/**
 * Gives a function that tells which number is meant by whatever a cell holds; it never throws. Which one that is, see
 * `chooseReading`. A number is good if it is possible, since numbering plans change faster than metadata; if `strict`,
 * only if it is valid.
 */
export function createNumberParser({ defaultCountry, strict }: NumberParserOptions): NumberParser {
	const country = defaultCountry === 'none' ? undefined : defaultCountry;

	return (value) => {
		const cleaned = cleanNumber(value);
		if (cleaned === 'scientific') {
			return { ok: false, reason: 'notANumber', message: SCIENTIFIC_NOTATION_MESSAGE };
		}
		if (typeof cleaned === 'string') return reject(cleaned);

		const reading = chooseReading(cleaned, country);
		if (reading !== undefined && isGood(reading, strict)) {
			const { digits, country: region, callingCode } = reading;
			return { ok: true, digits, country: region, callingCode };
		}
		if (cleaned.prefix !== '') return reject(whyNot(cleaned, reading));
		return country === undefined
			? reject('noCountryCode')
			: reject(whyNot(cleaned, reading, country), country);
	};
}

function isGood({ digits, possible, valid }: Reading, strict: boolean): boolean {
	if (digits.length < MIN_DIGITS || digits.length > MAX_DIGITS) return false;
	return possible && (valid || !strict);
}

function whyNot(
	{ prefix, digits }: CleanedNumber,
	reading: Reading | undefined,
	country?: CountryCode,
): Reason {
	if (reading !== undefined) return whyNotGood(reading);
	const { validatePhoneNumberLength } = loadLibphonenumber();
	const text = prefix === '' ? digits : `+${digits}`;
	switch (validatePhoneNumberLength(text, { defaultCountry: country })) {
		case 'INVALID_COUNTRY':
			return 'noCountryCode';
		case 'NOT_A_NUMBER':
		case 'TOO_SHORT':
			return 'tooShort';
		case 'TOO_LONG':
			return 'tooLong';
		default:
			return 'notValid';
	}
}

function whyNotGood({ digits, country, callingCode }: Reading): Reason {
	const { lengths } = planOf(country === WORLD ? callingCode : country);
	const length = digits.length - callingCode.length;
	if (length < lengths[0] || digits.length < MIN_DIGITS) return 'tooShort';
	if (length > lengths[lengths.length - 1] || digits.length > MAX_DIGITS) return 'tooLong';
	return 'notValid';
}

function reject(reason: Reason, country?: CountryCode): RejectedNumber {
	return { ok: false, reason, message: reasonMessage(reason, country) };
}
