import type { CountryCode } from '../../nodes/Ihmjc/numbers/countries';
import { createNumberParser } from '../../nodes/Ihmjc/numbers/createNumberParser';

type Default = CountryCode | 'none' | '';

/** `digits country`, or the reason for refusing it. */
function meaning(value: unknown, defaultCountry: Default, acceptForeign = false): string {
	const parsed = createNumberParser({ defaultCountry, strict: false, acceptForeign })(value);
	return parsed.ok ? `${parsed.digits} ${parsed.country}` : parsed.reason;
}

/* Realistic cells, each with the number that it must be read as or the reason for not sending it. */
describe.each<[string, Array<[string, Default, string]>]>([
	[
		'a cell is never read as a foreign number by mistake',
		[
			['(47) 9123-4567', 'BR', '554791234567 BR'],
			['(65) 9123-4567', 'BR', '556591234567 BR'],
			['(45) 9123-4567', 'BR', '554591234567 BR'],
			['(201) 555-01000', 'US', 'tooLong'],
			['1 81 8345 6789', 'MX', 'otherCountry'],
			['7916123456', 'RU', 'tooShort'],
			['4915112345678', 'US', 'otherCountry'],
			['+(479) 555-0123', 'US', 'notANumber'],
			['00(479) 555-0123', 'US', 'notANumber'],
			['(33) 99732-0100', 'none', 'noCountryCode'],
			['14155550100', 'DE', 'otherCountry'],
		],
	],
	[
		'a cell is read only if its number is valid or has the length of a mobile number',
		[
			['98765 4321', 'IN', 'tooShort'],
			['98765432', 'IN', 'tooShort'],
			['98765432101', 'IN', 'tooLong'],
			['98765-43210', 'IN', '919876543210 IN'],
			['09 8765 4321', 'CL', 'tooLong'],
			['091-98765-43210', 'IN', 'tooLong'],
			['+49 49 171 3920012', 'DE', 'notValid'],
			// Local numbers without an area code, and an old number.
			['84664163', 'CN', 'notValid'],
			['8123 4567', 'PH', 'notValid'],
			['555 1234', 'KR', 'notValid'],
			['1234567', 'PL', 'notValid'],
			['1234567', 'KE', 'notValid'],
			['0169 123 4567', 'VN', 'notValid'],
			['+84 169 123 4567', 'none', 'notValid'],
			['11 9876-5432', 'BR', '551198765432 BR'],
			['0125364923315', 'IL', 'notValid'],
		],
	],
	[
		'a digit is only dropped after a calling code if it can be nothing but a prefix',
		[
			['+1 123 123 12321', 'US', 'tooLong'],
			['+11 775 555 0100', 'US', 'tooLong'],
			['+1 141 555 50100', 'none', 'tooLong'],
			['1 141 555 50100', 'US', 'tooLong'],
			['+7 831 486 598 22', 'RU', 'tooLong'],
			['7 831 486 598 22', 'RU', 'tooLong'],
			['+78314865982 2', 'none', 'tooLong'],
			['+7 8727 258 1234', 'KZ', 'tooLong'],
			['+7 8 727 258 1234', 'KZ', '77272581234 KZ'],
			['+7 (8) 727 258 1234', 'KZ', '77272581234 KZ'],
			['+7 (8) 831 486 59 82', 'RU', '78314865982 RU'],
			['007 8 727 258 1234', 'KZ', '77272581234 KZ'],
			['+7 8 916 123 45 67', 'RU', '79161234567 RU'],
			['+375 (029) 123-45-67', 'none', '375291234567 BY'],
			['+370 8 612 34567', 'none', '37061234567 LT'],
			['+34 0 612 34 56 78', 'none', '34612345678 ES'],
			['+34 (0)612 34 56 78', 'none', '34612345678 ES'],
			['+36 06 20 123 4567', 'none', '36201234567 HU'],
			['+226 07 01 23 45 6', 'none', 'tooLong'],
		],
	],
	[
		'a number after 00 is not read if the default country dials abroad with a prefix that begins with 00',
		[
			['001 65 8234 5678', 'HK', 'notANumber'],
			['00165 8234 5678', 'HK', 'notANumber'],
			['001 65 8234 5678', 'KR', 'notANumber'],
			['00 1 658 234 5678', 'HK', '16582345678 JM'],
			['00 65 8234 5678', 'HK', '6582345678 SG'],
			['0065 8234 5678', 'HK', '6582345678 SG'],
			['001 49 171 392 0012', 'KR', '491713920012 DE'],
			['0049 171 392 0012', 'KR', '491713920012 DE'],
			['00852 9123 4567', 'HK', '85291234567 HK'],
			['001 852 9123 4567', 'HK', '85291234567 HK'],
			['00 1 150 555 0100', 'DE', 'notValid'],
		],
	],
	[
		'a list marker or a counter never becomes part of a number',
		[
			['7. (916) 555-0106', 'US', '19165550106 US'],
			['7) (916) 555-0106', 'US', '19165550106 US'],
			['7 - (916) 555-0106', 'US', '19165550106 US'],
			['3. (469) 555-0102', 'US', '14695550102 US'],
			['3. (469) 555-0102', 'none', 'noCountryCode'],
			['7. (916) 555-0106', 'none', 'noCountryCode'],
			['1-(415) 555-0100', 'none', '14155550100 US'],
			['1. 415-555-0100', 'none', '14155550100 US'],
			['12. +14155550100', 'DE', '14155550100 US'],
			['1. 415-555-0100', 'US', '14155550100 US'],
			['0171 3920012 (2)', 'DE', 'notANumber'],
			['0171 3920012 [12]', 'DE', 'notANumber'],
			['0171 3920012 - 2', 'DE', 'notANumber'],
			['415 555 0100 - 2', 'US', '14155550100 US'],
			['(171 3920012', 'DE', 'notANumber'],
			['02 - 1234567', 'IT', '39021234567 IT'],
			['030 12345-0', 'DE', '4930123450 DE'],
		],
	],
	[
		'a date, a time, an address, a coordinate or an amount is not read as a number',
		[
			['15.01.2024', 'DE', 'notANumber'],
			['15/01/2024', 'DE', 'notANumber'],
			['2024.01.15', 'DE', 'notANumber'],
			['01-15-2024', 'DE', 'notANumber'],
			['15 01 2024', 'DE', 'notANumber'],
			['15. 1. 2024', 'DE', 'notANumber'],
			['15.01.2024 10.30', 'DE', 'notANumber'],
			['28.11.24', 'FO', 'notANumber'],
			['24-11-28', 'FO', 'notANumber'],
			['2023-2024', 'HK', 'notANumber'],
			['01/2024', 'DE', 'notANumber'],
			['2023 2024', 'HK', '85220232024 HK'],
			['10.30-12.45', 'DK', 'notANumber'],
			['192.168.10.20', 'DE', 'notANumber'],
			['32.12.34.56', 'DK', '4532123456 DK'],
			['32.12.34.56', 'US', 'notANumber'],
			['43.12.34.56', 'none', 'notANumber'],
			['079.123.45.67', 'CH', '41791234567 CH'],
			['22.345678', 'DE', 'notANumber'],
			['40.7128 74.0060', 'DE', 'notANumber'],
			['0171.3920012', 'DE', '491713920012 DE'],
			['415.5550100', 'US', '14155550100 US'],
			['1250.50', 'DE', 'notANumber'],
			['20.123.456', 'DE', 'notANumber'],
			['20.123.456', 'TN', '21620123456 TN'],
		],
	],
	[
		'a number in the French plan gets the calling code of its department',
		[
			['06 92 12 34 56', 'FR', '262692123456 RE'],
			['05 90 12 34 56', 'FR', '590590123456 GP'],
			['05 96 50 12 34', 'FR', '596596501234 MQ'],
			['02 63 12 34 56', 'FR', '262263123456 RE'],
			['06 39 12 34 56', 'FR', 'notValid'],
			['06 12 34 56 78', 'RE', '33612345678 FR'],
			['06 12 34 56 78', 'FR', '33612345678 FR'],
			['+33 692 12 34 56', 'FR', 'notValid'],
			['0263 12 34 56', 'FR', '262263123456 RE'],
			['+33 596 50 12 34', 'FR', 'notValid'],
			['+33 263 12 34 56', 'none', 'notValid'],
			['33596501234', 'none', 'noCountryCode'],
			['0508 12 34 56', 'FR', 'notValid'],
			['0639 98 12 34', 'FR', '33639981234 FR'],
			['+33 639 98 12 34', 'none', '33639981234 FR'],
			['0695 12 34 56', 'FR', '33695123456 FR'],
			['0709 12 34 56', 'FR', '596709123456 MQ'],
			['0590 27 12 34', 'GP', '590590271234 BL'],
			['0590 87 12 34', 'FR', '590590871234 BL'],
		],
	],
	[
		'a cell is read in any notation that contains all digits',
		[
			['3.105550129E9', 'US', '13105550129 US'],
			['3.10555E+9', 'US', 'notANumber'],
			['3.1055501299E9', 'US', 'notANumber'],
			['++49 171 3920012', 'US', '491713920012 DE'],
			['whatsapp:+14155550100', 'DE', '14155550100 US'],
			['https://wa.me/14155550100', 'DE', '14155550100 US'],
			['14155550100@s.whatsapp.net', 'none', '14155550100 US'],
			['४१५ ५५५ ०१००', 'US', '14155550100 US'],
			['01/23/45/67/89', 'FR', '33123456789 FR'],
			['06-20-123-4567', 'HU', '36201234567 HU'],
			['0475/12.34.56', 'BE', '32475123456 BE'],
			['0049-171-3920012', 'DE', '491713920012 DE'],
			['+57 (0)3001234567', 'CO', '573001234567 CO'],
			['011 44 20 7946 0000', 'US', '442079460000 GB'],
		],
	],
	[
		'only bare digits need a default country',
		[
			['+14155550100', '', '14155550100 US'],
			['0014155550100', '', '14155550100 US'],
			['14155550100', '', 'noCountryCode'],
			['415 555 0100', '', 'noCountryCode'],
		],
	],
])('%s', (_, cells) => {
	it.each(cells)('%j with default country %j: %s', (text, defaultCountry, expected) => {
		expect(meaning(text, defaultCountry)).toBe(expected);
	});
});

describe('Foreign Numbers = Accept', () => {
	it.each<[string, Default, string]>([
		['4915112345678', 'US', '4915112345678 DE'],
		['14155550100', 'DE', '14155550100 US'],
		['49 15112345678', 'US', '4915112345678 DE'],
		['(49) 15112345678', 'US', 'tooLong'],
		['491 5112345678', 'US', 'tooLong'],
		['4155550100', 'US', '14155550100 US'],
	])('reads %j with default country %j: %s', (text, defaultCountry, expected) => {
		expect(meaning(text, defaultCountry, true)).toBe(expected);
	});
});
