import { regionName, type CountryCode } from './countries';

/** All reasons for not sending a value. Workflows depend on them. */
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

/** Explains a reason to people. The message never holds the number, because messages end up in logs. */
export function reasonMessage(
	reason: Reason,
	{ defaultCountry, otherCountry }: ReasonPlaces = {},
): string {
	const place = defaultCountry
		? `the default country (${regionName(defaultCountry)})`
		: 'its country code';
	const elsewhere = defaultCountry
		? ' If it is a number of another country, write it with + and the country code.'
		: '';
	switch (reason) {
		case 'empty':
			return 'The phone number is missing.';
		case 'notANumber':
			return 'This is not a single phone number. Use only digits, spaces and + - . / ( ), without letters, list markers or a second number.';
		case 'noCountryCode':
			return "The country code is missing. Write the number with + and its country code, or choose a country in 'Default Country'.";
		case 'otherCountry':
			return `The number doesn't fit the default country. It looks like a number of ${otherCountry ? regionName(otherCountry) : 'another country'}. Write it with +, or set 'Foreign Numbers' to 'Accept'.`;
		case 'tooShort':
			return `The number is too short for ${place}.${elsewhere}`;
		case 'tooLong':
			return `The number is too long for ${place}.${elsewhere}`;
		case 'notValid':
			return `The number doesn't exist in the numbering plan of ${place}. Its area code may be missing, or it may be an old number.${elsewhere}`;
	}
}

/** Replaces the message of a number that a sheet wrote as 1.41556E+10, whose last digits are lost. */
export const SCIENTIFIC_NOTATION_MESSAGE =
	'The cell shows the number in scientific notation, so digits are lost. Format the column as text and enter the number again.';
