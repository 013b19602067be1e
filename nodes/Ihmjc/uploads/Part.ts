import type { App } from '../apps/apps';
import type { ParsedNumber } from '../numbers/createNumberParser';
import type { NumberList } from '../numbers/NumberList';
import type { Judgment, Verdict } from '../results/judge';
import type { Coverage } from '../results/ResultList';
import type { Fault } from '../service/Fault';
import type { PaidUpload } from '../state/Ledger';

/** The result lists of an upload, as far as they could be read. */
export interface PartResult extends Pick<Judgment, 'verdicts' | 'isComplete'> {
	/** When it was fetched, ISO 8601. */
	checkedAt: string;
}

export type PartState =
	| { kind: 'unsent' }
	/** Not sent, because it has fewer numbers than `least`. The message says so in each of its rows. */
	| { kind: 'held'; least: number; message: string }
	/** It has an upload ID, and is waited for. */
	| { kind: 'accepted' }
	/** The wait ended before it was done. The fault is that of the last query. */
	| { kind: 'pending'; fault?: Fault }
	| { kind: 'done'; result: PartResult }
	| { kind: 'failed'; fault: Fault };

/** One call's share of an upload: its numbers that this call asks for, and how it ends. */
export class Part {
	readonly kind = 'part';

	/** The input items that the numbers come from. */
	readonly items: number[] = [];

	/** How many numbers were asked for again. */
	duplicates = 0;

	state: PartState;

	/** How many of its first numbers are certain, because rows name it. It may lack the others. */
	certain = 0;

	/** Which numbers this call has asked for, by their slots; missing while every number of the list is its own. */
	private asked: Uint8Array | undefined;

	/**
	 * @param numbers Those to look for in the result lists.
	 * @param paid The list in the execution's ledger; missing if an earlier execution sent it. Not empty if another call makes it.
	 * @param uploadId Its ID, if an earlier execution sent it.
	 */
	constructor(
		readonly app: App,
		readonly numbers: NumberList,
		readonly paid?: PaidUpload,
		public uploadId?: string,
		public coverage: Coverage = 'whole',
	) {
		this.state = { kind: uploadId === undefined ? 'unsent' : 'accepted' };
		if (paid && numbers.size > 0) this.asked = new Uint8Array(numbers.size);
	}

	/**
	 * Asks for a number.
	 *
	 * @returns whether it is the first time in this call
	 */
	add(number: number, item: number): boolean {
		if (this.items.at(-1) !== item) this.items.push(item);
		const isNew = this.asked ? this.ask(this.asked, number) : this.numbers.add(number);
		if (!isNew) this.duplicates++;
		return isNew;
	}

	/** Adds numbers that it may have, besides those already asked for. */
	mayHold(numbers: Iterable<number>): void {
		const { size } = this.numbers;
		for (const number of numbers) this.numbers.add(number);
		if (this.coverage !== 'maybe') this.certain = size;
		this.coverage = 'maybe';
		this.asked = new Uint8Array(this.numbers.size).fill(1, 0, size);
	}

	private ask(asked: Uint8Array, number: number): boolean {
		const slot = this.numbers.indexOf(number);
		const isNew = asked[slot] === 0;
		asked[slot] = 1;
		return isNew;
	}

	/** Whether it may not have a number. */
	mayLack({ value }: ParsedNumber): boolean {
		return this.coverage === 'maybe' && this.numbers.indexOf(value) >= this.certain;
	}

	/** The result, if its lists were read. */
	get result(): PartResult | undefined {
		return this.state.kind === 'done' ? this.state.result : undefined;
	}

	/** Why it failed, or the fault of the last query before the wait ended. */
	get fault(): Fault | undefined {
		return 'fault' in this.state ? this.state.fault : undefined;
	}

	/** The verdict of one of its numbers; `undefined` if it isn't known. */
	verdictOf({ value }: ParsedNumber): Verdict | undefined {
		return this.result?.verdicts.at(this.numbers.indexOf(value));
	}
}

/** A part with a list of this execution. */
export type PaidPart = Part & { paid: PaidUpload };

/** Whether it has such a list, and isn't held. */
export const isSendable = (part: Part): part is PaidPart =>
	part.paid !== undefined && part.state.kind === 'unsent';

/** Whether that list would be charged, because nobody has sent it or is about to. */
export const isChargeable = (part: Part): part is PaidPart => isSendable(part) && part.paid.isNew;

/** Counts the unique pairs of number and app. */
export const sizeOf = (parts: readonly Part[]): number =>
	parts.reduce((sum, { numbers }) => sum + numbers.size, 0);

/** A part with a result that is still to come. */
export type PendingPart = Part & { uploadId: string };

export const isPending = (part: Part): part is PendingPart =>
	part.state.kind === 'accepted' || part.state.kind === 'pending';

export const uploadIdsOf = (parts: readonly PendingPart[]): string[] =>
	parts.map(({ uploadId }) => uploadId);
