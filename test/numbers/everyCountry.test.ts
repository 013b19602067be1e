import * as fc from 'fast-check';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { callingCodeOf, COUNTRIES, type CountryCode } from '../../nodes/Ihmjc/numbers/countries';
import { createNumberParser } from '../../nodes/Ihmjc/numbers/createNumberParser';
import { usesFrenchPlan } from '../../nodes/Ihmjc/numbers/frenchPlan';
import { planOf } from '../../nodes/Ihmjc/numbers/numberingPlans';
import { readAsWritten } from '../../nodes/Ihmjc/numbers/parseDigits';
import { digitsOf } from './arbitraries';
import { exampleNumbers } from './sweep/exampleNumbers';

const parserOf = (defaultCountry: CountryCode | 'none') =>
	createNumberParser({ defaultCountry, strict: false, acceptForeign: false });
const parseInternational = parserOf('none');

/** Another test compares it with the library, which is much slower. */
const isValid = (digits: string): boolean => readAsWritten(digits)?.valid ?? false;

/** Digits that a number may begin with, and that may be no part of it. */
const prefixes = (code: CountryCode) =>
	fc.constantFrom(
		'',
		'',
		'0',
		planOf(code).nationalPrefix ?? '0',
		callingCodeOf(code),
		callingCodeOf(code) + (planOf(code).nationalPrefix ?? '0'),
	);

describe.each(COUNTRIES.map(({ code }) => code))('the rules of reading numbers in %s', (code) => {
	const callingCode = callingCodeOf(code);
	const plan = planOf(code);
	const parse = parserOf(code);
	const examples = exampleNumbers(code, 20, 7).map(({ national }) => national);
	// Some small islands have no numbers of their own in the metadata's ranges.
	const national = examples.length > 0 ? fc.constantFrom(...examples) : digitsOf(8);
	const lengths = [...plan.ordinaryLengths];
	const anyDigits = fc
		.tuple(fc.constantFrom(...lengths), fc.constantFrom(-1, 0, 0, 1))
		.chain(([length, more]) => digitsOf(length + more));
	const digits = fc
		.tuple(prefixes(code), fc.oneof(national, anyDigits))
		.map(([prefix, number]) => prefix + number);

	it('a number is sent only if it is valid or has the length of a mobile number and no prefix left', () => {
		fc.assert(
			fc.property(digits, (text) => {
				const parsed = parse(text);
				if (!parsed.ok || isValid(parsed.digits)) return;
				const sent = parsed.digits.slice(parsed.callingCode.length);
				const { mobileLengths, nationalPrefix } = planOf(parsed.country as CountryCode);
				if (parsed.digits.startsWith('3363998')) return;
				expect(mobileLengths).toContain(sent.length);
				for (const prefix of ['0', parsed.callingCode, nationalPrefix ?? '0']) {
					expect([sent, sent.startsWith(prefix)]).toEqual([sent, false]);
				}
			}),
			{ numRuns: 100 },
		);
	});

	it('bare digits are never sent to another calling code, unless they are dialed abroad', () => {
		fc.assert(
			fc.property(digits, (text) => {
				const parsed = parse(text);
				if (!parsed.ok || text.startsWith('00') || plan.internationalPrefix?.test(text)) return;
				const isAtHome =
					parsed.callingCode === callingCode ||
					(usesFrenchPlan(callingCode) && usesFrenchPlan(parsed.callingCode));
				expect([text, parsed.callingCode, isAtHome]).toEqual([text, parsed.callingCode, true]);
			}),
			{ numRuns: 100 },
		);
	});

	it('a number after + with a digit too many is sent as it stands or not at all', () => {
		fc.assert(
			fc.property(national, digitsOf(1), (number, digit) => {
				const written = callingCode + number + digit;
				const parsed = parseInternational(`+${written}`);
				// Mexico's old mobile numbers have a 1 after the calling code.
				if (parsed.ok && !/^521\d{10}$/.test(written)) expect(parsed.digits).toBe(written);
			}),
		);
	});

	it('a number after + with its calling code twice is sent as it stands or not at all', () => {
		fc.assert(
			fc.property(national, fc.constantFrom('', ' '), (number, between) => {
				const parsed = parseInternational(`+${callingCode}${between}${callingCode}${number}`);
				if (parsed.ok) expect(parsed.digits).toBe(callingCode + callingCode + number);
			}),
		);
	});

	it('only a prefix is dropped after a calling code', () => {
		fc.assert(
			fc.property(digits, (text) => {
				const parsed = parseInternational(`+${callingCode}${text}`);
				if (!parsed.ok || parsed.digits === callingCode + text || callingCode === '52') return;
				const sent = parsed.digits.slice(callingCode.length);
				const dropped = text.slice(0, text.length - sent.length);
				expect(dropped + sent).toBe(text);
				expect(['0', '8', '06', plan.nationalPrefix]).toContain(dropped);
				expect(dropped).not.toBe(callingCode);
				expect([text, isValid(callingCode + text.slice(0, -1))]).toEqual([text, false]);
				if (dropped !== '0') expect([text, isValid(parsed.digits)]).toEqual([text, true]);
			}),
			{ numRuns: 100 },
		);
	});
});

describe('a number after 00', () => {
	const longer = COUNTRIES.map(({ code }) => code).filter((code) =>
		planOf(code).internationalPrefix?.source.includes('00'),
	);
	const numbers = COUNTRIES.flatMap(({ code, callingCode }) =>
		exampleNumbers(code, 3, 5).map(({ national }) => callingCode + national),
	);

	it('is refused if the default country dials abroad with a prefix that makes it another valid number', () => {
		const tried = longer.flatMap((code) => {
			const ownCode = callingCodeOf(code);
			return numbers.flatMap((number) => {
				const prefix = planOf(code).internationalPrefix?.exec(`00${number}`)?.[0] ?? '';
				const other = `00${number}`.slice(prefix.length);
				if (prefix.length < 3 || !isValid(other)) return [];
				if (number.startsWith(ownCode) || other.startsWith(ownCode)) return [];
				return [[code, number, parserOf(code)(`00${number}`).ok]];
			});
		});
		expect(tried.length).toBeGreaterThan(50);
		expect(tried.filter(([, , ok]) => ok)).toEqual([]);
	});
});

describe('numbers that begin with 0', () => {
	it('are those of the countries that drop no 0 after the calling code', () => {
		const withZero = COUNTRIES.filter(({ code }) =>
			exampleNumbers(code, 100, 1).some(({ national }) => national.startsWith('0')),
		).filter(({ code }) => planOf(code).ordinaryLengths.size === 1);
		expect(withZero.map(({ code }) => code).sort()).toEqual(['BF', 'BJ', 'CG', 'CI', 'TJ']);
	});
});

describe('numbers of the overseas departments of France', () => {
	const digits = fc
		.tuple(
			fc.constantFrom('', '0', '33', '+33', '0033', '+33 (0)'),
			fc.constantFrom(
				...['262', '263', '269', '508', '590', '594', '596', '639', '690', '691', '692'],
				...['693', '694', '696', '697', '708', '709'],
			),
			digitsOf(6),
		)
		.filter(([, area, rest]) => !`${area}${rest}`.startsWith('63998'))
		.map((parts) => parts.join(''));
	const country = fc.constantFrom<CountryCode | 'none'>('FR', 'RE', 'GP', 'PM', 'YT', 'MF', 'none');

	it('are never sent as French ones', () => {
		fc.assert(
			fc.property(digits, country, (text, defaultCountry) => {
				const parsed = parserOf(defaultCountry)(text);
				if (parsed.ok) expect([text, parsed.callingCode]).not.toEqual([text, '33']);
			}),
			{ numRuns: 2000 },
		);
	});

	it('are read at home as the library reads them with the calling code of their department', () => {
		const department = fc.constantFrom<CountryCode>('GP', 'RE', 'MQ', 'GF', 'YT');
		const number = department.chain((code) =>
			fc.constantFrom(
				...exampleNumbers(code, 20, 3).map(({ national }) => [code, national] as const),
			),
		);
		fc.assert(
			fc.property(number, ([code, national]) => {
				const expected = parsePhoneNumberFromString(`+${callingCodeOf(code)}${national}`);
				const parsed = parserOf(code)(`0${national}`);
				expect(parsed).toMatchObject({ digits: expected?.number.slice(1) });
			}),
			{ numRuns: 200 },
		);
	});
});
