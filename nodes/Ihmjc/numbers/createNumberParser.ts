import {
	chooseReading,
	isReading,
	MIN_DIGITS,
	type NumberRules,
	type Refusal,
} from './chooseReading';
import { cleanNumber, firstGroupOf, type WrittenNumber } from './cleanNumber';
import type { CountryCode, Region } from './countries';
import type { Reading } from './parseDigits';
import { type Reason, reasonMessage, SCIENTIFIC_NOTATION_MESSAGE } from './reasons';

export class ParsedNumber {
	readonly ok = true;

	constructor(
		/** The digits as a number. */
		readonly value: number,
		readonly country: Region,
		readonly callingCode: string,
		/** Set for a bare number without a default country. It may only be sent if the other bare numbers of its source are valid too. */
		readonly isBare?: true,
		private readonly text?: string,
	) {}

	/** E.164 without the `+`: 7 to 15 digits, the first not 0. */
	get digits(): string {
		return this.text ?? String(this.value);
	}
}

export interface RejectedNumber {
	readonly ok: false;
	readonly reason: Reason;
	/** The reason as a sentence. It never holds the number. */
	readonly message: string;
	/** The country that fits a number with the reason `otherCountry`. */
	readonly country?: CountryCode;
	/** Set for bare digits that are no number with a country code, and have no default country. */
	readonly isBare?: true;
}

export type NumberParser = (value: unknown) => ParsedNumber | RejectedNumber;

/** Makes a function that reads the phone number in a cell. It never throws. */
export function createNumberParser(rules: NumberRules): NumberParser {
	return (value) => {
		const written = cleanNumber(value);
		if (written === 'scientific') {
			return { ok: false, reason: 'notANumber', message: SCIENTIFIC_NOTATION_MESSAGE };
		}
		if (typeof written === 'string') {
			return { ok: false, reason: written, message: reasonMessage(written) };
		}
		const { defaultCountry } = rules;
		const choice = chooseAmong(written, rules);
		const isBare = (defaultCountry === 'none' && isBareEntry(written, choice)) || undefined;
		if (!isReading(choice)) {
			const { reason, country } = choice;
			const message = reasonMessage(reason, written.prefix === '' ? defaultCountry : '', country);
			return { ok: false, reason, message, country, isBare };
		}
		const { digits, plan } = choice;
		return new ParsedNumber(Number(digits), plan.country, plan.callingCode, isBare, digits);
	};
}

/** Whether a text is one number without + or 00, and long enough to have a country code. */
const isBareEntry = ({ prefix, digits }: WrittenNumber, choice: Reading | Refusal): boolean =>
	prefix === '' &&
	digits.length >= MIN_DIGITS &&
	(isReading(choice) || choice.reason === 'noCountryCode');

/** Chooses the one number that a text can mean, with or without a possible list marker. */
function chooseAmong(written: WrittenNumber, rules: NumberRules): Reading | Refusal {
	const choice = chooseReading(written, rules);
	if (!written.withoutMarker) return choice;
	const unmarked = chooseAmong(written.withoutMarker, rules);
	if (!isReading(choice)) {
		// A number that only strict rules reject is a number, so its own reason counts.
		return isReading(unmarked) || choice.reason !== 'notValid' ? unmarked : choice;
	}
	if (isReading(unmarked)) {
		return choice.digits === unmarked.digits ? choice : { reason: 'notANumber' };
	}
	// Without a default country, a number after a list marker can't be read, and the marker would become its calling code. Only North
	// Americans write a calling code like that: 1-(415) 555-0100.
	const isMarked = rules.defaultCountry === 'none' && firstGroupOf(written) !== '1';
	// What can be read in two ways without the marker is no number with it either.
	return isMarked || unmarked.reason === 'notANumber' ? unmarked : choice;
}
