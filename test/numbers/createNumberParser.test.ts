import * as fc from 'fast-check';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { COUNTRIES, type CountryCode } from '../../nodes/Ihmjc/numbers/countries';
import { createNumberParser } from '../../nodes/Ihmjc/numbers/createNumberParser';
import { planOf } from '../../nodes/Ihmjc/numbers/numberingPlans';
import { REASONS, reasonMessage } from '../../nodes/Ihmjc/numbers/reasons';
import { country, digitsOf, mobileNumberOfAnyCountry } from './arbitraries';

const E164_DIGITS = /^[1-9]\d{6,14}$/;
const defaultCountry = fc.oneof(
	fc.constant<'none'>('none'),
	fc.constantFrom<CountryCode>('US', 'DE', 'GB', 'IT', 'BR', 'AR'),
	country,
);

/** Text that looks more or less like a number. */
const numberLike = fc.string({
	unit: fc.constantFrom(...'0123456789', ...'0123456789', ...'+-./() x,;e\n\u200b٣７'),
	maxLength: 30,
});
const anyDigits = fc.integer({ min: 7, max: 16 }).chain(digitsOf);
const anyValue = fc.oneof(
	fc.anything({ withBigInt: true, withDate: true }),
	fc.string({ unit: 'binary' }),
	numberLike,
	anyDigits,
	fc.maxSafeNat(),
);

function scattered(text: string, inserts: string): fc.Arbitrary<string> {
	const insert = fc.string({ unit: fc.constantFrom(...inserts), maxLength: 2 });
	return fc
		.array(insert, { minLength: text.length, maxLength: text.length })
		.map((pieces) => [...text].map((character, index) => character + pieces[index]).join(''));
}

/** Whether a text begins with a prefix for calls abroad that is longer than 00, such as 001 in Hong Kong. */
function isDialledOtherwise(text: unknown, defaultCountry: CountryCode | 'none'): boolean {
	if (defaultCountry === 'none' || typeof text !== 'string' || !text.startsWith('00')) return false;
	return (planOf(defaultCountry).internationalPrefix?.exec(text)?.[0] ?? '').length > 2;
}

function shifted(text: string, zero: number): string {
	return text.replace(/\d/g, (digit) => String.fromCharCode(zero + Number(digit)));
}

describe('createNumberParser', () => {
	it('returns E.164 digits or a reason with a message for any value, and never throws', () => {
		fc.assert(
			fc.property(anyValue, defaultCountry, fc.boolean(), (value, defaultCountry, strict) => {
				const parsed = createNumberParser({ defaultCountry, strict, acceptForeign: false })(value);
				if (parsed.ok) {
					expect(parsed.digits).toMatch(E164_DIGITS);
					expect(parsed.digits.startsWith(parsed.callingCode)).toBe(true);
					const region = COUNTRIES.find(({ code }) => code === parsed.country);
					expect(region?.callingCode ?? parsed.country).toBe(region ? parsed.callingCode : '001');
				} else {
					expect(REASONS).toContain(parsed.reason);
					expect(parsed.message).not.toBe('');
				}
			}),
			{ numRuns: 5000 },
		);
	});

	it('returns the same result when it reads its own digits again', () => {
		fc.assert(
			fc.property(anyDigits, defaultCountry, (digits, defaultCountry) => {
				const parsed = createNumberParser({ defaultCountry, strict: false, acceptForeign: false })(
					digits,
				);
				fc.pre(parsed.ok);
				if (!parsed.ok) return;
				expect(
					createNumberParser({ defaultCountry: 'none', strict: false, acceptForeign: false })(
						`+${parsed.digits}`,
					),
				).toEqual({ ...parsed, isBare: undefined });
				const strictly = createNumberParser({
					defaultCountry: 'none',
					strict: true,
					acceptForeign: false,
				});
				if (strictly(`+${parsed.digits}`).ok) {
					expect(strictly(parsed.digits)).toEqual({ ...parsed, isBare: true });
				}
			}),
			{ numRuns: 3000 },
		);
	});

	it('refuses a number as notValid in strict mode, even if a different reading of it is too long', () => {
		const parse = (strict: boolean) =>
			createNumberParser({ defaultCountry: 'US', strict, acceptForeign: false })('102300000000');
		expect(parse(false)).toMatchObject({ digits: '12300000000' });
		expect(parse(true)).toMatchObject({ reason: 'notValid' });
	});

	it('differs in strict mode only by refusing numbers as notValid', () => {
		fc.assert(
			fc.property(anyValue, defaultCountry, (value, defaultCountry) => {
				const strict = createNumberParser({ defaultCountry, strict: true, acceptForeign: false })(
					value,
				);
				const lenient = createNumberParser({ defaultCountry, strict: false, acceptForeign: false })(
					value,
				);
				if (strict.ok) expect(strict).toEqual(lenient);
				else if (!lenient.ok) expect(strict).toEqual(lenient);
				else expect(strict.reason).toBe('notValid');
			}),
			{ numRuns: 3000 },
		);
	});

	it('returns the same digits for every spelling of a number', () => {
		const written = mobileNumberOfAnyCountry.chain(({ digits }) => {
			const phone = parsePhoneNumberFromString(`+${digits}`)!;
			return fc.record({
				digits: fc.constant(digits),
				text: fc.oneof(
					fc.constantFrom<unknown>(
						`+${digits}`,
						`00${digits}`,
						`'+${digits}`,
						` +${digits}\r\n`,
						`+${digits} ext. 12`,
						shifted(`+${digits}`, 0x0660),
						shifted(`+${digits}`, 0x06f0),
						shifted(`＋${digits}`, 0xff10),
						phone.formatInternational(),
						phone.getURI(),
					),
					scattered(digits, '-– \u00a0\u202f').map((text) => `+${text}`),
					scattered(`+${digits}`, '\u200b\u200e\u202a\u00ad\ufeff'),
				),
			});
		});
		fc.assert(
			fc.property(written, defaultCountry, ({ text, digits }, defaultCountry) => {
				fc.pre(!isDialledOtherwise(text, defaultCountry));
				expect(
					createNumberParser({ defaultCountry, strict: true, acceptForeign: false })(text),
				).toMatchObject({
					digits,
				});
			}),
			{ numRuns: 2000 },
		);
	});

	it('returns the same result for a number and its text', () => {
		fc.assert(
			fc.property(mobileNumberOfAnyCountry, defaultCountry, ({ digits }, defaultCountry) => {
				const parse = createNumberParser({ defaultCountry, strict: false, acceptForeign: false });
				expect(parse(Number(digits))).toEqual(parse(digits));
				expect(parse(BigInt(digits))).toEqual(parse(digits));
			}),
		);
	});

	it.each<[string, CountryCode | 'none' | '', boolean | undefined]>([
		['14155550100', 'none', true],
		['4155550100', 'none', true],
		['1 (415) 555-0100', 'none', true],
		['(415) 555-0100', 'none', true],
		['7. (916) 555-0106', 'none', true],
		['415555', 'none', undefined],
		['+14155550100', 'none', undefined],
		['0014155550100', 'none', undefined],
		['+9995550100', 'none', undefined],
		['12. +14155550100', 'none', undefined],
		['wa.me/14155550100', 'none', undefined],
		['24.11.2024', 'none', undefined],
		['43.12.34.56', 'none', undefined],
		['n/a', 'none', undefined],
		['', 'none', undefined],
		['14155550100', 'US', undefined],
		['4155550100', '', undefined],
	])('says whether %j with default country %j is bare: %p', (text, defaultCountry, isBare) => {
		const parse = createNumberParser({ defaultCountry, strict: false, acceptForeign: false });
		expect(parse(text).isBare).toBe(isBare);
	});

	it('explains why a number is invalid without repeating it', () => {
		const parse = createNumberParser({ defaultCountry: 'US', strict: true, acceptForeign: false });
		expect(parse('5550100')).toEqual({
			ok: false,
			reason: 'tooShort',
			message:
				'The number is too short for the default country (United States). If it is a number of another country, write it with + and the country code.',
		});
		expect(parse('+44 20 5550 1000')).toEqual({
			ok: false,
			reason: 'notValid',
			message:
				"The number doesn't exist in the numbering plan of its country code. Its area code may be missing, or it may be an old number.",
		});
		expect(parse('491713920012')).toEqual({
			ok: false,
			reason: 'otherCountry',
			country: 'DE',
			message:
				"The number doesn't fit the default country. It looks like a number of Germany. Write it with +, or set 'Foreign Numbers' to 'Accept'.",
		});
		expect(parse('1.41556E+10')).toEqual({
			ok: false,
			reason: 'notANumber',
			message: expect.stringContaining('scientific notation'),
		});
		fc.assert(
			fc.property(numberLike, defaultCountry, (text, defaultCountry) => {
				const parsed = createNumberParser({ defaultCountry, strict: true, acceptForeign: false })(
					text,
				);
				fc.pre(!parsed.ok);
				if (!parsed.ok) expect(parsed.message.replace('1.41556E+10', '')).not.toMatch(/\d/);
			}),
		);
	});

	it('has a different message for every reason', () => {
		const sentences = REASONS.map((reason) => reasonMessage(reason));
		expect(new Set(sentences).size).toBe(REASONS.length);
		for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z].*\.$/);
	});

	it('refuses 100 KB of anything', () => {
		const parse = createNumberParser({ defaultCountry: 'US', strict: false, acceptForeign: false });
		for (const piece of ['1', '+', '1 ', '(', 'ext1', '\u200b', '/1', '1e', 'x']) {
			expect(parse(`+1${piece.repeat(100_000)}`)).toMatchObject({ reason: 'notANumber' });
		}
	});

	it('tries no more patterns on a cell of list markers than on an ordinary cell', () => {
		const parse = createNumberParser({ defaultCountry: 'DE', strict: false, acceptForeign: false });
		const exec = jest.spyOn(RegExp.prototype, 'exec');
		const patternsFor = (text: string): number => {
			exec.mockClear();
			parse(text);
			return exec.mock.calls.length;
		};
		expect(patternsFor('1. '.repeat(83))).toBeLessThan(patternsFor('+1 (415) 555-0100'));
		exec.mockRestore();
	});
});

/** A numbering plan may allow lengths that E.164 doesn't: fewer than 7 or more than 15 digits. */
describe('the length of a number', () => {
	const says = (text: string, strict = false) => {
		const parsed = createNumberParser({ defaultCountry: 'none', strict, acceptForeign: false })(
			text,
		);
		return parsed.ok ? 'ok' : parsed.reason;
	};

	it.each([
		['+431234', 'tooShort', 'tooShort'],
		['+4312345', 'ok', 'ok'],
		['+2902222', 'notValid', 'notValid'],
		['+491111111111111', 'notValid', 'notValid'],
		['+4911111111111111', 'tooLong', 'tooLong'],
		['+8001234567', 'tooShort', 'tooShort'],
		['+80012345678', 'ok', 'ok'],
		['+800123456789', 'tooLong', 'tooLong'],
		['+870123456789', 'ok', 'notValid'],
		['+8811234567890123', 'tooLong', 'tooLong'],
		['+4', 'tooShort', 'tooShort'],
		['+1415555', 'tooShort', 'tooShort'],
		['+9991234567', 'noCountryCode', 'noCountryCode'],
	])('is checked for %s: %s, and %s if strict', (text, reason, ifStrict) => {
		expect([says(text), says(text, true)]).toEqual([reason, ifStrict]);
	});

	it.each([
		['US', '5'.repeat(17), 'tooLong'],
		['US', '12', 'tooShort'],
		['GB', '0', 'tooShort'],
	] as const)('is checked with default country %s: %s is %s', (defaultCountry, text, reason) => {
		expect(
			createNumberParser({ defaultCountry, strict: false, acceptForeign: false })(text),
		).toMatchObject({ reason });
	});
});
