import type { App } from '../apps/apps';
import type { ParsedNumber } from '../numbers/createNumberParser';
import type { NumberList } from '../numbers/NumberList';
import type { VerdictList, Verdict } from '../results/VerdictList';
import type { Fault } from '../service/Fault';
import type { Submission } from '../state/Submission';

/** Numbers of one app and country that are sent together, with the state of their upload. */
export class Upload {
	readonly kind = 'upload';

	/** The input items that the numbers come from. */
	readonly items: number[] = [];

	/** Whether an earlier execution made it. It isn't sent or charged now. */
	readonly isResumed: boolean;

	/** This execution's note about it; missing before it is planned, or if an earlier execution made it. */
	submission: Submission | undefined;

	/** The points left after it, if the service says so. */
	pointsLeft: number | null = null;

	/** Set if it was refused or failed. */
	fault: Fault | undefined;

	/** The fault of the last query before the wait ended. */
	lastFault: Fault | undefined;

	/** Whether the wait ended before it was done. */
	isLate = false;

	/** Set when its result lists are read. */
	verdicts: VerdictList | undefined;

	/** When the result was fetched, ISO 8601. */
	checkedAt = '';

	/** Whether its lists are whole, so that a number in neither of them is `unknown`. */
	isComplete = true;

	constructor(
		readonly app: App,
		readonly numbers: NumberList,
		public uploadId?: string,
	) {
		this.isResumed = uploadId !== undefined;
	}

	get state(): 'unsent' | 'accepted' | 'pending' | 'done' | 'failed' {
		if (this.fault) return 'failed';
		if (this.verdicts) return 'done';
		if (this.uploadId === undefined) return 'unsent';
		return this.isLate ? 'pending' : 'accepted';
	}

	/** Numbers that it may have, if its numbers aren't known. */
	mayHold: NumberList | undefined;

	/** The numbers to look for in its result lists. */
	get listedNumbers(): NumberList {
		return this.mayHold ?? this.submission?.list.numbers ?? this.numbers;
	}

	/** Whether it comes from 'Resume Uploads', so it may have other numbers. */
	get isGiven(): boolean {
		return this.mayHold !== undefined;
	}

	/**
	 * Adds a number unless it is there already.
	 *
	 * @returns whether it is new
	 */
	add(digits: string, item: number): boolean {
		if (this.items.at(-1) !== item) this.items.push(item);
		return this.numbers.add(digits);
	}

	/** The verdict of one of its numbers; `undefined` until its result lists are read. */
	verdictOf({ digits }: ParsedNumber): Verdict | undefined {
		return this.verdicts?.at(this.listedNumbers.indexOfNumber(Number(digits)));
	}
}

/** An upload that this execution sends, or has sent. */
export type ClaimedUpload = Upload & { submission: Submission };

export const isClaimed = (upload: Upload): upload is ClaimedUpload =>
	upload.submission !== undefined;
