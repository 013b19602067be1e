import { getOrCreate } from '../util/values';

/** What an execution knows of an upload, as plain JSON in its store, changed in place. */
export interface KnownUpload<Status> {
	/** When it was last asked for; milliseconds since 1970. */
	askedAt?: number;
	/** Missing until a query has succeeded. */
	status?: Status;
	/** When its result was first asked for, which may not be there at once. */
	fetchedAt?: number;
	/** Whether the service accepted it in this execution, so that it must know it. */
	isAccepted?: boolean;
}

/** Queries that are in flight, by the store that will hold their status. Not saved, because they end with the process. */
const inFlight = new WeakMap<object, Map<string, Promise<unknown>>>();

/** What is known of the uploads of an account, so that neither a retry nor the next node asks again within 10 seconds. */
export class KnownUploads<Status> {
	private readonly asking: Map<string, Promise<unknown>>;

	/**
	 * @param store Shared by all nodes of the execution.
	 * @param account Tells apart equal upload IDs of two accounts.
	 */
	constructor(
		private readonly store: Record<string, unknown>,
		private readonly account: string,
	) {
		this.asking = getOrCreate(inFlight, store, () => new Map<string, Promise<unknown>>());
	}

	of(uploadId: string): KnownUpload<Status> {
		return (this.store[this.key(uploadId)] ??= {}) as KnownUpload<Status>;
	}

	/** The query for an upload that is in flight. */
	askedNow<Response>(uploadId: string): Promise<Response> | undefined {
		return this.asking.get(this.key(uploadId)) as Promise<Response> | undefined;
	}

	/** Sends a query, and lets others share its response. */
	async ask<Response>(uploadId: string, send: () => Promise<Response>): Promise<Response> {
		const key = this.key(uploadId);
		const response = send().finally(() => this.asking.delete(key));
		this.asking.set(key, response);
		return await response;
	}

	private key(uploadId: string): string {
		return `ihmjc:${this.account}:${uploadId}`;
	}
}
