import { getOrCreate } from '../util/values';
import type { NumberRules } from './chooseReading';
import { type NumberParser, ParsedNumber } from './createNumberParser';
import { usesFrenchPlan } from './frenchPlan';
import { type NumberingPlan, planOf, plansAt } from './numberingPlans';
import { isValid, planAmong } from './parseDigits';

/*
 * After a few digits, the numbering plan says that all numbers of this length that begin with them are valid, and where. So a long list is
 * read without a text of each number. Whatever isn't certainly valid, or could be read in two ways, is left to the parser.
 */

/**
 * Reads a number from its digits, without making a text.
 *
 * @param value The digits as a number.
 * @param length How many they are, leading zeros included; 15 at most.
 * @returns `undefined` if the text must be parsed
 */
export type DigitReader = (
	value: number,
	length: number,
	hasPlus: boolean,
) => ParsedNumber | undefined;

/** The properties that all numbers with the same first digits have in common. */
interface Place extends Pick<ParsedNumber, 'country' | 'callingCode' | 'isBare'> {
	/** The number to add to the digits as written to get E.164. */
	shift: number;
}

/** By the next digit. `text` if such numbers must be parsed. */
type Branch = Array<Branch | Place | 'text' | undefined>;

const POWERS_OF_TEN = Array.from({ length: 16 }, (_, exponent) => 10 ** exponent);

/** More digits decide about few numbers. */
const MAX_KNOWN = 10;

/** So that a file of random digits can't fill the memory. */
const MAX_BRANCHES = 50_000;

/** Makes a function that knows numbers by their first digits, and gives the same results as the parser. */
export function createDigitReader(
	{ defaultCountry }: NumberRules,
	parse: NumberParser,
): DigitReader {
	const roots: Branch[] = [];
	let branches = 0;

	function decide(value: number, length: number, hasPlus: boolean, known: number) {
		const digits = String(value).padStart(length, '0');
		const meaningOf = (text: string) => (hasPlus ? text : meaning(text, defaultCountry));
		const plan = certainPlan(meaningOf(digits.slice(0, known).padEnd(length, UNKNOWN)));
		if (!plan) {
			return known < Math.min(length, MAX_KNOWN) && ++branches < MAX_BRANCHES ? [] : 'text';
		}
		// The parser has the last word.
		const parsed = parse(hasPlus ? `+${digits}` : digits);
		const isSame =
			parsed.ok && parsed.country === plan.country && parsed.digits === meaningOf(digits);
		if (!isSame) return 'text';
		const { country, callingCode, isBare } = parsed;
		return { country, callingCode, isBare, shift: parsed.value - value };
	}

	return (value, length, hasPlus) => {
		let branch = (roots[2 * length + Number(hasPlus)] ??= []);
		let rest = value;
		for (let known = 1; known <= length; known++) {
			const power = POWERS_OF_TEN[length - known];
			const digit = Math.floor(rest / power);
			rest -= digit * power;
			const next = (branch[digit] ??= decide(value, length, hasPlus, known));
			if (next === 'text') return undefined;
			if (!Array.isArray(next)) {
				const { shift, country, callingCode, isBare } = next;
				return new ParsedNumber(value + shift, country, callingCode, isBare);
			}
			branch = next;
		}
		return undefined;
	};
}

/** Stands for a digit that isn't known yet. */
const UNKNOWN = '?';

/** The E.164 digits of all numbers without a plus that begin with the known digits; `undefined` if they depend on others. */
function meaning(
	digits: string,
	defaultCountry: NumberRules['defaultCountry'],
): string | undefined {
	if (mayBegin(digits, '00')) {
		const isAbroad =
			digits.startsWith('00') && (defaultCountry === '' || defaultCountry === 'none');
		return isAbroad ? digits.slice(2) : undefined;
	}
	if (defaultCountry === '') return undefined;
	return defaultCountry === 'none' ? digits : dialed(digits, planOf(defaultCountry));
}

/** Digits in a default country: with its calling code, or as dialed there. */
function dialed(digits: string, home: NumberingPlan): string | undefined {
	const { callingCode, nationalPrefix = '', trunkPrefix, internationalPrefix, mobile } = home;
	if (mayBegin(digits, callingCode)) return digits.startsWith(callingCode) ? digits : undefined;
	const prefix = digits.startsWith(nationalPrefix) ? nationalPrefix : '';
	const national = digits.slice(prefix.length);
	// Without a trunk prefix, a number that isn't a mobile number may be foreign.
	const isMobile = prefix !== '' || !mobile || surely(mobile).test(national);
	const isCertain =
		isMobile &&
		mayDrop(trunkPrefix, digits) === prefix &&
		mayDrop(internationalPrefix, digits) === '' &&
		!(prefix === '' && nationalPrefix !== '' && mayBegin(digits, nationalPrefix));
	return isCertain ? callingCode + national : undefined;
}

/** The plan of digits that begin with a calling code, if they are certainly valid. */
function certainPlan(digits: string | undefined): NumberingPlan | undefined {
	const plans = digits === undefined ? undefined : plansAt(digits);
	if (!digits || !plans) return undefined;
	const [{ callingCode, trunkPrefix }] = plans;
	const national = digits.slice(callingCode.length);
	const plan = planAmong(plans, national, surely);
	const isCertain =
		plan !== undefined &&
		plan === planAmong(plans, national, may) &&
		isValid(plan, national, surely) &&
		mayDrop(trunkPrefix, national) === '' &&
		// The calling code may have been written twice.
		!mayBegin(national, callingCode) &&
		!usesFrenchPlan(callingCode);
	return isCertain ? plan : undefined;
}

const mayBegin = (digits: string, start: string): boolean =>
	[...start].every((digit, at) => digits[at] === digit || digits[at] === UNKNOWN);

/** The most that a prefix can match at the beginning of digits. */
const mayDrop = (prefix: RegExp | undefined, digits: string): string =>
	(prefix && may(prefix).exec(digits)?.[0]) ?? '';

/** Makes variants of patterns that also match unknown digits. */
function variant(rewritten: (source: string) => string): (pattern: RegExp) => RegExp {
	const variants = new WeakMap<RegExp, RegExp>();
	return (pattern) => getOrCreate(variants, pattern, () => new RegExp(rewritten(pattern.source)));
}

/** Matches if the pattern matches for all unknown digits. */
const surely = variant((source) => source.replace(/\\d/g, `[\\d${UNKNOWN}]`));

/** A digit, a set of digits, or how often one is repeated. No pattern of a plan has anything else that stands for digits. */
const PART = /\\d|\[[\d-]*\]|\{[\d,]*\}|\d/g;

/** Matches if the pattern matches for some unknown digits. */
const may = variant((source) =>
	source.replace(PART, (part) =>
		part.startsWith('{') ? part : `[${part.replace(/[[\]]/g, '')}${UNKNOWN}]`,
	),
);
