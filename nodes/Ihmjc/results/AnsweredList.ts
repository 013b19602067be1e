const UNKNOWN = 0;
const ACTIVATED = 1;
const UNREGISTERED = 2;

const STATUS_OF = ['unknown', 'activated', 'unregistered'] as const;

export type Verdict = (typeof STATUS_OF)[number];

/** Tells the slot of a number, or -1. */
export interface NumberIndex {
	readonly size: number;
	indexOfNumber(number: number): number;
}

/**
 * The service's answer for each number of a list, filled in while its result lists stream in: one byte a
 * number. Who is in neither list is unknown; who is in both counts as activated.
 */
export class AnsweredList {
	private readonly answers: Uint8Array;

	constructor(private readonly numbers: NumberIndex) {
		this.answers = new Uint8Array(numbers.size);
	}

	/** @returns whether the list has the number */
	set(number: number, status: 'activated' | 'unregistered'): boolean {
		const slot = this.numbers.indexOfNumber(number);
		// Of a number that was never in the list nothing is known.
		if (slot < 0) return false;
		if (status === 'activated') this.answers[slot] = ACTIVATED;
		else if (this.answers[slot] === UNKNOWN) this.answers[slot] = UNREGISTERED;
		return true;
	}

	/** Takes back every answer of one kind: its list comes again from the start. */
	forget(status: 'activated' | 'unregistered'): void {
		const code = status === 'activated' ? ACTIVATED : UNREGISTERED;
		this.answers.forEach((answer, slot) => {
			if (answer === code) this.answers[slot] = UNKNOWN;
		});
	}

	/** The answer for the number in a slot. */
	at(slot: number): Verdict {
		return STATUS_OF[this.answers[slot]];
	}
}
