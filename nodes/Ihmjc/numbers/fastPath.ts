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
 * The same answers as the library's parser gives for bare digits, several times faster, since patterns are compiled
 * once. Where the library would do something that isn't done here, the answer is `undefined`, "ask the library".
 * A test compares the two over every calling code.
 */

/** Below and above these, the library's parser has rules of its own. */
const MIN_DIGITS = 7;
const MAX_DIGITS = 17;

export function fastReadInternational(digits: string): Reading | undefined {
	const code = callingCodeAt(digits);
	if (code === undefined) return undefined;
	const written = digits.slice(code.callingCode.length);
	const national = withoutTrunkPrefix(written, code, code.plan);
	if (national === undefined) return undefined;
	return national === written ? describe(code, national, digits) : fastReadE164(code, national);
}

export function fastReadNational(digits: string, country: CountryCode): Reading | undefined {
	const callingCode = callingCodeOf(country);
	const plan = planOf(country);
	if (plan.internationalPrefix?.test(digits)) return undefined;
	const code = findCallingCode(callingCode);
	const national = code && withoutTrunkPrefix(digits, code, plan);
	if (code === undefined || national === undefined) return undefined;
	// Digits that don't fit the plan as they are, the library would try without the calling code.
	if (digits.startsWith(callingCode) && !fits(plan, national)) return undefined;
	return fastReadE164(code, national);
}

function fits({ pattern, lengths }: CompiledPlan, national: string): boolean {
	return pattern.test(national) && national.length <= lengths[lengths.length - 1];
}

/** The number as it stands. If a prefix could be dropped from it once more, it isn't one that can be read back. */
function fastReadE164(code: CallingCode, national: string): Reading | undefined {
	return withoutTrunkPrefix(national, code, code.plan) === national
		? describe(code, national, code.callingCode + national)
		: undefined;
}

function describe(code: CallingCode, national: string, digits: string): Reading | undefined {
	const { callingCode } = code;
	if (digits.length < MIN_DIGITS || digits.length > MAX_DIGITS) return undefined;
	const confirmed = confirmedCountry(code, national);
	const plan = confirmed === undefined ? code.plan : planOf(confirmed);
	return {
		digits,
		callingCode,
		country: confirmed ?? mainCountryOf(callingCode),
		possible: plan.lengths.includes(national.length),
		valid: isValid(plan, national),
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
	return (
		plan.types?.some(
			({ pattern, lengths }) => lengths.includes(national.length) && pattern.test(national),
		) ?? true
	);
}

/** The national number without the digits that are only dialled inside the country. */
function withoutTrunkPrefix(
	number: string,
	code: CallingCode,
	plan: CompiledPlan,
): string | undefined {
	const match = plan.trunkPrefix?.exec(number);
	if (!match) return number;
	if (plan.rewritesTrunkPrefix && match.length > 1 && match[match.length - 1]) return undefined;

	const rest = number.slice(match[0].length);
	if (plan.pattern.test(number) && !plan.pattern.test(rest)) return number;
	const country = confirmedCountry(code, rest);
	const { lengths } = country === undefined ? plan : planOf(country);
	const longEnough = lengths.includes(rest.length) || rest.length > lengths[lengths.length - 1];
	return longEnough ? rest : number;
}
