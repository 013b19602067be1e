/** All statuses of a number at an app. Workflows depend on them. */
export const STATUSES = [
	'activated',
	'unregistered',
	'unknown',
	'invalid',
	'held',
	'failed',
	'pending',
] as const;

export type Status = (typeof STATUSES)[number];

export const isStatus = (text: string): text is Status =>
	(STATUSES as readonly string[]).includes(text);

/** The nine result fields of a row. Strings are never null, so that old values in a sheet are cleared. */
export interface RowResult {
	status: Status;
	/** E.164 digits without `+`. */
	number: string;
	/** ISO 3166, or `001` if the calling code belongs to no country. */
	country: string;
	/** The app's slug, or its code if it has none. */
	app: string;
	uploadId: string;
	/** Explains the status to workflows; `''` if there is nothing to explain. */
	reason: string;
	/** Explains the status to people. */
	message: string;
	/** ISO 8601; `''` without a verdict. */
	checkedAt: string;
	/** Whether an earlier row holds the same number. */
	duplicate: boolean;
}

export const NO_RESULT: RowResult = {
	status: 'failed',
	number: '',
	country: '',
	app: '',
	uploadId: '',
	reason: '',
	message: '',
	checkedAt: '',
	duplicate: false,
};
