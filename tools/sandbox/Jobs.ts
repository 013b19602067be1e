import type { NumberList } from './NumberList';
import { tallyList, type Tally } from './resultList';

const KEPT_MS = 7 * 24 * 60 * 60 * 1000;
const FIRST_SEND_ID = 42_992;

export class Job {
	#tally: Tally | undefined;

	constructor(
		readonly sendID: string,
		readonly appCode: string,
		readonly list: NumberList,
		readonly acceptedAt: number,
		readonly doneAt: number,
	) {}

	/** Counted on first use, because an upload may name its app after its file. */
	get tally(): Tally {
		this.#tally ??= tallyList(this.list, this.appCode);
		return this.#tally;
	}

	/** From 0 to 1. */
	progressAt(now: number): number {
		if (now >= this.doneAt) return 1;
		return Math.max(0, (now - this.acceptedAt) / (this.doneAt - this.acceptedAt));
	}
}

/** The accepted uploads. Sending the same list twice creates two jobs (docs/service.md). */
export class Jobs {
	readonly #jobs = new Map<string, Job>();
	#nextSendID = FIRST_SEND_ID;

	constructor(
		private readonly now: () => number,
		private readonly jobSeconds: number,
	) {}

	add(appCode: string, list: NumberList): Job {
		const sendID = String(this.#nextSendID++);
		const acceptedAt = this.now();
		const job = new Job(sendID, appCode, list, acceptedAt, acceptedAt + this.jobSeconds * 1000);
		this.#jobs.set(sendID, job);
		return job;
	}

	/** Undefined for an unknown ID, and from 7 days after completion on (the interface document, 1.3). */
	find(sendID: string): Job | undefined {
		const job = this.#jobs.get(sendID);
		return job && this.now() < job.doneAt + KEPT_MS ? job : undefined;
	}
}
