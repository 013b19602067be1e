/** What the last query for an upload said, and when it was asked. */
export interface RememberedAnswer<Answer> {
	/** Milliseconds since 1970. */
	askedAt: number;
	/** Missing when the query failed: it was asked all the same. */
	answer?: Answer;
}

/**
 * The last answer for each upload, so that neither a retry nor the next node asks again within 10 seconds.
 * It is kept in the store that is handed in: plain JSON, which n8n saves with the execution.
 */
export class AnswerMemory<Answer> {
	/**
	 * @param store Shared by all nodes of the execution.
	 * @param account Tells apart equal upload IDs of two accounts.
	 */
	constructor(
		private readonly store: Record<string, unknown>,
		private readonly account: string,
	) {}

	get(uploadId: string): RememberedAnswer<Answer> | undefined {
		return this.store[this.key(uploadId)] as RememberedAnswer<Answer> | undefined;
	}

	set(uploadId: string, askedAt: number, answer?: Answer): void {
		const before = this.get(uploadId)?.answer;
		this.store[this.key(uploadId)] = { askedAt, answer: answer ?? before };
	}

	/** When the result of an upload was first asked for in this execution: it may not be there at once. */
	firstFetchAt(uploadId: string, now: number): number {
		return (this.store[`${this.key(uploadId)}:fetched`] ??= now) as number;
	}

	/** That the service took an upload in this execution, so must know it. */
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
