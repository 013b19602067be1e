import type { NumberRules } from './chooseReading';
import { callingCodeOf, type CountryCode, mainCountryOf, type Region } from './countries';
import type { NumberParser, ParsedNumber } from './createNumberParser';
import { usesFrenchPlan } from './frenchPlan';

import {
	type CallingCode,
	callingCodeAt,
	type CompiledPlan,
	findCallingCode,
	planOf,
} from './numberingPlans';
import { PlainNumber } from './PlainNumber';

/*
 * After a few digits, the numbering plan says that all numbers of this length that begin with them are valid, and where. So a long list is
 * read without a text of each number. Whatever isn't valid, or could be read in two ways, is left to the parser.
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

/** What all numbers that begin with the same digits have in common. */
interface Place {
	country: Region;
	callingCode: string;
	/** What to add to the digits as they are written to get E.164. */
	shift: number;
	isBare?: true;
}

/** `text` if such numbers must be parsed, `more` if it depends on the next digit. */
type Decision = Place | 'text' | 'more';

/** By the next digit. */
type Branch = Array<Branch | Place | 'text' | undefined>;

/** The length of a phone number. */
const MIN_DIGITS = 7;
const MAX_DIGITS = 15;

const POWERS_OF_TEN = Array.from({ length: 16 }, (_, exponent) => 10 ** exponent);

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
		const decision = placeOf(
			digits.slice(0, known).padEnd(length, UNKNOWN),
			hasPlus,
			defaultCountry,
		);
		if (decision === 'more') return known < length && ++branches < MAX_BRANCHES ? [] : 'text';
		if (decision === 'text') return decision;
		// The parser has the last word.
		const parsed = parse(hasPlus ? `+${digits}` : digits);
		const { country, shift } = decision;
		const isSame =
			parsed.ok && parsed.country === country && parsed.digits === String(value + shift);
		return isSame ? { ...decision, isBare: parsed.isBare } : 'text';
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
				return new PlainNumber(value + shift, country, callingCode, isBare);
			}
			branch = next;
		}
		return undefined;
	};
}

/** Stands for a digit that isn't known yet. */
const UNKNOWN = '?';

/** Whether something is so for all, some or none of the numbers that begin with the known digits. */
type Extent = 'all' | 'some' | 'none';

/** Compares what is so with what must be so. */
function doubtAbout(...checks: Array<[is: Extent, wanted: Extent]>): 'more' | 'text' | undefined {
	const doubt = checks.find(([is, wanted]) => is !== wanted);
	return doubt && (doubt[0] === 'some' ? 'more' : 'text');
}

function placeOf(
	digits: string,
	hasPlus: boolean,
	defaultCountry: NumberRules['defaultCountry'],
): Decision {
	if (hasPlus) return international(digits);
	const hasZeros = begins(digits, '00');
	if (hasZeros === 'some') return 'more';
	if (defaultCountry === 'none' && hasZeros === 'none') return international(digits);
	if (defaultCountry === 'none' || defaultCountry === '') {
		return hasZeros === 'all' ? international(digits.slice(2)) : 'text';
	}
	return hasZeros === 'all' ? 'text' : national(digits, defaultCountry);
}

function international(digits: string): Decision {
	const code = callingCodeAt(digits);
	if (code === undefined) return digits.slice(0, 3).includes(UNKNOWN) ? 'more' : 'text';
	return withCode(code, digits.slice(code.callingCode.length));
}

/** Decides on digits without `+` or `00` in a default country: with its calling code, or as dialed there. */
function national(digits: string, defaultCountry: CountryCode): Decision {
	const callingCode = callingCodeOf(defaultCountry);
	const plan = planOf(defaultCountry);
	const hasCode = begins(digits, callingCode);
	if (hasCode === 'all') return international(digits);
	const hasPrefix = plan.nationalPrefix ? begins(digits, plan.nationalPrefix) : 'none';
	if (hasCode === 'some' || hasPrefix === 'some') return 'more';
	const prefix = hasPrefix === 'all' ? plan.nationalPrefix! : '';
	const rest = digits.slice(prefix.length);
	const doubt = doubtAbout(
		[matches(plan.internationalPrefix, digits), 'none'],
		[drops(plan.trunkPrefix, digits, prefix), 'all'],
		[drops(plan.trunkPrefix, rest, ''), 'all'],
	);
	const place = doubt ?? withCode(findCallingCode(callingCode)!, rest);
	if (typeof place === 'string') return place;
	// Without a trunk prefix, a number that is no mobile one may be foreign.
	const { mobile } = planOf(place.country);
	const isMobile = prefix === '' && mobile ? matches(mobile, rest) : 'all';
	const shift = (Number(callingCode) - Number(prefix)) * POWERS_OF_TEN[rest.length];
	return doubtAbout([isMobile, 'all']) ?? { ...place, shift };
}

/** Decides on a calling code and the digits after it. */
function withCode(code: CallingCode, digits: string): Decision {
	const { callingCode, plan } = code;
	const length = callingCode.length + digits.length;
	if (usesFrenchPlan(callingCode) || length < MIN_DIGITS || length > MAX_DIGITS) return 'text';
	const doubt = doubtAbout(
		// The calling code may have been written twice.
		[begins(digits, callingCode), 'none'],
		[drops(plan.trunkPrefix, digits, ''), 'all'],
	);
	const country = doubt ?? countryOf(code, digits);
	return country === 'more' || country === 'text' ? country : { country, callingCode, shift: 0 };
}

/** Finds the country of digits that are certainly valid. Those that share a calling code are asked in their order. */
function countryOf({ callingCode, countries, plan }: CallingCode, digits: string) {
	for (const country of countries.length > 1 ? countries : []) {
		const its = planOf(country);
		const isIts = its.leadingDigits ? matches(its.leadingDigits, digits) : valid(its, digits);
		if (isIts === 'none') continue;
		return doubtAbout([isIts, 'all'], [valid(its, digits), 'all']) ?? country;
	}
	const country = countries.length === 1 ? countries[0] : mainCountryOf(callingCode);
	return doubtAbout([valid(plan, digits), 'all']) ?? country;
}

function valid(plan: CompiledPlan, digits: string): Extent {
	const fits = matches(plan.pattern, digits);
	if (fits === 'none') return 'none';
	const types = plan.types
		.filter(({ lengths }) => lengths.includes(digits.length))
		.map(({ pattern }) => matches(pattern, digits));
	if (types.every((type) => type === 'none')) return 'none';
	return fits === 'all' && types.includes('all') ? 'all' : 'some';
}

/** Whether digits begin with others. */
function begins(digits: string, start: string): Extent {
	if (digits.startsWith(start)) return 'all';
	const [known] = digits.split(UNKNOWN);
	return known.length < start.length && start.startsWith(known) && digits.length >= start.length
		? 'some'
		: 'none';
}

/** Whether a pattern of a numbering plan matches digits. */
function matches(pattern: RegExp | undefined, digits: string): Extent {
	if (!pattern) return 'none';
	const { certain, possible } = variantsOf(pattern);
	if (certain.test(digits)) return 'all';
	return possible.test(digits) ? 'some' : 'none';
}

/** Whether a trunk prefix drops just these digits. */
function drops(trunkPrefix: RegExp | undefined, digits: string, dropped: string): Extent {
	if (!trunkPrefix) return dropped === '' ? 'all' : 'none';
	const { certain, possible } = variantsOf(trunkPrefix);
	const [most = ''] = possible.exec(digits) ?? [];
	if (most === dropped) return 'all';
	const [least = ''] = certain.exec(digits) ?? [];
	return least === most ? 'none' : 'some';
}

interface Variants {
	/** Matches if the pattern does whatever the unknown digits are. */
	certain: RegExp;
	/** Matches if the pattern does for some unknown digits. */
	possible: RegExp;
}

const variants = new WeakMap<RegExp, Variants>();

/** A digit, a set of digits, or how often one is repeated. No pattern of a plan has anything else that stands for digits. */
const PART = /\\d|\[[\d-]*\]|\{[\d,]*\}|\d/g;

function variantsOf(pattern: RegExp): Variants {
	let its = variants.get(pattern);
	if (!its) {
		const { source } = pattern;
		const possible = source.replace(PART, (part) =>
			part.startsWith('{') ? part : `[${part.replace(/[[\]]/g, '')}${UNKNOWN}]`,
		);
		its = {
			certain: new RegExp(source.replace(/\\d/g, `[\\d${UNKNOWN}]`)),
			possible: new RegExp(possible),
		};
		variants.set(pattern, its);
	}
	return its;
}
