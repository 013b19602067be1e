/** What the notes say of a list. */
export type SubmissionState =
	| { state: 'new' }
	/** Its POST went out and no answer came back: the service may have taken it. */
	| { state: 'sending' }
	| ({ state: 'accepted' } & AcceptedNote);

/** What a retry must know of an upload; the counts are missing in a note of an older version. */
export interface AcceptedNote {
	uploadId: string;
	accepted?: number | null;
	pointsLeft?: number | null;
}

/**
 * What this node has sent and paid for in this execution. n8n's Retry On Fail runs a whole node again, even
 * one that succeeded when its first row has a field named `error`; the notes are how the second try knows.
 *
 * A note is written before a list is posted, so that whatever happens then, no later try posts it again.
 */
export class Submissions {
	private readonly seen = new Map<string, number>();

	/**
	 * @param store Survives retries and the editor's "Retry execution", as n8n's node context does. Plain JSON.
	 * @param run Tells the iterations of a loop apart: each is a payment of its own.
	 */
	constructor(
		private readonly store: Record<string, unknown>,
		private readonly run: string,
	) {}

	/**
	 * The submission of a list. The same list a second time in one run is a second submission, since the user
	 * asked twice; so ask once for each list, in the same order on every try.
	 *
	 * @param app The app's code.
	 * @param identity What the list is known by in every try, such as a digest of its bytes.
	 */
	of(app: string, identity: string): Submission {
		const list = `submission:${app}:${identity}`;
		const before = this.seen.get(list) ?? 0;
		this.seen.set(list, before + 1);
		return new Submission(this.store, list, this.run, before);
	}
}

/** What is being sent at this moment, by the store and key of its note. Not saved: it ends with the process. */
const underWay = new WeakMap<object, Map<string, Promise<unknown>>>();

/** The notes of one list, by the run and how many equal lists came before in it. */
type Notes = Record<string, SubmissionState>;

/** One list's note. */
export class Submission {
	private readonly place: string;

	/**
	 * @param list What the list is known by in all runs.
	 * @param before How many equal lists came before in this run.
	 */
	constructor(
		private readonly store: Record<string, unknown>,
		private readonly list: string,
		private readonly run: string,
		before: number,
	) {
		this.place = `${run}:${before}`;
	}

	get current(): SubmissionState {
		return this.notes[this.place] ?? { state: this.isLost() ? 'sending' : 'new' };
	}

	/** Whether no answer came back for the list in another iteration of a loop: rows may have come round again. */
	private isLost(): boolean {
		return Object.entries(this.notes).some(
			([place, { state }]) => state === 'sending' && !place.startsWith(`${this.run}:`),
		);
	}

	private get notes(): Notes {
		return (this.store[this.list] ?? {}) as Notes;
	}

	private note(state: SubmissionState): void {
		this.store[this.list] = { ...this.notes, [this.place]: state };
	}

	/**
	 * Runs `send`, unless the same list is just being sent: then it waits for the outcome of that. n8n runs several
	 * calls of an AI agent's tool at the same time.
	 */
	async shared<Outcome>(send: () => Promise<Outcome>): Promise<Outcome> {
		const others = underWay.get(this.store) ?? new Map<string, Promise<unknown>>();
		underWay.set(this.store, others);
		const key = `${this.list}:${this.place}`;
		const other = others.get(key) as Promise<Outcome> | undefined;
		if (other) return await other;
		const own = send().finally(() => others.delete(key));
		others.set(key, own);
		return await own;
	}

	/** To be called before the request leaves. */
	noteSending(): void {
		this.note({ state: 'sending' });
	}

	noteAccepted({ uploadId, accepted, pointsLeft }: AcceptedNote): void {
		this.note({ state: 'accepted', uploadId, accepted, pointsLeft });
	}

	/** Only when the service refused the list, or the request provably never left. */
	noteWithdrawn(): void {
		const others = { ...this.notes };
		delete others[this.place];
		if (Object.keys(others).length > 0) this.store[this.list] = others;
		else delete this.store[this.list];
	}
}
