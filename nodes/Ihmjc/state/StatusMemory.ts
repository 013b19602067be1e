import { getOrCreate, SECOND_MS } from '../util/values';

/** Milliseconds between queries of different uploads. */
const MIN_DISTANCE_MS = SECOND_MS;

/** When the next query of an account may go out. Plain JSON. */
export interface Pace {
	/** Milliseconds since 1970. */
	nextAt: number;
	/** When the last one went out. */
	lastAt: number;
	/** Milliseconds between any two. */
	distance: number;
}

/** The last status of an upload, and when it was asked for. */
export interface RememberedStatus<Status> {
	/** Milliseconds since 1970. */
	askedAt: number;
	/** Missing when the query failed: it was asked all the same. */
	status?: Status;
}

/** Queries that are on their way, by the store that will hold the statuses. Not saved: they end with the process. */
const inFlight = new WeakMap<object, Map<string, Promise<unknown>>>();

/**
 * The last status of each upload, so that neither a retry nor the next node asks again within 10 seconds.
 * It is kept in the store that is handed in: plain JSON, which n8n saves with the execution.
 */
export class StatusMemory<Status> {
	/**
	 * @param store Shared by all nodes of the execution.
	 * @param account Tells apart equal upload IDs of two accounts.
	 */
	constructor(
		private readonly store: Record<string, unknown>,
		private readonly account: string,
	) {}

	get(uploadId: string): RememberedStatus<Status> | undefined {
		return this.store[this.key(uploadId)] as RememberedStatus<Status> | undefined;
	}

	set(uploadId: string, askedAt: number, status?: Status): void {
		const before = this.get(uploadId)?.status;
		this.store[this.key(uploadId)] = { askedAt, status: status ?? before };
	}

	/** How fast queries of the account may follow each other: all waits of the execution share it. */
	get pace(): Pace {
		const pace = { nextAt: 0, lastAt: -Infinity, distance: MIN_DISTANCE_MS };
		return (this.store[`ihmjc-pace:${this.account}`] ??= pace) as Pace;
	}

	/** Asks unless a query for the upload is in flight, and then waits for its outcome. */
	async shared<Asked>(uploadId: string, ask: () => Promise<Asked>): Promise<Asked> {
		const others = getOrCreate(inFlight, this.store, () => new Map());
		const key = this.key(uploadId);
		const asking = getOrCreate(
			others,
			key,
			async () => await ask().finally(() => others.delete(key)),
		);
		return (await asking) as Asked;
	}

	/** When the result of an upload was first asked for in this execution: it may not be there at once. */
	firstFetchAt(uploadId: string, now: number): number {
		return (this.store[`${this.key(uploadId)}:fetched`] ??= now) as number;
	}

	/** Notes that the service took an upload in this execution, so it must know it. */
	noteTaken(uploadId: string): void {
		this.store[`${this.key(uploadId)}:taken`] = true;
	}

	isTaken(uploadId: string): boolean {
		return this.store[`${this.key(uploadId)}:taken`] === true;
	}

	private key(uploadId: string): string {
		return `ihmjc:${this.account}:${uploadId}`;
	}
}
