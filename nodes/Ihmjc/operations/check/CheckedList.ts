import type { App } from '../../apps/apps';
import type { NumberList } from '../../numbers/NumberList';
import { AnsweredList } from '../../results/AnsweredList';
import type { Fault } from '../../service/Fault';

/** The numbers of one upload and what is known of them. */
export class CheckedList {
	/** Whether an earlier run made the upload: it isn't sent, and wasn't paid for now. */
	readonly isResumed: boolean;

	uploadId: string | undefined;

	/** What the service said after the upload, if it was made now and said so. */
	pointsLeft: number | null = null;

	/** Set when the upload was refused or broke. */
	fault: Fault | undefined;

	/** What the last query failed with, when the wait ended after it. */
	lastFault: Fault | undefined;

	/** Set when the result is there. */
	answers: AnsweredList | undefined;

	/** When the result was fetched, ISO 8601. */
	checkedAt = '';

	/** Whether its result has all the numbers that the service counted. */
	isComplete = true;

	/** @param item The first input item of it. */
	constructor(
		readonly app: App,
		readonly numbers: NumberList,
		readonly item: number,
		resumedUploadId?: string,
	) {
		this.isResumed = resumedUploadId !== undefined;
		this.uploadId = resumedUploadId;
	}

	get state(): 'unsent' | 'pending' | 'done' | 'failed' {
		if (this.fault) return 'failed';
		if (this.answers) return 'done';
		return this.uploadId === undefined ? 'unsent' : 'pending';
	}
}
