import type { NumberList } from '../numbers/NumberList';
import { NumberSet } from '../numbers/NumberSet';
import { type Ending, ResultListReader } from './ResultListReader';

/** How many of an upload's numbers are known: all, some, or only some that it may have. */
export type Coverage = 'whole' | 'some' | 'maybe';

interface Options {
	/** How many numbers the query counts in this list. More of others aren't kept, because the list can't be right then. */
	expected?: number;
	/** Called with the number of every line. */
	onNumber?: (number: number) => void;
}

/** One result list of an upload, read as it arrives: which of the known numbers are in it, one byte a number. */
export class ResultList extends ResultListReader {
	/** Lines with a number that isn't known. */
	strangers = 0;

	/** Whether it was read to its end. */
	isRead = false;

	private readonly slots: Uint8Array;

	private known = 0;

	/** Other numbers, which an upload may have if not all of its numbers are known. */
	private readonly others = new NumberSet();

	private readonly maxOthers: number;

	private isLastCut = false;

	constructor(
		private readonly numbers: NumberList,
		private readonly coverage: Coverage,
		{ expected = 0, onNumber }: Options = {},
	) {
		super();
		this.slots = new Uint8Array(numbers.size);
		this.maxOthers = coverage === 'whole' ? 0 : expected;
		this.onNumber = (number) => {
			this.add(number);
			onNumber?.(number);
		};
	}

	/** Must be called after the last byte. Skip it for a list that was cut off. */
	end(ending: Ending): void {
		this.finish();
		this.isRead = true;
		if (!this.last) return;
		const { number, digits } = this.last;
		const mayBeShort = this.coverage !== 'whole' && !this.isLength(digits);
		this.isLastCut = ending === 'unknown' || this.numbers.beginsAnother(number) || mayBeShort;
		// If not all numbers are known, the query's count decides.
		if (!this.isLastCut && this.coverage !== 'whole') return;
		if (!this.isLastCut) this.onNumber(number, digits);
		this.last = undefined;
	}

	/** Takes in the number of a line. */
	add(number: number): void {
		const slot = this.numbers.indexOf(number);
		if (slot < 0) {
			this.strangers++;
			if (this.others.size <= this.maxOthers) this.others.add(number);
		} else if (this.slots[slot] === 0) {
			this.slots[slot] = 1;
			this.known++;
		}
	}

	/** Whether every line was understood. */
	get isUnderstood(): boolean {
		return this.isRead && !this.isLastCut && this.otherLines === 0;
	}

	/** Whether it is read, understood, and the same for every caller. */
	get isSettled(): boolean {
		return this.isUnderstood && !this.last;
	}

	/**
	 * Makes a function that tells whether the number in a slot is in the list.
	 *
	 * @param expected How many numbers the query counts in this list.
	 */
	listed(expected?: number): (slot: number) => boolean {
		const { last } = this;
		const isWhole = last && this.isLastWhole(last.number, expected);
		const lastSlot = isWhole ? this.numbers.indexOf(last.number) : -1;
		return (slot) => this.slots[slot] === 1 || slot === lastSlot;
	}

	/** Whether the list is what the query counts, line by line. */
	agreesWith(expected?: number): boolean {
		if (!this.isUnderstood) return false;
		if (this.last) return this.isLastWhole(this.last.number, expected);
		return this.different() === expected;
	}

	/** Whether the list has as many numbers as the query counts, together with its last one. */
	private isLastWhole(last: number, expected?: number): boolean {
		const slot = this.numbers.indexOf(last);
		const isNew = slot < 0 ? this.others.indexOf(last) < 0 : this.slots[slot] === 0;
		return this.different() + Number(isNew) === expected;
	}

	/**
	 * How many different numbers it has, besides its last one; `NaN` if it has more others than it may. Repeated ones must not make up for
	 * missing ones.
	 */
	private different(): number {
		return this.others.size > this.maxOthers ? NaN : this.known + this.others.size;
	}
}
