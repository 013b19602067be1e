import type { CountryCode } from './countries';
import { loadPlans } from './loadPlans';

/** One country's numbering plan, its patterns compiled once. */
export interface CompiledPlan {
	/** What a valid national number matches: this, and one of the types where there are any. */
	readonly pattern: RegExp;
	readonly types: ReadonlyArray<{ pattern: RegExp; lengths: readonly number[] }>;
	/** How long a national number can be, ascending. */
	readonly lengths: readonly number[];
	/** How long fixed-line and mobile numbers are, as against service numbers. */
	readonly ordinaryLengths: ReadonlySet<number>;
	/** What fixed-line numbers match. */
	readonly fixedLine: RegExp | undefined;
	/** What mobile numbers match; `undefined` where they look like fixed lines, as in the US. */
	readonly mobile: RegExp | undefined;
	/** How numbers begin that belong to this country among those that share its calling code. */
	readonly leadingDigits: RegExp | undefined;
	/** What is dialled before a national number inside the country, as people know it: 0 in most. */
	readonly nationalPrefix: string | undefined;
	/** The same as it is looked for: with the codes of carriers, and more. */
	readonly trunkPrefix: RegExp | undefined;
	/** What that prefix is replaced by, where its groups match. It is dropped otherwise. */
	readonly rewriting: string | undefined;
	/** What is dialled before a foreign number. */
	readonly internationalPrefix: RegExp | undefined;
}

/** Whether a valid national number may be a mobile one. */
export const isMobile = ({ mobile }: CompiledPlan, national: string): boolean =>
	mobile?.test(national) ?? true;

export interface CallingCode {
	readonly callingCode: string;
	/** The countries that use it, the main one first; none if it belongs to no country. */
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

/** The calling code that digits begin with. */
export function callingCodeAt(digits: string): CallingCode | undefined {
	// No calling code begins with another one, so the first that fits is the one.
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
	return {
		pattern: whole(plan.pattern),
		types,
		lengths: plan.lengths,
		ordinaryLengths: new Set(
			[plan.types.FIXED_LINE, plan.types.MOBILE].flatMap((type) => type?.[1] ?? []),
		),
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
