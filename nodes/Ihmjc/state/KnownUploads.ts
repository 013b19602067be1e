import type { ListStatus } from '../results/judge';
import { getOrCreate } from '../util/values';

/** An execution's knowledge of an upload, as plain JSON in its store, changed in place. */
export interface KnownUpload<Status> {
	/** When it was last queried; milliseconds since 1970. */
	askedAt?: number;
	/** Missing until a query has succeeded. */
	status?: Status;
	/** When its result was first requested, because it may not be available at once. */
	fetchedAt?: number;
	/** Whether the service accepted it in this execution, so that it must know it. */
	isAccepted?: boolean;
}

/** The knowledge of an upload that ends with the process, so it isn't saved. */
interface Unsaved<Response> {
	/** The query that is in flight, for others to share its response. */
	inFlight?: Promise<Response>;
	/** The response to the last query. */
	response?: Response;
}

/** The numbers in the lines of both lists of an upload. */
type ListLines = Record<ListStatus, readonly number[]>;

/** Lines that are kept for all uploads of an execution, some 2 MB. */
const MAX_KEPT_LINES = 200_000;

/** By the store that holds the statuses, then by upload. Not saved either. */
const keptLists = new WeakMap<object, Map<string, ListLines>>();

/** By the store that holds the statuses. */
const unsaved = new WeakMap<object, Map<string, Unsaved<unknown>>>();

/** Remembers the uploads of an account, so that neither a retry nor the next node queries one again within 10 seconds. */
export class KnownUploads<Status> {
	/**
	 * @param store Shared by all nodes of the execution.
	 * @param account Tells apart equal upload IDs of two accounts.
	 */
	constructor(
		private readonly store: Record<string, unknown>,
		private readonly account: string,
	) {}

	of(uploadId: string): KnownUpload<Status> {
		return (this.store[this.key(uploadId)] ??= {}) as KnownUpload<Status>;
	}

	unsavedOf<Response>(uploadId: string): Unsaved<Response> {
		const ofStore = getOrCreate(unsaved, this.store, () => new Map<string, Unsaved<unknown>>());
		return getOrCreate(ofStore, this.key(uploadId), () => ({})) as Unsaved<Response>;
	}

	/** The lists that are kept, so that a loop over the rows of one upload downloads them once. */
	listsOf(uploadId: string): ListLines | undefined {
		return keptLists.get(this.store)?.get(this.key(uploadId));
	}

	/** Keeps the lists of an upload. All others are dropped if there are too many. */
	keepLists(uploadId: string, lists: ListLines): void {
		const kept = getOrCreate(keptLists, this.store, () => new Map<string, ListLines>());
		const all = [...kept.values(), lists].flatMap(Object.values<readonly number[]>);
		if (all.reduce((sum, { length }) => sum + length, 0) > MAX_KEPT_LINES) kept.clear();
		kept.set(this.key(uploadId), lists);
	}

	private key(uploadId: string): string {
		return `ihmjc:${this.account}:${uploadId}`;
	}
}
