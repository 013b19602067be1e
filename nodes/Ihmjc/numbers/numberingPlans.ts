import type { CountryCode } from './countries';
import { loadLibphonenumber } from './loadLibphonenumber';

/** One country's numbering plan, its patterns compiled once. The library compiles them for every number. */
export interface CompiledPlan {
	/** What a valid national number matches: this, and one of the types where there are any. */
	readonly pattern: RegExp;
	readonly types: ReadonlyArray<{ pattern: RegExp; lengths: readonly number[] }> | undefined;
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
	/** The same as the library looks for it: with the codes of carriers, and more. */
	readonly trunkPrefix: RegExp | undefined;
	/** Whether that prefix, where its groups match, is rewritten rather than dropped. */
	readonly rewritesTrunkPrefix: boolean;
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

const TYPES = [
	'FIXED_LINE',
	'MOBILE',
	'PREMIUM_RATE',
	'TOLL_FREE',
	'SHARED_COST',
	'VOIP',
	'PERSONAL_NUMBER',
	'PAGER',
	'UAN',
	'VOICEMAIL',
];

const plans = new Map<string, CompiledPlan>();
const callingCodes = new Map<string, CallingCode | undefined>();
let countriesOf: Map<string, readonly CountryCode[]> | undefined;

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
		countriesOf ??= loadLibphonenumber().callingCodes() as Map<string, readonly CountryCode[]>;
		const countries = countriesOf.get(callingCode);
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
	const plan = loadLibphonenumber().numberingPlan(countryOrCallingCode);
	const types = plan.hasTypes()
		? TYPES.flatMap((name) => {
				const type = plan.type(name);
				if (!type?.pattern()) return [];
				return { name, pattern: whole(type.pattern()), lengths: type.possibleLengths() };
			})
		: undefined;
	const patternOf = (type: string) => types?.find(({ name }) => name === type)?.pattern;
	return {
		pattern: whole(plan.nationalNumberPattern()),
		types,
		lengths: plan.possibleLengths(),
		ordinaryLengths: new Set(
			['FIXED_LINE', 'MOBILE'].flatMap((name) => plan.type(name)?.possibleLengths() ?? []),
		),
		fixedLine: patternOf('FIXED_LINE'),
		mobile: patternOf('MOBILE'),
		leadingDigits: beginning(plan.leadingDigits()),
		nationalPrefix: plan.nationalPrefix() || undefined,
		trunkPrefix: beginning(plan.nationalPrefixForParsing()),
		rewritesTrunkPrefix: Boolean(plan.nationalPrefixTransformRule()),
		internationalPrefix: beginning(plan.IDDPrefix()),
	};
}

const whole = (pattern: string) => new RegExp(`^(?:${pattern})$`);

const beginning = (pattern: string | undefined) =>
	pattern ? new RegExp(`^(?:${pattern})`) : undefined;
