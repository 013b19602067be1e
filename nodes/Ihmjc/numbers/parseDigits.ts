import { type NumberingPlan, plansAt, plansOf } from './numberingPlans';

/*
 * Reads bare digits by the rules of Google's libphonenumber. It gives the same results as libphonenumber-js and is many times faster,
 * because it doesn't load that library and compiles each pattern once. A test compares the two for every country and calling code.
 */

/** One way to read digits as a number. */
export interface Reading {
	/** The whole number in E.164, without the `+`. */
	readonly digits: string;
	/** The digits after the calling code. */
	readonly national: string;
	/** The plan of its place, which depends on the digits alone, however they were read. */
	readonly plan: NumberingPlan;
	/** Whether the numbering plan has this number's range. */
	readonly valid: boolean;
}

/** The only difference: the library takes some numbers of France's overseas departments for French ones. */
const OF_DEPARTMENT = /^(?:26[239]|508|59[046]|639|69[0-467]|70[89])/;

/** Mexican mobile numbers had a 1 after the country code until 2019, and many still do in WhatsApp. */
const OLD_MEXICAN_MOBILE = /^521(?=\d{10}$)/;

/** Countries where some mobile or fixed-line numbers begin with 0. */
const NUMBERS_WITH_ZERO = ['BJ', 'BF', 'CG', 'CI', 'GA', 'IT', 'RW', 'TJ'];

/**
 * Reads digits that begin with a calling code. It only drops a trunk prefix after it, as in +49 (0)30. The rules of libphonenumber also
 * drop carrier codes and rewrite area codes, which turns a mistyped number into another one.
 *
 * @param spelling the digits with the signs between them
 */
export function readInternational(written: string, spelling = written): Reading | undefined {
	const digits = written.replace(OLD_MEXICAN_MOBILE, '52');
	const reading = readAsWritten(digits);
	if (reading?.valid) return reading;
	return withoutPrefix(digits, spelling) ?? reading;
}

/**
 * Drops the prefix that is only dialed inside the country, unless the digits are more likely a number with a digit too many. A prefix other
 * than 0 may be part of the number, so it is only dropped from a valid one.
 */
function withoutPrefix(digits: string, spelling: string): Reading | undefined {
	const plan = plansAt(digits)?.[0];
	if (!plan) return undefined;
	const { callingCode } = plan;
	const prefix = prefixesOf(plan).find((each) => digits.startsWith(callingCode + each));
	if (prefix === undefined) return undefined;
	const groups = spelling.replace(/\D+/g, ' ').replace(/^ ?(?:00)? ?/, '');
	const standsAlone = groups.startsWith(`${callingCode} ${prefix} `);
	if (!standsAlone && readAsWritten(digits.slice(0, -1))?.valid) return undefined;
	const dropped = readAsWritten(callingCode + digits.slice(callingCode.length + prefix.length));
	return prefix === '0' || dropped?.valid ? dropped : undefined;
}

/** The prefixes that people leave after a calling code. The code itself isn't one, because that is a code written twice. */
function prefixesOf({
	callingCode,
	country,
	nationalPrefix,
	ordinaryLengths,
}: NumberingPlan): string[] {
	const mayHaveZero = ordinaryLengths.size === 1 && !NUMBERS_WITH_ZERO.includes(country);
	return [
		...(nationalPrefix && nationalPrefix !== callingCode ? [nationalPrefix] : []),
		...(mayHaveZero ? ['0'] : []),
		// Lithuania's prefix before 2024.
		...(callingCode === '370' ? ['8'] : []),
	];
}

/** Reads digits that begin with a calling code, and drops nothing. */
export function readAsWritten(digits: string): Reading | undefined {
	const plans = plansAt(digits);
	return plans && describe(plans, digits.slice(plans[0].callingCode.length), digits);
}

/**
 * Reads digits as dialed in a country, with or without its trunk prefix. They must not begin with its prefix for calls abroad. The library
 * also drops a calling code and a trunk prefix after it, which turns a number with a digit too many into another one.
 */
export function parseNational(digits: string, plan: NumberingPlan): Reading | undefined {
	const plans = plansOf(plan.callingCode);
	const national = withoutTrunkPrefix(digits, plans, plan);
	return describe(plans, national, plan.callingCode + national);
}

/** Describes a number as it is. If a prefix could be dropped from it, it couldn't be read back, so it isn't a number. */
function describe(
	plans: readonly NumberingPlan[],
	national: string,
	digits: string,
): Reading | undefined {
	const [main] = plans;
	if (withoutTrunkPrefix(national, plans, main) !== national) return undefined;
	const its = planAmong(plans, national);
	const plan = its ?? main;
	// If several countries share the calling code and this one has no leading digits, it is its own because the number is valid.
	const isProved = its !== undefined && plans.length > 1 && !its.leadingDigits;
	const isElsewhere = main.callingCode === '33' && OF_DEPARTMENT.test(national);
	const valid = (isProved || isValid(plan, national)) && !isElsewhere;
	return { digits, national, plan, valid };
}

/** Drops the digits that are only dialed inside the country. */
function withoutTrunkPrefix(
	number: string,
	plans: readonly NumberingPlan[],
	{ trunkPrefix, rewriting, pattern, lengths: own }: NumberingPlan,
): string {
	const match = trunkPrefix?.exec(number);
	if (!trunkPrefix || !match) return number;
	const isRewritten = rewriting !== undefined && match.length > 1 && match[match.length - 1];
	const rest = isRewritten ? number.replace(trunkPrefix, rewriting) : number.slice(match[0].length);
	if (pattern.test(number) && !pattern.test(rest)) return number;
	const lengths = planAmong(plans, rest)?.lengths ?? own;
	const longEnough = lengths.includes(rest.length) || rest.length > lengths[lengths.length - 1];
	return longEnough ? rest : number;
}

/** How a pattern is tested: as it is, or for numbers of which only the first digits are known. */
type Variant = (pattern: RegExp) => RegExp;

const asItIs: Variant = (pattern) => pattern;

/** Finds the plan of a number among those that share a calling code. */
export const planAmong = (
	plans: readonly NumberingPlan[],
	national: string,
	as = asItIs,
): NumberingPlan | undefined =>
	plans.length === 1
		? plans[0]
		: plans.find((plan) =>
				plan.leadingDigits ? as(plan.leadingDigits).test(national) : isValid(plan, national, as),
			);

export const isValid = (plan: NumberingPlan, national: string, as = asItIs): boolean =>
	as(plan.pattern).test(national) &&
	plan.types.some(
		({ pattern, lengths }) => lengths.includes(national.length) && as(pattern).test(national),
	);
