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
	/** For every app. Without it the price depends on the app, as a reseller's does (prices.ts). */
	pricePerNumber?: number;
	/** The address to listen at; `127.0.0.1`, the default, can be reached from this machine only. */
	host?: string;
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

/** All options; those without a default may be missing. */
export type SandboxSettings = Required<Omit<SandboxOptions, 'pricePerNumber'>> &
	Pick<SandboxOptions, 'pricePerNumber'>;

export const defaultOptions: SandboxSettings = {
	port: 0,
	account: 'demo',
	password: 'sandbox-demo',
	rechargePoints: 100_000,
	bonusPoints: 500,
	host: '127.0.0.1',
	jobSeconds: 0,
	smallestList: 0,
	countryRule: 'country',
	now: Date.now,
	log: () => {},
	quirks: [],
};
