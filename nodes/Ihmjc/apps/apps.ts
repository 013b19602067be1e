import table from './apps.json';

/** An app that Ihmjc can check numbers for. */
export interface App {
	/** The value saved in workflows. It never changes, even if the vendor changes names or codes. */
	slug: string;
	/** The name people know. */
	name: string;
	/** The name in the interface document, section 1.1. */
	vendorName: string;
	/** The `type` of an upload. */
	code: string;
}

/**
 * The 48 apps of the interface document, section 1.1, sorted by name. The codes are exact copies, although those of Magicbricks and
 * Flipkart are shorter than the others and look mistyped. If the vendor changes a code, users can enter it with "Other (Enter Code)".
 */
export const APPS: readonly App[] = table;
