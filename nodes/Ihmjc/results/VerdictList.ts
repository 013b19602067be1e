const UNKNOWN = 0;
const ACTIVATED = 1;
const UNREGISTERED = 2;

const STATUS_OF = ['unknown', 'activated', 'unregistered'] as const;

export type ListStatus = 'activated' | 'unregistered';

export type Verdict = (typeof STATUS_OF)[number];

/** The numbers that were sent. */
export interface NumberIndex {
	readonly size: number;
	/** @returns the slot of a number, or -1 */
	indexOfNumber(number: number): number;
}

/**
 * The verdict of each number of a list, filled in while its result lists stream in: one byte a
 * number. A number in neither list is `unknown`; one in both counts as activated.
 */
export class VerdictList {
	/** Lines whose number was never sent as it is written. */
	readonly strangers = { activated: 0, unregistered: 0 };

	/** Whether a number is in both lists: one of them is wrong, or not the last word. */
	isContradictory = false;

	private readonly verdicts: Uint8Array;

	constructor(private readonly numbers: NumberIndex) {
		this.verdicts = new Uint8Array(numbers.size);
	}

	/** @returns whether the number was sent */
	set(number: number, status: ListStatus): boolean {
		const slot = this.numbers.indexOfNumber(number);
		if (slot < 0) this.strangers[status]++;
		else this.put(slot, status);
		return slot >= 0;
	}

	/** How many numbers have each verdict. */
	count(): Record<(typeof STATUS_OF)[number], number> {
		const counts = [0, 0, 0];
		for (const verdict of this.verdicts) counts[verdict]++;
		return {
			unknown: counts[UNKNOWN],
			activated: counts[ACTIVATED],
			unregistered: counts[UNREGISTERED],
		};
	}

	/** Takes back every verdict of one kind: its list comes again from the start. */
	forget(status: ListStatus): void {
		const code = status === 'activated' ? ACTIVATED : UNREGISTERED;
		this.verdicts.forEach((verdict, slot) => {
			if (verdict === code) this.verdicts[slot] = UNKNOWN;
		});
		this.strangers[status] = 0;
		this.isContradictory = false;
	}

	/** The verdict of the number in a slot. */
	at(slot: number): Verdict {
		return STATUS_OF[this.verdicts[slot]];
	}

	private put(slot: number, status: ListStatus): void {
		const other = status === 'activated' ? UNREGISTERED : ACTIVATED;
		if (this.verdicts[slot] === other) this.isContradictory = true;
		if (status === 'activated') this.verdicts[slot] = ACTIVATED;
		else if (this.verdicts[slot] === UNKNOWN) this.verdicts[slot] = UNREGISTERED;
	}
}
