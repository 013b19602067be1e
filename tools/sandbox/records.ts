import type { Endpoint } from './quirks/quirks';

/** A request: recorded when it arrives, completed when its body is read. */
export interface RequestRecord {
	/** By the sandbox's clock. */
	at: number;
	endpoint: Endpoint | 'none';
	method: string;
	/** Without a query string. */
	path: string;
	contentType: string;
	/** All fields except the password; a field that was sent twice is joined by a comma. */
	fields: Record<string, string>;
	/** In the order sent, including repeats and files. */
	fieldNames: string[];
	passwordRight: boolean;
	/** The uploaded file. `name` is undefined if its part had none; `size` is in bytes. */
	file?: { name: string | undefined; contentType: string; size: number };
	/** The ID of an accepted upload, even if the response didn't deliver it. */
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
	/** Number of lines. Each was charged. */
	count: number;
	/** By the sandbox's clock. */
	at: number;
	/** The numbers that were sent. Each call builds the array again. */
	numbers(): string[];
}
