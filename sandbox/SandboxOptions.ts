import type { QuirkRule } from './quirks/QuirkRule';

/**
 * How strictly "only one country one time" (the interface document, 1.1) is enforced. What the vendor
 * means by a country is open (docs/service.md).
 */
export const countryRules = ['country', 'callingCode', 'any'] as const;
export type CountryRule = (typeof countryRules)[number];

export interface SandboxOptions {
	/** 0, the default, takes any free port. */
	port?: number;
	account?: string;
	password?: string;
	/** Points that were paid for. They are used when no bonus points are left. */
	rechargePoints?: number;
	/** Points that were given. They are used up first. */
	bonusPoints?: number;
	pricePerNumber?: number;
	/** Seconds from an accepted upload to its completion, by `now`. */
	jobSeconds?: number;
	/** Lists of fewer numbers are refused, as a reseller does. */
	smallestList?: number;
	/**
	 * `country` (default): one ISO country, by libphonenumber's metadata; some 15 microseconds for each
	 * number of a calling code that countries share (+1, +7, +44, …). `callingCode`: one calling code.
	 * `any`: not enforced, for measurements.
	 */
	countryRule?: CountryRule;
	/** The clock, in milliseconds: records, job progress and the 7 days of keeping follow it. */
	now?: () => number;
	/** Takes one line per request; never a password or a phone number. */
	log?: (line: string) => void;
	quirks?: QuirkRule[];
}

export const defaultOptions: Required<SandboxOptions> = {
	port: 0,
	account: 'demo',
	password: 'sandbox-demo',
	rechargePoints: 100_000,
	bonusPoints: 500,
	pricePerNumber: 1,
	jobSeconds: 0,
	smallestList: 0,
	countryRule: 'country',
	now: Date.now,
	log: () => {},
	quirks: [],
};
