import type { QuirkRule } from './quirks/QuirkRule';

/**
 * How strictly "only one country one time" (the interface document, 1.1) is enforced. It is unknown
 * what the vendor means by a country (docs/service.md).
 */
export const countryRules = ['country', 'callingCode', 'any'] as const;
export type CountryRule = (typeof countryRules)[number];

export interface SandboxOptions {
	/** 0, the default, takes any free port. */
	port?: number;
	account?: string;
	password?: string;
	/** Points that were bought. They are used when no bonus points are left. */
	rechargePoints?: number;
	/** Points that were given. They are used up first. */
	bonusPoints?: number;
	/** The price for every app. If missing, the price depends on the app, as at a reseller (prices.ts). */
	pricePerNumber?: number;
	/** The address to listen on. Only this machine can reach `127.0.0.1`, the default. */
	host?: string;
	/** Seconds from an accepted upload to its completion, measured by `now`. */
	jobSeconds?: number;
	/** Shorter lists are refused, as by a reseller of the service, which takes none under 2,000. */
	minLines?: number;
	/**
	 * `country` (default): one ISO country, by libphonenumber's metadata. Takes about 15 microseconds for
	 * each number whose calling code is shared (+1, +7, +44, …). `callingCode`: one calling code.
	 * `any`: not enforced, for measurements.
	 */
	countryRule?: CountryRule;
	/** The clock, in milliseconds, for records, job progress and the 7 days that results are kept. */
	now?: () => number;
	/** Receives one line per request. It never contains a password or a phone number. */
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
	minLines: 0,
	countryRule: 'country',
	now: Date.now,
	log: () => {},
	quirks: [],
};
