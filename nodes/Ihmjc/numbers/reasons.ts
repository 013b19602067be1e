import type { NumberRules } from './chooseReading';
import { type CountryCode, regionName } from './countries';

type Wording = (of: Record<'place' | 'elsewhere' | 'otherPlace', string>) => string;

/** All reasons for not sending a value, on which workflows depend, explained to people. */
const MESSAGES = {
	empty: () => 'The phone number is missing.',
	notANumber: () =>
		'This is not a single phone number. Use only digits, spaces and + - . / ( ), without list markers or a second number.',
	noCountryCode: () =>
		"The country code is missing. Write the number with + and its country code, or choose a country in 'Default Country'.",
	otherCountry: ({ otherPlace }) =>
		`The number doesn't fit the default country. It looks like a number of ${otherPlace}. Write it with +, or set 'Foreign Numbers' to 'Accept'.`,
	tooShort: ({ place, elsewhere }) => `The number is too short for ${place}.${elsewhere}`,
	tooLong: ({ place, elsewhere }) => `The number is too long for ${place}.${elsewhere}`,
	notValid: ({ place, elsewhere }) =>
		`The number doesn't exist in the numbering plan of ${place}. Its area code may be missing, or it may be an old number.${elsewhere}`,
} satisfies Record<string, Wording>;

export type Reason = keyof typeof MESSAGES;

export const REASONS = Object.keys(MESSAGES) as Reason[];

/**
 * Explains a reason to people. The message never holds the number, because messages end up in logs.
 *
 * @param home the default country, if the number was read as one of that country
 * @param otherCountry the other country that the number fits
 */
export function reasonMessage(
	reason: Reason,
	home: NumberRules['defaultCountry'] = '',
	otherCountry?: CountryCode,
): string {
	const isHome = home !== '' && home !== 'none';
	const wording: Wording = MESSAGES[reason];
	return wording({
		place: isHome ? `the default country (${regionName(home)})` : 'its country code',
		elsewhere: isHome
			? ' If it is a number of another country, write it with + and the country code.'
			: '',
		otherPlace: otherCountry ? regionName(otherCountry) : 'another country',
	});
}

/** Replaces the message of a number that a sheet wrote as 1.41556E+10, whose last digits are lost. */
export const SCIENTIFIC_NOTATION_MESSAGE =
	'The cell shows the number in scientific notation, so digits are lost. Format the column as text and enter the number again.';
