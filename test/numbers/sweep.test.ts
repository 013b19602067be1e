import * as fc from 'fast-check';
import { COUNTRIES, type CountryCode } from '../../nodes/Ihmjc/numbers/countries';
import { createNumberParser } from '../../nodes/Ihmjc/numbers/createNumberParser';
import { country } from './arbitraries';
import { sweepCountry } from './sweep/sweepCountry';

const parserOf = (defaultCountry: CountryCode | 'none') =>
	createNumberParser({ defaultCountry, strict: false, acceptForeign: false });

const parsers = new Map(
	[...COUNTRIES.map(({ code }) => code), 'none' as const].map((code) => [code, parserOf(code)]),
);

/** The countries with misread numbers. docs/numbers.md explains them. */
const MISREAD = ['DE', 'IT', 'GA', 'MM'];

describe.each(COUNTRIES.map(({ code }) => code))('numbers of %s', (code) => {
	const sweep = sweepCountry(code, 12);

	it('are read right in the usual spellings, or refused in those that look like something other than a number', () => {
		const { refused, misread, tried } = sweep.right;
		if (!MISREAD.includes(code)) expect(misread).toEqual([]);
		const unexpected = refused.filter(
			(text) => !/^national (with (dots|dashes)|without trunk prefix)|^national: /.test(text),
		);
		expect(unexpected).toEqual([]);
		expect(misread.length).toBeLessThanOrEqual(tried * 0.1);
	});

	it('are never sent as the number of a stranger when they are damaged', () => {
		expect(sweep.strangers).toEqual([]);
	});
});

describe('a text that is not a phone number', () => {
	const group = (min: number, max: number, digits: number) =>
		fc.integer({ min, max }).map((value) => String(value).padStart(digits, '0'));
	const day = fc.oneof(group(1, 31, 2), group(1, 31, 1));
	const month = fc.oneof(group(1, 12, 2), group(1, 12, 1));
	const year = group(1900, 2099, 4);
	const separator = fc.constantFrom('.', '/', '-', ' ', '. ', ' - ', ' / ');
	const dates = fc
		.tuple(
			day,
			month,
			year,
			separator,
			fc.constantFrom([0, 1, 2], [1, 0, 2], [2, 1, 0], [2, 0, 1]),
			fc.constantFrom('', ' 10:30', 'T10:30:00Z'),
		)
		.map(
			([d, m, y, between, order, time]) =>
				order.map((index) => [d, m, y][index]).join(between) + time,
		);
	const times = fc
		.tuple(group(0, 23, 2), group(0, 59, 2), group(0, 59, 2))
		.chain(([h, m, s]) => fc.constantFrom(`${h}:${m}`, `${h}:${m}:${s}`, `${h}.${m} - 23.59`));
	const shortDates = fc
		.tuple(
			day,
			month,
			group(0, 99, 2),
			fc.constantFrom('.', '/', '-'),
			fc.constantFrom([0, 1, 2], [1, 0, 2], [2, 1, 0]),
			fc.constantFrom('', ' 10:30', ' 10.30', ' 1030', ' 9.05', ' 10.30.59'),
		)
		.map(
			([d, m, y, between, order, time]) =>
				order.map((index) => [d, m, y][index]).join(between) + time,
		);
	const counted = fc
		.tuple(
			group(1, 9, 1),
			group(1, 20, 1),
			fc.stringMatching(/^[1-9]\d{6,9}$/),
			fc.constantFrom('', '0'),
		)
		.map(([at, of, number, zero]) => `${at}/${of} ${zero}${number}`);
	const labeled = fc
		.tuple(
			fc.constantFrom('ID', 'Order', 'Ref.', 'SKU', 'invoice'),
			fc.constantFrom(': ', ':', ' ', ' #', '-'),
			fc.stringMatching(/^\d{7,12}$/),
		)
		.map((parts) => parts.join(''));
	const codes = fc
		.tuple(fc.constantFrom('*', '#', '*#', '**'), fc.stringMatching(/^\d{2,3}(\*\d{5,10})?$/))
		.map(([start, code]) => `${start}${code}#`);
	const amounts = fc
		.integer({ min: 1_000_000, max: 9_999_999_999 })
		.map((amount) => amount.toLocaleString('en-US'));
	const byte = fc.integer({ min: 0, max: 255 }).map(String);
	const addresses = fc
		.tuple(byte, byte, byte, byte)
		.chain((bytes) =>
			fc.constantFrom(bytes.join('.'), bytes.map((one) => one.padStart(3, '0')).join('.')),
		)
		// Danes and Norwegians write their numbers in four pairs.
		.filter((text) => !/^\d\d(\.\d\d){3}$/.test(text));
	const degrees = (limit: number) =>
		fc
			.tuple(fc.integer({ min: 1, max: limit }), fc.integer({ min: 10_000, max: 9_999_999 }))
			.map(([whole, fraction]) => `${whole}.${fraction}`);
	const coordinates = fc.oneof(
		degrees(180),
		fc.tuple(degrees(90), degrees(180)).map(([north, east]) => `${north} ${east}`),
		fc.tuple(degrees(90), degrees(180)).map(([north, east]) => `${north}, ${east}`),
	);

	it.each([
		['dates', dates],
		['dates without a century', shortDates],
		['times', times],
		['numbers after a counter such as 1/3', counted],
		['digits after a label', labeled],
		['USSD codes', codes],
		['amounts with commas', amounts],
		['IP addresses', addresses],
		['coordinates', coordinates],
	])('is not sent with any default country: %s', (_, texts) => {
		fc.assert(
			fc.property(
				texts,
				fc.oneof(country, fc.constant('none' as const)),
				(text, defaultCountry) => {
					expect(parsers.get(defaultCountry)!(text)).toMatchObject({ ok: false });
				},
			),
			{ numRuns: 5000 },
		);
	});
});
