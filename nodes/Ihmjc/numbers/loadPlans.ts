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

let plans: WrittenPlans | undefined;

/** Loads the numbering plans at the first call, because n8n loads every node when it starts, used or not. */
export function loadPlans(): WrittenPlans {
	// Uses `module.require`, because a plain `require` would be bundled. The path is right here and in dist/, where gulpfile.js puts the file
	// next to the node. The type of the file is named, because the compiler then also copies it to where `npm run dev` needs it.
	plans ??= module.require('./plans.json') as typeof Plans & WrittenPlans;
	return plans;
}
