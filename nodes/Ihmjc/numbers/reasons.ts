import { regionName, type CountryCode } from './countries';

/** Why a value is not sent, a closed set: workflows branch on it. */
export const REASONS = [
	'empty',
	'notANumber',
	'noCountryCode',
	'otherCountry',
	'tooShort',
	'tooLong',
	'notValid',
] as const;

export type Reason = (typeof REASONS)[number];

export interface ReasonPlaces {
	/** The default country, if the number was read as one of that country. */
	defaultCountry?: CountryCode;
	/** The country that the number looks like one of. */
	otherCountry?: CountryCode;
}

/** The reason as a sentence for people. It never holds the number itself, since messages end up in logs. */
export function reasonMessage(
	reason: Reason,
	{ defaultCountry, otherCountry }: ReasonPlaces = {},
): string {
	const place = defaultCountry
		? `the default country (${regionName(defaultCountry)})`
		: 'its country code';
	switch (reason) {
		case 'empty':
			return 'The phone number is missing.';
		case 'notANumber':
			return 'This is not exactly one phone number. Write one number with digits, spaces and the signs + - . / ( ) only, without letters, list markers or a second number.';
		case 'noCountryCode':
			return 'The number does not begin with a country code. Write it with + and its country code, or choose a default country.';
		case 'otherCountry':
			return `The number does not fit the default country, but looks like a number of ${otherCountry ? regionName(otherCountry) : 'another country'}. Write it with +, or set 'Foreign Numbers' to Accept.`;
		case 'tooShort':
			return `The number is too short for ${place}.`;
		case 'tooLong':
			return `The number is too long for ${place}.`;
		case 'notValid':
			return `The number does not fit the numbering plan of ${place}.`;
	}
}

/** Said instead if a sheet wrote the number as 1.41556E+10: its last digits are lost. */
export const SCIENTIFIC_NOTATION_MESSAGE =
	'The cell is formatted as scientific notation, so digits of the number are lost. Format the column as text and enter the number again.';
