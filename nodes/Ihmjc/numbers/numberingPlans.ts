import { getOrCreate } from '../util/values';
import { callingCodeOf, type CountryCode, type Region, WORLD } from './countries';
import type * as Plans from './plans.json';

/**
 * A country's numbering plan with its patterns as text. plans.json is made from the metadata of libphonenumber-js, because loading that
 * library takes as long as the rest of a first check.
 */
export interface WrittenPlan {
	/** Matches every valid national number. */
	readonly pattern: string;
	/** The pattern and lengths of each type of number. The pattern is empty if it is that of fixed lines. */
	readonly types: Readonly<Record<string, readonly [pattern: string, lengths: readonly number[]]>>;
	readonly lengths: readonly number[];
	readonly leadingDigits?: string;
	readonly nationalPrefix?: string;
	readonly trunkPrefix?: string;
	/** Replaces the trunk prefix if its groups match. */
	readonly rewriting?: string;
	readonly internationalPrefix?: string;
}

export interface WrittenPlans {
	/** The countries of each calling code, starting with the main one; none if it belongs to no country. */
	readonly callingCodes: Readonly<Record<string, readonly string[]>>;
	/** By country, or by a calling code of no country. */
	readonly plans: Readonly<Record<string, WrittenPlan>>;
}

let written: WrittenPlans | undefined;

/** Loads the numbering plans at the first call, because n8n loads every node when it starts, used or not. */
export function loadPlans(): WrittenPlans {
	// Uses `module.require`, because a plain `require` would be bundled. The path is right here and in dist/, where gulpfile.js puts the file
	// next to the node. The type of the file is named, because the compiler then also copies it to where `npm run dev` needs it.
	written ??= module.require('./plans.json') as typeof Plans & WrittenPlans;
	return written;
}

/** The numbering plan of a country or of a calling code of no country, with its patterns compiled once. */
export type NumberingPlan = ReturnType<typeof compile>;

const plans = new Map<string, NumberingPlan>();

export const planOf = (country: CountryCode): NumberingPlan =>
	getOrCreate(plans, country, () => compile(country, country, callingCodeOf(country)));

const byCallingCode = new Map<string, readonly NumberingPlan[]>();

/** The plans of all who share a calling code, that of its main country first; none if there is no such code. */
export const plansOf = (callingCode: string): readonly NumberingPlan[] =>
	getOrCreate(byCallingCode, callingCode, () => {
		const countries = loadPlans().callingCodes[callingCode] as CountryCode[] | undefined;
		if (countries?.length === 0) return [compile(callingCode, WORLD, callingCode)];
		return countries?.map(planOf) ?? [];
	});

/** The plans of the calling code that digits begin with. */
export function plansAt(digits: string): readonly NumberingPlan[] | undefined {
	// No calling code begins with another one, so the first match is right.
	for (let length = 1; length <= 3; length++) {
		const its = plansOf(digits.slice(0, length));
		if (its.length > 0) return its;
	}
	return undefined;
}

/** The main country of a calling code, `001` if it belongs to none. */
export const mainCountryOf = (callingCode: string): Region => plansOf(callingCode)[0].country;

/** Whether a valid national number may be a mobile one. */
export const isMobile = ({ mobile }: NumberingPlan, national: string): boolean =>
	mobile?.test(national) ?? true;

function compile(key: string, country: Region, callingCode: string) {
	const plan = loadPlans().plans[key];
	const { FIXED_LINE: fixedLine, MOBILE: mobile } = plan.types;
	const ordinaryLengths = new Set([fixedLine, mobile].flatMap((type) => type?.[1] ?? []));
	return {
		country,
		callingCode,
		/** Valid national numbers match this pattern and that of one of the types. */
		pattern: whole(plan.pattern),
		types: Object.values(plan.types).flatMap(([pattern, lengths]) =>
			pattern === '' ? [] : [{ pattern: whole(pattern), lengths }],
		),
		/** Lengths of national numbers, ascending. */
		lengths: plan.lengths,
		/** Lengths of fixed-line and mobile numbers, without those of service numbers. */
		ordinaryLengths,
		/** Lengths of mobile numbers; all ordinary lengths if mobile numbers look like fixed lines. */
		mobileLengths: mobile?.[0] ? new Set(mobile[1]) : ordinaryLengths,
		/** Matches fixed-line numbers. */
		fixedLine: fixedLine?.[0] ? whole(fixedLine[0]) : undefined,
		/** Matches mobile numbers; `undefined` if they look like fixed lines, as in the US. */
		mobile: mobile?.[0] ? whole(mobile[0]) : undefined,
		/** Matches the beginning of this country's numbers, if it shares its calling code. */
		leadingDigits: beginning(plan.leadingDigits),
		/** The digits dialed before a national number inside the country, such as 0 in most countries. */
		nationalPrefix: plan.nationalPrefix,
		/** Matches everything dialed before a national number, including the codes of carriers. */
		trunkPrefix: beginning(plan.trunkPrefix),
		/** Replaces that prefix if its groups match. Otherwise the prefix is dropped. */
		rewriting: plan.rewriting,
		/** Matches the digits dialed before a foreign number. */
		internationalPrefix: beginning(plan.internationalPrefix),
	};
}

const whole = (pattern: string) => new RegExp(`^(?:${pattern})$`);

const beginning = (pattern: string | undefined) =>
	pattern ? new RegExp(`^(?:${pattern})`) : undefined;
