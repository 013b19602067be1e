import type * as Plans from './plans.json';

/**
 * A country's numbering plan, its patterns as text. plans.json is made of the metadata of libphonenumber-js: loading the
 * library itself takes as long as everything else that a first check does.
 */
export interface WrittenPlan {
	/** What every valid national number matches. */
	readonly pattern: string;
	/** The pattern and the lengths of each type of number. A pattern is empty where it is the fixed lines' too. */
	readonly types: Readonly<Record<string, readonly [pattern: string, lengths: readonly number[]]>>;
	readonly lengths: readonly number[];
	readonly leadingDigits?: string;
	readonly nationalPrefix?: string;
	readonly trunkPrefix?: string;
	/** What the trunk prefix is replaced by, where its groups match. */
	readonly rewriting?: string;
	readonly internationalPrefix?: string;
}

export interface WrittenPlans {
	/** By calling code, the countries that use it, the main one first; none if it belongs to no country. */
	readonly callingCodes: Readonly<Record<string, readonly string[]>>;
	/** By country, or by a calling code of no country. */
	readonly plans: Readonly<Record<string, WrittenPlan>>;
}

let plans: WrittenPlans | undefined;

/** Gives the numbering plans, loading them at the first call: n8n loads every node when it starts, used or not. */
export function loadPlans(): WrittenPlans {
	// A plain `require` would be bundled. The path is right here and in dist/, where gulpfile.js puts the file beside the node.
	// Its own type is named because the compiler then writes the file too, where `npm run dev` looks for it.
	plans ??= module.require('./plans.json') as typeof Plans & WrittenPlans;
	return plans;
}
