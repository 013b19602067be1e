import { regionName, type CountryCode } from './countries';

/** Why a value is not sent, a closed set: workflows branch on it. */
export const REASONS = [
	'empty',
	'notANumber',
	'noCountryCode',
	'tooShort',
	'tooLong',
	'notValid',
] as const;

export type Reason = (typeof REASONS)[number];

/**
 * The sentence for people. It never holds the number itself, since messages end up in logs.
 *
 * @param country the default country, where the number was read as one of that country
 */
export function reasonMessage(reason: Reason, country?: CountryCode): string {
	const place =
		country === undefined ? 'its country code' : `the default country (${regionName(country)})`;
	switch (reason) {
		case 'empty':
			return 'There is no phone number.';
		case 'notANumber':
			return 'This is not one phone number. It may hold digits, spaces and the signs + - . / ( ), no letters and no second number.';
		case 'noCountryCode':
			return 'The number does not begin with a country code. Write it with + and its country code, or choose a default country.';
		case 'tooShort':
			return `The number is too short for ${place}.`;
		case 'tooLong':
			return `The number is too long for ${place}.`;
		case 'notValid':
			return `The number does not fit the numbering plan of ${place}.`;
	}
}

/** What is said instead where a sheet wrote the number as 1.41556E+10, for then its last digits are gone. */
export const SCIENTIFIC_NOTATION_MESSAGE =
	'The cell is formatted as scientific notation, so digits of the number are lost. Format the column as text and enter the number again.';
