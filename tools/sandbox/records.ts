import type { Endpoint } from './quirks/quirks';

/** A request, noted when it comes in and completed when its body is read. */
export interface RequestRecord {
	/** By the sandbox's clock. */
	at: number;
	endpoint: Endpoint | 'none';
	method: string;
	/** Without a query string. */
	path: string;
	contentType: string;
	/** All but the password; those sent twice joined by a comma. */
	fields: Record<string, string>;
	/** In the order sent, with repeats; files too. */
	fieldNames: string[];
	passwordRight: boolean;
	/** The uploaded file. `name` is undefined if its part had none; `size` is in bytes. */
	file?: { name: string | undefined; contentType: string; size: number };
	/** Given to an upload that was accepted, whether or not the answer told. */
	sendID?: string;
}

/** An upload that was accepted. */
export interface UploadRecord {
	sendID: string;
	appCode: string;
	/** The vendor's name for the app. */
	appName: string;
	/** ISO code of the first number's country. */
	country: string;
	/** Lines, each of which was paid for. */
	count: number;
	/** By the sandbox's clock. */
	at: number;
	/** What was sent, made anew by each call. */
	numbers(): string[];
}
