import type { NumberList } from '../numbers/NumberList';

/** The state of a list in its note. */
export type SubmissionState =
	| { state: 'new' }
	/** Its POST went out and no response came back: the service may have taken it. */
	| { state: 'sending' }
	| ({ state: 'accepted' } & AcceptedNote);

/** The part of an upload's response that a retry needs. */
export interface AcceptedNote {
	uploadId: string;
	accepted: number | null;
	pointsLeft: number | null;
}

/** A list that this execution sends, or has sent, once. */
export interface SubmittedList {
	/** The app's code. */
	app: string;
	/** The run that sent it: a loop has one for each iteration. */
	run: string;
	/** How many numbers it has. */
	size: number;
	/** Identifies the list if its numbers aren't kept. */
	identity?: string;
	/** Its numbers, if they are kept. */
	numbers?: NumberList;
}

/**
 * The note of one list. It is saved before the list is posted, so that no later try posts it again, whatever happens.
 */
export class Submission {
	private state: SubmissionState;

	/** How many calls want it to be sent. Not saved, because they end with the process. */
	holders = 0;

	private inFlight: Promise<unknown> | undefined;

	/** Set if it wasn't accepted. To send it again, make another submission. */
	private refusal: Promise<unknown> | undefined;

	constructor(
		readonly list: SubmittedList,
		private readonly save: () => void,
		state: SubmissionState = { state: 'new' },
	) {
		this.state = state;
	}

	get current(): SubmissionState {
		return this.state;
	}

	/** Whether it has not left, and nobody is just sending it. */
	get isUnsent(): boolean {
		return this.state.state === 'new' && this.inFlight === undefined;
	}

	/** Whether no response came back for it. */
	get isLost(): boolean {
		return this.state.state === 'sending' && this.inFlight === undefined;
	}

	/**
	 * Runs `send`, unless the list is being sent or was refused: then it returns that outcome. n8n runs several calls of an AI agent's
	 * tool at the same time.
	 */
	async shared<Outcome>(send: () => Promise<Outcome>): Promise<Outcome> {
		if (this.refusal) return (await this.refusal) as Outcome;
		this.inFlight ??= send().finally(() => (this.inFlight = undefined));
		return (await this.inFlight) as Outcome;
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
		this.refusal = this.inFlight;
		this.note({ state: 'new' });
	}

	private note(state: SubmissionState): void {
		this.state = state;
		this.save();
	}
}
