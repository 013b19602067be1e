/** Time as it is handed in, so that a test of an hour's wait takes milliseconds. */
export interface Clock {
	/** Milliseconds since 1970. */
	now(): number;
	/** Resolves after `milliseconds`, or within a second of the signal. Never rejects. */
	sleep(milliseconds: number): Promise<void>;
	/** Aborted when the user cancels the execution. */
	readonly signal?: AbortSignal;
}
