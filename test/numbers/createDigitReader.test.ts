import * as fc from 'fast-check';

import type { NumberRules } from '../../nodes/Ihmjc/numbers/chooseReading';
import { COUNTRIES, type CountryCode } from '../../nodes/Ihmjc/numbers/countries';
import { createDigitReader } from '../../nodes/Ihmjc/numbers/createDigitReader';
import {
	createNumberParser,
	type ParsedNumber,
	type RejectedNumber,
} from '../../nodes/Ihmjc/numbers/createNumberParser';
import { LineReader } from '../../nodes/Ihmjc/numbers/LineReader';
import { loadPlans, planOf } from '../../nodes/Ihmjc/numbers/numberingPlans';
import { getOrCreate } from '../../nodes/Ihmjc/util/values';
import { country, digitsOf, mobileNumberOfAnyCountry } from './arbitraries';
import { exampleNumbers } from './sweep/exampleNumbers';

const rulesOf = (defaultCountry: NumberRules['defaultCountry']): NumberRules => ({
	defaultCountry,
	strict: false,
	acceptForeign: false,
});

/** Reads lines as Upload does, and says how many needed no text. */
function readFast(chunks: Uint8Array[], rules: NumberRules) {
	const parse = createNumberParser(rules);
	const readDigits = createDigitReader(rules, parse);
	const numbers: Array<ParsedNumber | RejectedNumber> = [];
	let plain = 0;
	const lines = new LineReader(() => {
		const { value, digits, hasPlus } = lines;
		const number = digits > 0 ? readDigits(value, digits, hasPlus) : undefined;
		if (number) plain++;
		numbers.push(number ?? parse(lines.text));
	});
	for (const chunk of chunks) lines.add(chunk);
	lines.finish();
	return { numbers, plain };
}

/** Reads every line as a text. */
function readSlowly(bytes: Uint8Array, rules: NumberRules): Array<ParsedNumber | RejectedNumber> {
	const parse = createNumberParser(rules);
	return new TextDecoder()
		.decode(bytes)
		.split(/\r\n|\r|\n/)
		.filter((line) => line.trim() !== '')
		.map((line) => parse(line));
}

/** Compares all that the parser says about each number. */
function expectSame(
	fast: Array<ParsedNumber | RejectedNumber>,
	slow: Array<ParsedNumber | RejectedNumber>,
): void {
	const saidOf = (number: ParsedNumber | RejectedNumber) =>
		number.ok
			? [number.digits, number.value, number.country, number.callingCode, number.isBare]
			: [number.reason, number.message, number.country, number.isBare];
	expect(fast.map(saidOf)).toEqual(slow.map(saidOf));
}

const defaultCountry = fc.oneof(
	fc.constantFrom<NumberRules['defaultCountry']>('none', ''),
	country,
);

const examples = new Map<CountryCode, ReturnType<typeof exampleNumbers>>();

/** Every country's numbers as people write them without signs, right and with a wrong, missing or additional digit. */
function spellingsOf(code: CountryCode, at: number): string[] {
	return getOrCreate(examples, code, () => exampleNumbers(code, 3, 1)).flatMap(
		({ callingCode, national }) => {
			const trunkPrefix = planOf(code).nationalPrefix ?? '0';
			const international = callingCode + national;
			return [
				international,
				`+${international}`,
				`00${international}`,
				national,
				trunkPrefix + national,
				`+${callingCode}${trunkPrefix}${national}`,
				callingCode + international,
			].flatMap((text) => [
				text,
				text.slice(0, -1),
				`${text}7`,
				`${text.slice(0, at % text.length)}${text.slice((at % text.length) + 1)}`,
				`${text.slice(0, at % text.length)}9${text.slice((at % text.length) + 1)}`,
			]);
		},
	);
}

describe('createDigitReader', () => {
	it.each<NumberRules['defaultCountry']>(['none', '', ...COUNTRIES.map(({ code }) => code)])(
		'gives the same results as the parser, with the default country %j',
		(code) => {
			const rules = rulesOf(code);
			const index = COUNTRIES.findIndex((each) => each.code === code);
			const others = COUNTRIES.filter((_, at) => (at + index) % 240 === 0);
			const own = COUNTRIES.filter((each) => each.code === code);
			const texts = [...own, ...others].flatMap((each) => spellingsOf(each.code, index + 5));
			const bytes = Buffer.from(texts.join('\n'));
			const { numbers, plain } = readFast([bytes], rules);
			expectSame(numbers, readSlowly(bytes, rules));
			expect(plain).toBeGreaterThan(0);
		},
	);

	it('gives the same results as the parser, whatever bytes a file has and however they are cut', () => {
		const line = fc.oneof(
			mobileNumberOfAnyCountry.map(({ digits }) => digits),
			mobileNumberOfAnyCountry.map(({ digits }) => `+${digits}  `),
			mobileNumberOfAnyCountry.map(({ digits }) => `00${digits}`),
			mobileNumberOfAnyCountry.map(({ digits }) => `0${digits.slice(2)}`),
			fc.integer({ min: 1, max: 17 }).chain(digitsOf),
			fc.string({ unit: fc.constantFrom('1', '4', '0', '+', ' ', '-', '.', 'ä', '\ufeff') }),
		);
		const file = fc.oneof(
			fc
				.array(fc.tuple(line, fc.constantFrom('\n', '\r\n', '\r')))
				.map((lines) => new TextEncoder().encode(lines.flat().join(''))),
			fc.uint8Array({ maxLength: 100 }),
		);
		fc.assert(
			fc.property(file, fc.array(fc.nat(500)), defaultCountry, (bytes, cuts, code) => {
				const places = [0, ...cuts.filter((cut) => cut < bytes.length), bytes.length].sort(
					(a, b) => a - b,
				);
				const chunks = places.slice(1).map((end, index) => bytes.subarray(places[index], end));
				const rules = rulesOf(code);
				expectSame(readFast(chunks, rules).numbers, readSlowly(bytes, rules));
			}),
			{ numRuns: 1000 },
		);
	});

	it.each<[string, NumberRules['defaultCountry'], (index: number) => string]>([
		['American numbers', 'none', (index) => `1212${2_000_000 + index}`],
		['American numbers as dialed', 'US', (index) => `212${2_000_000 + index}`],
		['German numbers as dialed', 'DE', (index) => `0171${2_000_000 + index}`],
		['Indian numbers with a plus', 'US', (index) => `+9198${20_000_000 + index}`],
		['Brazilian numbers with 00', 'none', (index) => `00551198${2_000_000 + index}`],
	])('reads nearly all %s without a text', (_, code, lineAt) => {
		const text = Array.from({ length: 2000 }, (__, index) => lineAt(index)).join('\n');
		expect(readFast([Buffer.from(text)], rulesOf(code)).plain).toBe(2000);
	});

	it('knows every sign that the patterns of the numbering plans have', () => {
		for (const plan of Object.values(loadPlans().plans)) {
			const patterns = [
				plan.pattern,
				plan.leadingDigits,
				plan.trunkPrefix,
				plan.internationalPrefix,
			];
			for (const [pattern] of Object.values(plan.types)) patterns.push(pattern);
			for (const pattern of patterns) {
				expect(pattern ?? '').toMatch(/^(?:\\d|\[[\d-]+\]|\{\d+(?:,\d*)?\}|\(\?:|[\d()|?$])*$/);
			}
		}
	});
});
