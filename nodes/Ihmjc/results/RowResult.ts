/** What became of a row: a closed set. */
export const STATUSES = [
	'activated',
	'unregistered',
	'unknown',
	'invalid',
	'failed',
	'pending',
] as const;

export type Status = (typeof STATUSES)[number];

/** The nine answers that a row gets. Strings are never null, so that a sheet's cell is cleared. */
export interface RowResult {
	status: Status;
	/** E.164 digits without `+`. */
	number: string;
	/** ISO 3166. */
	country: string;
	/** The app's slug, or its code if it has none. */
	app: string;
	uploadId: string;
	/** A code for machines; `''` when there is nothing to explain. */
	reason: string;
	/** The reason for people. */
	message: string;
	/** ISO 8601; `''` unless the service answered for the number. */
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
