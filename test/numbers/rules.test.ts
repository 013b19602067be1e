import * as fc from 'fast-check';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { callingCodeOf, type CountryCode } from '../../nodes/Ihmjc/numbers/countries';
import { createNumberParser } from '../../nodes/Ihmjc/numbers/createNumberParser';
import { planOf } from '../../nodes/Ihmjc/numbers/numberingPlans';
import { digitsOf, mobileNumber } from './arbitraries';

type Default = CountryCode | 'none';

/** `digits country`, or the reason for refusing it. */
function meaning(value: unknown, defaultCountry: Default, strict = false): string {
	const parsed = createNumberParser({ defaultCountry, strict, acceptForeign: false })(value);
	return parsed.ok ? `${parsed.digits} ${parsed.country}` : parsed.reason;
}

function isValid(international: string): boolean {
	const phone = parsePhoneNumberFromString(`+${international}`, { extract: false });
	return phone?.isValid() === true && phone.number === `+${international}`;
}

/** Such a number may be a valid one whose calling code was written twice, so it is not sent. */
const hasCallingCodeTwice = (digits: string) =>
	[1, 2, 3].some(
		(length) => digits.startsWith(digits.slice(0, length), length) && isValid(digits.slice(length)),
	);

describe('rule 1: + or 00 at the start means international', () => {
	it.each<[string, Default, string]>([
		['+14155550100', 'none', '14155550100 US'],
		['+14155550100', 'DE', '14155550100 US'],
		['0014155550100', 'none', '14155550100 US'],
		['0014155550100', 'US', '14155550100 US'],
		['0014155550100', 'AU', '14155550100 US'],
		['00442079460000', 'TH', '442079460000 GB'],
		['00 44 20 7946 0000', 'AU', '442079460000 GB'],
		['+49 (0)30 23125000', 'none', '493023125000 DE'],
		['+44 (0)20 7946 0000', 'none', '442079460000 GB'],
		['+39 06 9876 5432', 'none', '390698765432 IT'],
		['+52 1 55 5555 0100', 'none', '525555550100 MX'],
		['+80012345678', 'none', '80012345678 001'],
		['+870312345678', 'none', '870312345678 001'],
		['+881612345678', 'none', '881612345678 001'],
		['+9995550100', 'none', 'noCountryCode'],
		// Two extra zeros. Without both, it would be a number that nobody wrote.
		['+49 00 30 23125000', 'none', 'notValid'],
		['+030 23125000', 'DE', 'noCountryCode'],
		['000 1415 5550100', 'none', 'noCountryCode'],
		['+1', 'none', 'tooShort'],
		['+1 415 555', 'none', 'tooShort'],
		['+1 415 555 01001', 'none', 'tooLong'],
		['+33 1 99 00 12 3', 'none', 'tooShort'],
		['+33 1 99 00 12 345', 'none', 'tooLong'],
		['+49 30 2312500012345678', 'none', 'tooLong'],
	])('%s with default country %s: %s', (text, defaultCountry, expected) => {
		expect(meaning(text, defaultCountry)).toBe(expected);
	});

	it.each<[string, Default, string]>([
		['0011 44 20 7946 0000', 'AU', '442079460000 GB'],
		['0011 1 415 555 0100', 'AU', '14155550100 US'],
		['0011 61 491 570 006', 'AU', '61491570006 AU'],
	])('%s starts with the prefix for calls abroad in %s: %s', (text, defaultCountry, expected) => {
		expect(meaning(text, defaultCountry)).toBe(expected);
	});

	it('0011 in Australia is not read as 00 and an American number', () => {
		fc.assert(
			fc.property(mobileNumber('SG'), (digits) => {
				expect(meaning(`0011${digits}`, 'AU')).toBe(`${digits} SG`);
			}),
		);
	});
});

describe('rule 2: bare digits without a default country', () => {
	it.each([
		['14155550100', '14155550100 US'],
		['1 (415) 555-0100', '14155550100 US'],
		['442079460000', '442079460000 GB'],
		['33199001234', '33199001234 FR'],
		['61491570006', '61491570006 AU'],
		['80012345678', '80012345678 001'],
		['4155550100', 'noCountryCode'],
		['020 7946 0000', 'noCountryCode'],
		['030 23125000', 'noCountryCode'],
		['5550100', 'noCountryCode'],
		['0', 'noCountryCode'],
		['12345678901234567890', 'noCountryCode'],
		// Possible, but not valid.
		['14150550100', 'noCountryCode'],
		// Valid only without the 0, but nobody writes a foreign number with it.
		['4403023125000', 'noCountryCode'],
		['4902079460000', 'noCountryCode'],
	])('%s without a default country: %s', (text, expected) => {
		expect(meaning(text, 'none')).toBe(expected);
	});

	it('only valid numbers are accepted', () => {
		fc.assert(
			fc.property(fc.integer({ min: 7, max: 15 }).chain(digitsOf), (digits) => {
				fc.pre(!digits.startsWith('00') && !hasCallingCodeTwice(digits));
				const expected = isValid(digits) ? expect.stringMatching(`^${digits} `) : 'noCountryCode';
				expect(meaning(digits, 'none')).toEqual(expected);
			}),
			{ numRuns: 1000 },
		);
	});
});

describe('rule 3: bare digits with a default country', () => {
	it.each<[string, Default, string]>([
		// Valid, and starts with the country's calling code.
		['14155550100', 'US', '14155550100 US'],
		['14155550100', 'CA', '14155550100 US'],
		['491713920012', 'DE', '491713920012 DE'],
		['4901713920012', 'DE', '491713920012 DE'],
		['442079460000', 'GB', '442079460000 GB'],
		['447700900123', 'GG', '447700900123 GB'],
		['33639981234', 'FR', '33639981234 FR'],
		// A national number.
		['4155550100', 'US', '14155550100 US'],
		['(415) 555-0100', 'US', '14155550100 US'],
		['4155550100', 'CA', '14155550100 US'],
		['4155550100', 'BS', '14155550100 US'],
		['030 23125000', 'DE', '493023125000 DE'],
		['0171 3920012', 'DE', '491713920012 DE'],
		['1713920012', 'DE', '491713920012 DE'],
		['020 7946 0000', 'GB', '442079460000 GB'],
		['07700 900123', 'GB', '447700900123 GB'],
		['7700900123', 'GB', '447700900123 GB'],
		['01 99 00 12 34', 'FR', '33199001234 FR'],
		['199001234', 'FR', '33199001234 FR'],
		['0491 570 006', 'AU', '61491570006 AU'],
		// A foreign number with its calling code, but no plus.
		['14155550100', 'DE', 'otherCountry'],
		['14155550100', 'GB', 'otherCountry'],
		['14155550100', 'FR', 'otherCountry'],
		['14155550100', 'BR', 'otherCountry'],
		['14155550100', 'IN', 'otherCountry'],
		['14155550100', 'CN', 'otherCountry'],
		['14155550100', 'JP', 'otherCountry'],
		['14155550100', 'IT', 'otherCountry'],
		['442079460000', 'US', 'otherCountry'],
		['442079460000', 'IN', 'otherCountry'],
		['61491570006', 'US', 'otherCountry'],
		// Valid both as a national and as a foreign number, so it is read as a national one.
		['33639981234', 'DE', '4933639981234 DE'],
		// Starts with the country's calling code. With and without it, not valid, but of an ordinary length.
		['39559870', 'IT', 'notValid'],
		// The same, but too short without the calling code.
		['8163909400', 'JP', 'tooShort'],
		// With the prefix for calls abroad.
		['011 44 20 7946 0000', 'US', '442079460000 GB'],
		// No reading fits.
		['5550100', 'US', 'tooShort'],
		['1', 'US', 'tooShort'],
		['0', 'DE', 'tooShort'],
		['415555010012', 'US', 'tooLong'],
		['02079460000123', 'GB', 'tooLong'],
		['20 794600', 'GB', 'tooShort'],
	])('%s with default country %s: %s', (text, defaultCountry, expected) => {
		expect(meaning(text, defaultCountry)).toBe(expected);
	});

	/* Numbers as people write them in their own country, with and without the usual trunk prefix. */
	it.each<[CountryCode, string]>([
		['US', '1'],
		['CA', '1'],
		['JM', '1'],
		['GB', '0'],
		['DE', '0'],
		['FR', '0'],
		['IT', ''],
		['ES', ''],
		['BR', '0'],
		['IN', '0'],
		['CN', ''],
		['JP', '0'],
		['RU', '8'],
		['KZ', '8'],
		['MX', ''],
		['AU', '0'],
		['HU', '06'],
		['PL', ''],
		['TR', '0'],
		['ID', '0'],
		['ZA', '0'],
		['NG', '0'],
	])('reads mobile numbers of %s, with and without trunk prefix "%s"', (code, trunkPrefix) => {
		const callingCode = callingCodeOf(code);
		fc.assert(
			fc.property(mobileNumber(code), (digits) => {
				const national = digits.slice(callingCode.length);
				const expected = expect.stringMatching(`^${digits} `);
				expect(meaning(digits, code)).toEqual(expected);
				expect(meaning(trunkPrefix + national, code)).toEqual(expected);
				expect(meaning(national, code)).toEqual(expected);
			}),
		);
	});

	it('reads Argentinian mobile numbers as written at home, with 15 for the 9 after the country code', () => {
		fc.assert(
			fc.property(digitsOf(6), (end) => {
				expect(meaning(`011 15-23${end}`, 'AR')).toBe(`5491123${end} AR`);
			}),
		);
	});

	it('keeps the zero of Italian fixed lines', () => {
		fc.assert(
			fc.property(digitsOf(6), (end) => {
				expect(meaning(`06 98${end}`, 'IT')).toBe(`390698${end} IT`);
			}),
		);
	});

	it.each<CountryCode>(['US', 'CA', 'PR', 'ES', 'IN', 'MX', 'RU', 'AU', 'TR'])(
		'never reads digits as a foreign number if they have the length of all numbers of %s',
		(code) => {
			const callingCode = callingCodeOf(code);
			const length = mobileLengths[code];
			fc.assert(
				fc.property(digitsOf(length), (digits) => {
					fc.pre(!digits.startsWith('0') && !digits.startsWith(callingCode));
					fc.pre(!digits.startsWith(planOf(code).nationalPrefix ?? '0'));
					fc.pre(isValid(digits) && !isValid(callingCode + digits));
					expect(meaning(digits, code)).toMatch(new RegExp(`^${callingCode}${digits} `));
					expect(meaning(digits, code, true)).toBe('notValid');
				}),
				{ numRuns: 10, maxSkipsPerRun: 20_000 },
			);
		},
	);

	const mobileLengths: Record<string, number> = {
		US: 10,
		CA: 10,
		PR: 10,
		ES: 9,
		IN: 10,
		MX: 10,
		RU: 10,
		AU: 9,
		TR: 10,
	};

	it('does not add a second calling code if only the digits after the first have an ordinary length', () => {
		// Possible in Japan, but in no known range.
		fc.assert(
			fc.property(digitsOf(8), (end) => {
				const digits = `8110${end}`;
				fc.pre(!isValid(digits));
				expect(meaning(digits, 'JP')).toBe(`${digits} JP`);
			}),
			{ numRuns: 20 },
		);
	});
});

describe('rule 4: an ordinary length is enough, unless only valid numbers are accepted', () => {
	it.each<[string, Default, string, string]>([
		['+14155550100', 'none', '14155550100 US', '14155550100 US'],
		['+14150550100', 'none', '14150550100 US', 'notValid'],
		['4150550100', 'US', '14150550100 US', 'notValid'],
		['4150550100', 'CA', '14150550100 US', 'notValid'],
		['4150550100', 'BS', '14150550100 US', 'notValid'],
		// Reserved for fiction, so no range contains it.
		['+44 7700 900123', 'none', '447700900123 GB', 'notValid'],
		['+44 7700 900123', 'JE', '447700900123 GB', 'notValid'],
		['07700 900123', 'JE', '447700900123 GB', 'notValid'],
		['447700900123', 'GB', '447700900123 GB', 'notValid'],
		['447700900123', 'none', 'noCountryCode', 'noCountryCode'],
	])('%s with default country %s: %s, %s if strict', (text, defaultCountry, expected, strict) => {
		expect(meaning(text, defaultCountry)).toBe(expected);
		expect(meaning(text, defaultCountry, true)).toBe(strict);
	});
});
