/** What the notes say of a list. */
export type SubmissionState =
	| { state: 'new' }
	/** Its POST went out and no answer came back: the service may have taken it. */
	| { state: 'sending' }
	| { state: 'accepted'; uploadId: string };

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
	 * @param runIndex Tells the iterations of a loop apart: each is a payment of its own.
	 */
	constructor(
		private readonly store: Record<string, unknown>,
		private readonly runIndex: number,
	) {}

	/**
	 * The submission of a list. The same list a second time in one run is a second submission, since the user
	 * asked twice; so ask once for each list, in the same order on every try.
	 *
	 * @param app The app's code.
	 * @param identity What the list is known by in every try, such as a digest of its bytes.
	 */
	of(app: string, identity: string): Submission {
		const list = `${this.runIndex}:${app}:${identity}`;
		const before = this.seen.get(list) ?? 0;
		this.seen.set(list, before + 1);
		return new Submission(this.store, `submission:${list}:${before}`);
	}
}

/** One list's note. */
export class Submission {
	constructor(
		private readonly store: Record<string, unknown>,
		private readonly key: string,
	) {}

	get current(): SubmissionState {
		return (this.store[this.key] as SubmissionState | undefined) ?? { state: 'new' };
	}

	/** To be called before the request leaves. */
	sending(): void {
		this.store[this.key] = { state: 'sending' } satisfies SubmissionState;
	}

	accepted(uploadId: string): void {
		this.store[this.key] = { state: 'accepted', uploadId } satisfies SubmissionState;
	}

	/** Only when the service refused the list, or the request provably never left. */
	withdrawn(): void {
		delete this.store[this.key];
	}
}
