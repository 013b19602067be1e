import type { CountryCode } from './countries';
import { loadPlans } from './loadPlans';

/** The numbering plan of a country, with its patterns compiled once. */
export interface CompiledPlan {
	/** Valid national numbers match this pattern and that of one of the types. */
	readonly pattern: RegExp;
	readonly types: ReadonlyArray<{ pattern: RegExp; lengths: readonly number[] }>;
	/** Lengths of national numbers, ascending. */
	readonly lengths: readonly number[];
	/** Lengths of fixed-line and mobile numbers, without those of service numbers. */
	readonly ordinaryLengths: ReadonlySet<number>;
	/** Lengths of mobile numbers; all ordinary lengths if mobile numbers look like fixed lines. */
	readonly mobileLengths: ReadonlySet<number>;
	/** Matches fixed-line numbers. */
	readonly fixedLine: RegExp | undefined;
	/** Matches mobile numbers; `undefined` if they look like fixed lines, as in the US. */
	readonly mobile: RegExp | undefined;
	/** Matches the beginning of this country's numbers, if it shares its calling code. */
	readonly leadingDigits: RegExp | undefined;
	/** The digits dialed before a national number inside the country, such as 0 in most countries. */
	readonly nationalPrefix: string | undefined;
	/** Matches everything dialed before a national number, including the codes of carriers. */
	readonly trunkPrefix: RegExp | undefined;
	/** Replaces that prefix if its groups match. Otherwise the prefix is dropped. */
	readonly rewriting: string | undefined;
	/** Matches the digits dialed before a foreign number. */
	readonly internationalPrefix: RegExp | undefined;
}

/** Whether a valid national number may be a mobile one. */
export const isMobile = ({ mobile }: CompiledPlan, national: string): boolean =>
	mobile?.test(national) ?? true;

export interface CallingCode {
	readonly callingCode: string;
	/** The countries that use it, starting with the main one; empty if it belongs to no country. */
	readonly countries: readonly CountryCode[];
	/** The plan of the main country. */
	readonly plan: CompiledPlan;
}

const plans = new Map<string, CompiledPlan>();
const callingCodes = new Map<string, CallingCode | undefined>();

export function planOf(countryOrCallingCode: string): CompiledPlan {
	let plan = plans.get(countryOrCallingCode);
	if (plan === undefined) {
		plan = compile(countryOrCallingCode);
		plans.set(countryOrCallingCode, plan);
	}
	return plan;
}

export function findCallingCode(callingCode: string): CallingCode | undefined {
	if (!callingCodes.has(callingCode)) {
		const all = loadPlans().callingCodes;
		const countries = Object.hasOwn(all, callingCode)
			? (all[callingCode] as readonly CountryCode[])
			: undefined;
		callingCodes.set(
			callingCode,
			countries && { callingCode, countries, plan: planOf(countries[0] ?? callingCode) },
		);
	}
	return callingCodes.get(callingCode);
}

/** Finds the calling code that digits begin with. */
export function callingCodeAt(digits: string): CallingCode | undefined {
	// No calling code begins with another one, so the first match is right.
	for (let length = 1; length <= 3; length++) {
		const code = findCallingCode(digits.slice(0, length));
		if (code !== undefined) return code;
	}
	return undefined;
}

function compile(countryOrCallingCode: string): CompiledPlan {
	const plan = loadPlans().plans[countryOrCallingCode];
	const types = Object.entries(plan.types)
		.filter(([, [pattern]]) => pattern !== '')
		.map(([name, [pattern, lengths]]) => ({ name, pattern: whole(pattern), lengths }));
	const patternOf = (type: string) => types.find(({ name }) => name === type)?.pattern;
	const { FIXED_LINE, MOBILE } = plan.types;
	const ordinaryLengths = new Set([FIXED_LINE, MOBILE].flatMap((type) => type?.[1] ?? []));
	return {
		pattern: whole(plan.pattern),
		types,
		lengths: plan.lengths,
		ordinaryLengths,
		mobileLengths: MOBILE?.[0] ? new Set(MOBILE[1]) : ordinaryLengths,
		fixedLine: patternOf('FIXED_LINE'),
		mobile: patternOf('MOBILE'),
		leadingDigits: beginning(plan.leadingDigits),
		nationalPrefix: plan.nationalPrefix,
		trunkPrefix: beginning(plan.trunkPrefix),
		rewriting: plan.rewriting,
		internationalPrefix: beginning(plan.internationalPrefix),
	};
}

const whole = (pattern: string) => new RegExp(`^(?:${pattern})$`);

const beginning = (pattern: string | undefined) =>
	pattern ? new RegExp(`^(?:${pattern})`) : undefined;
