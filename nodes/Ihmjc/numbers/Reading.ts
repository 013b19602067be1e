import type { Region } from './countries';

/** What digits mean when they are read in one particular way. */
export interface Reading {
	/** The whole number in E.164, without the `+`. */
	readonly digits: string;
	readonly callingCode: string;
	/** A function of the digits alone, however they were read. */
	readonly country: Region;
	/** The numbering plan knows numbers of this length. */
	readonly possible: boolean;
	/** The numbering plan knows this number's range. */
	readonly valid: boolean;
}
