import type { Reading } from './chooseReading';
import { callingCodeOf, type CountryCode, mainCountryOf } from './countries';
import {
	type CallingCode,
	callingCodeAt,
	type CompiledPlan,
	findCallingCode,
	planOf,
} from './numberingPlans';

/*
 * Reads bare digits by the rules of Google's libphonenumber. It gives the same results as libphonenumber-js and is many times faster,
 * because it doesn't load that library and compiles each pattern once. A test compares the two for every country and calling code.
 */

/** Digits of a national number of any country. */
const MIN_NATIONAL_DIGITS = 2;
const MAX_NATIONAL_DIGITS = 17;

/** The one difference to the library: it takes some numbers of France's overseas departments for French ones. */
const OF_DEPARTMENT = /^(?:26[239]|508|59[046]|639|69[0-467]|70[89])/;

/** Reads digits that begin with a calling code, and drops nothing. */
export function readAsWritten(digits: string): Reading | undefined {
	const code = callingCodeAt(digits);
	return code && describe(code, digits.slice(code.callingCode.length), digits);
}

/**
 * Reads digits as dialed in a country, with or without its trunk prefix. They must not begin with its prefix for calls abroad. The library
 * also drops a calling code and a trunk prefix after it, which turns a number with a digit too many into another one.
 */
export function parseNational(digits: string, country: CountryCode): Reading | undefined {
	const code = findCallingCode(callingCodeOf(country))!;
	const national = withoutTrunkPrefix(digits, code, planOf(country));
	return describe(code, national, code.callingCode + national);
}

/** Describes a number as it is. If a prefix could be dropped from it, it couldn't be read back, so it isn't a number. */
function describe(code: CallingCode, national: string, digits: string): Reading | undefined {
	const { length } = national;
	if (length < MIN_NATIONAL_DIGITS || length > MAX_NATIONAL_DIGITS) return undefined;
	if (withoutTrunkPrefix(national, code, code.plan) !== national) return undefined;
	const { callingCode } = code;
	const confirmed = confirmedCountry(code, national);
	const plan = confirmed === undefined ? code.plan : planOf(confirmed);
	// If several countries share the calling code and this one has no leading digits, it was confirmed because the number is valid.
	const isProved = confirmed !== undefined && code.countries.length > 1 && !plan.leadingDigits;
	return {
		digits,
		callingCode,
		country: confirmed ?? mainCountryOf(callingCode),
		possible: plan.lengths.includes(length),
		valid:
			(isProved || isValid(plan, national)) &&
			!(callingCode === '33' && OF_DEPARTMENT.test(national)),
	};
}

function confirmedCountry(code: CallingCode, national: string): CountryCode | undefined {
	if (code.countries.length === 1) return code.countries[0];
	return code.countries.find((country) => {
		const plan = planOf(country);
		return plan.leadingDigits ? plan.leadingDigits.test(national) : isValid(plan, national);
	});
}

function isValid(plan: CompiledPlan, national: string): boolean {
	if (!plan.pattern.test(national)) return false;
	return plan.types.some(
		({ pattern, lengths }) => lengths.includes(national.length) && pattern.test(national),
	);
}

/** Drops the digits that are only dialed inside the country. */
function withoutTrunkPrefix(number: string, code: CallingCode, plan: CompiledPlan): string {
	const { trunkPrefix, rewriting } = plan;
	const match = trunkPrefix?.exec(number);
	if (!trunkPrefix || !match) return number;
	const isRewritten = rewriting !== undefined && match.length > 1 && match[match.length - 1];
	const rest = isRewritten ? number.replace(trunkPrefix, rewriting) : number.slice(match[0].length);
	if (plan.pattern.test(number) && !plan.pattern.test(rest)) return number;
	const country = confirmedCountry(code, rest);
	const { lengths } = country === undefined ? plan : planOf(country);
	const longEnough = lengths.includes(rest.length) || rest.length > lengths[lengths.length - 1];
	return longEnough ? rest : number;
}
