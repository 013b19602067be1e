import type { CountryCode } from './countries';
import { loadLibphonenumber } from './loadLibphonenumber';

/** One country's numbering plan, its patterns compiled once. The library compiles them anew for every number. */
export interface CompiledPlan {
	/** What a valid national number matches: this, and one of the types where there are any. */
	readonly pattern: RegExp;
	readonly types: ReadonlyArray<{ pattern: RegExp; lengths: readonly number[] }> | undefined;
	/** How long a national number can be, ascending. */
	readonly lengths: readonly number[];
	/** How long fixed-line and mobile numbers are, as against service numbers. */
	readonly ordinaryLengths: ReadonlySet<number>;
	/** How numbers begin that belong to this country among those that share its calling code. */
	readonly leadingDigits: RegExp | undefined;
	/** What is dialled before a national number inside the country. */
	readonly trunkPrefix: RegExp | undefined;
	/** Whether that prefix, where its groups match, is rewritten rather than dropped. */
	readonly rewritesTrunkPrefix: boolean;
	/** What is dialled before a foreign number. */
	readonly internationalPrefix: RegExp | undefined;
}

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

function compile(countryOrCallingCode: string): CompiledPlan {
	const plan = loadLibphonenumber().numberingPlan(countryOrCallingCode);
	return {
		pattern: whole(plan.nationalNumberPattern()),
		types: plan.hasTypes()
			? TYPES.flatMap((name) => {
					const type = plan.type(name);
					if (!type?.pattern()) return [];
					return { pattern: whole(type.pattern()), lengths: type.possibleLengths() };
				})
			: undefined,
		lengths: plan.possibleLengths(),
		ordinaryLengths: new Set(
			['FIXED_LINE', 'MOBILE'].flatMap((name) => plan.type(name)?.possibleLengths() ?? []),
		),
		leadingDigits: beginning(plan.leadingDigits()),
		trunkPrefix: beginning(plan.nationalPrefixForParsing()),
		rewritesTrunkPrefix: Boolean(plan.nationalPrefixTransformRule()),
		internationalPrefix: beginning(plan.IDDPrefix()),
	};
}

function whole(pattern: string): RegExp {
	return new RegExp(`^(?:${pattern})$`);
}

function beginning(pattern: string | undefined): RegExp | undefined {
	return pattern ? new RegExp(`^(?:${pattern})`) : undefined;
}
