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

/** The last query for each upload, by the store that will hold its status. Not saved, because it ends with the process. */
const lastQueries = new WeakMap<object, Map<string, Query>>();

interface Query {
	inFlight?: Promise<unknown>;
	response?: unknown;
}

/** What is known of the uploads of an account, so that neither a retry nor the next node asks again within 10 seconds. */
export class KnownUploads<Status> {
	private readonly queries: Map<string, Query>;

	/**
	 * @param store Shared by all nodes of the execution.
	 * @param account Tells apart equal upload IDs of two accounts.
	 */
	constructor(
		private readonly store: Record<string, unknown>,
		private readonly account: string,
	) {
		this.queries = getOrCreate(lastQueries, store, () => new Map<string, Query>());
	}

	of(uploadId: string): KnownUpload<Status> {
		return (this.store[this.key(uploadId)] ??= {}) as KnownUpload<Status>;
	}

	/** The query for an upload that is in flight. */
	askedNow<Response>(uploadId: string): Promise<Response> | undefined {
		return this.query(uploadId).inFlight as Promise<Response> | undefined;
	}

	/** The response to the last query for an upload. */
	lastResponse<Response>(uploadId: string): Response | undefined {
		return this.query(uploadId).response as Response | undefined;
	}

	/** Sends a query, and lets others share its response. */
	async ask<Response>(uploadId: string, send: () => Promise<Response>): Promise<Response> {
		const query = this.query(uploadId);
		const inFlight = send().finally(() => delete query.inFlight);
		query.inFlight = inFlight;
		return (query.response = await inFlight) as Response;
	}

	private query(uploadId: string): Query {
		return getOrCreate(this.queries, this.key(uploadId), () => ({}));
	}

	private key(uploadId: string): string {
		return `ihmjc:${this.account}:${uploadId}`;
	}
}
