import { NumberSet } from '../numbers/NumberSet';
import { type Ending, ResultListReader } from './ResultListReader';

/** What is known of an upload's numbers: all of them, some of them, or only some that it may have. */
export type Coverage = 'whole' | 'some' | 'maybe';

/** The numbers of an upload, as far as they are known. */
export interface NumberIndex {
	readonly size: number;
	/** @returns the slot of a number, or -1 */
	indexOfNumber(number: number): number;
	/** Whether another number begins with the digits of this one. */
	beginsAnother(number: number): boolean;
}

interface Options {
	/** How many numbers the query counts in this list. More of others aren't kept, because the list can't be right then. */
	expected?: number;
	/** Called with the number of every line. */
	onNumber?: (number: number) => void;
}

/** One result list of an upload, read as it arrives: which of the known numbers are in it, one byte a number. */
export class ResultList {
	/** Lines with a number that isn't known. */
	strangers = 0;

	/** Whether it was read to its end. */
	isRead = false;

	private readonly slots: Uint8Array;

	private known = 0;

	/** Other numbers, which an upload may have if not all of its numbers are known. */
	private readonly others = new NumberSet();

	private readonly maxOthers: number;

	private readonly reader: ResultListReader;

	/** The number of a last line without line end. */
	private last: { number: number; digits: number } | undefined;

	private isLastCut = false;

	constructor(
		private readonly numbers: NumberIndex,
		private readonly coverage: Coverage,
		{ expected = 0, onNumber }: Options = {},
	) {
		this.slots = new Uint8Array(numbers.size);
		this.maxOthers = coverage === 'whole' ? 0 : expected;
		this.reader = new ResultListReader((number, digits, isUnended) => {
			if (isUnended) this.last = { number, digits };
			else this.add(number);
			onNumber?.(number);
		});
	}

	push(bytes: Uint8Array): void {
		this.reader.push(bytes);
	}

	/** Must be called after the last byte. Skip it for a list that was cut off. */
	end(ending: Ending): void {
		this.reader.end();
		this.isRead = true;
		if (!this.last) return;
		const { number, digits } = this.last;
		const isWhole = ending !== 'unknown' && !this.numbers.beginsAnother(number);
		if (isWhole && this.coverage === 'whole') this.add(number);
		this.isLastCut = !isWhole || (this.coverage !== 'whole' && !this.reader.isLength(digits));
		if (this.isLastCut || this.coverage === 'whole') this.last = undefined;
	}

	/** Takes in the number of a line. */
	add(number: number): void {
		const slot = this.numbers.indexOfNumber(number);
		if (slot < 0) {
			this.strangers++;
			if (this.others.size <= this.maxOthers) this.others.add(number);
		} else if (this.slots[slot] === 0) {
			this.slots[slot] = 1;
			this.known++;
		}
	}

	get isList(): boolean {
		return this.reader.isList;
	}

	/** Whether every line was understood. */
	get isUnderstood(): boolean {
		return this.isRead && !this.isLastCut && this.reader.otherLines === 0;
	}

	/** Whether it is read, understood, and the same for whoever asks. */
	get isSettled(): boolean {
		return this.isUnderstood && !this.last;
	}

	/**
	 * Makes a function that tells whether the number in a slot is in the list.
	 *
	 * @param expected How many numbers the query counts in this list.
	 */
	listed(expected?: number): (slot: number) => boolean {
		const last = this.last && this.isLastWhole(expected) ? this.last.number : NaN;
		const lastSlot = Number.isNaN(last) ? -1 : this.numbers.indexOfNumber(last);
		return (slot) => this.slots[slot] === 1 || slot === lastSlot;
	}

	/** Whether the list is what the query counts, line by line. */
	agreesWith(expected?: number): boolean {
		if (!this.isUnderstood) return false;
		if (this.coverage === 'whole') return this.strangers === 0 && this.known === expected;
		return this.last ? this.isLastWhole(expected) : this.different() === expected;
	}

	/** Whether the list has as many numbers as the query counts, together with its last one. */
	private isLastWhole(expected?: number): boolean {
		const { number = 0 } = this.last ?? {};
		const slot = this.numbers.indexOfNumber(number);
		const isNew = slot < 0 ? this.others.indexOf(number) < 0 : this.slots[slot] === 0;
		return this.different() + Number(isNew) === expected;
	}

	/** How many different numbers it has, besides its last one. Repeated ones must not make up for missing ones. */
	private different(): number {
		return this.others.size > this.maxOthers ? NaN : this.known + this.others.size;
	}
}
