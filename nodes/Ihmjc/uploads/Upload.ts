import type { App } from '../apps/apps';
import type { ParsedNumber } from '../numbers/createNumberParser';
import type { NumberList } from '../numbers/NumberList';
import type { VerdictList, Verdict } from '../results/VerdictList';
import type { Fault } from '../service/Fault';
import type { Submission } from '../state/Submission';

/** The numbers that are sent together, all of one app and country, and what became of them. */
export class Upload {
	readonly kind = 'upload';

	/** The input items that the numbers come from. */
	readonly items: number[] = [];

	/** Whether an earlier run made it: it isn't sent, and wasn't paid for now. */
	readonly isResumed: boolean;

	/** The note of what is sent; missing for what an earlier execution sent. */
	submission: Submission | undefined;

	/** The points that the service says are left after it, if it says so. */
	pointsLeft: number | null = null;

	/** Set when it was refused or broke. */
	fault: Fault | undefined;

	/** What the last query failed with, when the wait ended after it. */
	lastFault: Fault | undefined;

	/** Whether the wait for it ended before it was done. */
	isLate = false;

	/** Set when its result is there. */
	verdicts: VerdictList | undefined;

	/** When the result was fetched, ISO 8601. */
	checkedAt = '';

	/** Whether its result has all the numbers that the service counted. */
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

	/** The numbers that it may hold, where this run asks for some of them only. */
	mayHold: NumberList | undefined;

	/** The numbers to look for in its result lists. */
	get listedNumbers(): NumberList {
		return this.mayHold ?? this.submission?.list.numbers ?? this.numbers;
	}

	/** Whether 'Resume Uploads' names it: it may hold quite other numbers. */
	get isGiven(): boolean {
		return this.mayHold !== undefined;
	}

	/** Adds a number, once. @returns whether it is new */
	add(digits: string, item: number): boolean {
		if (this.items.at(-1) !== item) this.items.push(item);
		return this.numbers.add(digits);
	}

	/** What the service said of one of its numbers; `undefined` until its result is there. */
	verdictOf({ digits }: ParsedNumber): Verdict | undefined {
		return this.verdicts?.at(this.listedNumbers.indexOfNumber(Number(digits)));
	}
}

/** One that this execution sends, once. */
export type ClaimedUpload = Upload & { submission: Submission };

export const isClaimed = (upload: Upload): upload is ClaimedUpload =>
	upload.submission !== undefined;
