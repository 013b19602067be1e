import { otherForms } from './otherForms';

const UNKNOWN = 0;
const ACTIVATED = 1;
const UNREGISTERED = 2;

const STATUS_OF = ['unknown', 'activated', 'unregistered'] as const;

export type ListStatus = 'activated' | 'unregistered';

export type Verdict = (typeof STATUS_OF)[number];

/** The numbers that were sent. */
export interface NumberIndex {
	readonly size: number;
	/** The one that all of them have. */
	readonly callingCode: string;
	readonly largest: number;
	/** @returns the slot of a number, or -1 */
	indexOfNumber(number: number): number;
}

/** The old form of Mexican mobile numbers, which are sent in the new one. */
const NEVER_SENT = /^521\d{10}$/;

/** One for every count of digits that a line can have. Computing a power takes longer than looking a number up. */
const POWERS_OF_TEN = Array.from({ length: 19 }, (_, exponent) => 10 ** exponent);

interface Options {
	/** Whether the upload has more numbers than these, of which nothing is known. */
	isPartial?: boolean;
	/** Whether the upload may have none of these numbers. Another form then counts only if every line has one. */
	isForeign?: boolean;
}

/**
 * The verdict of each number of a list, filled in while its result lists stream in: one byte a
 * number. A number in neither list is `unknown`; one in both counts as activated.
 */
export class VerdictList {
	/** Lines whose number was never sent, or could be several that were. */
	readonly strangers = { activated: 0, unregistered: 0 };

	/** Whether a number is in both lists: one of them is wrong, or not the last word. */
	isContradictory = false;

	private readonly verdicts: Uint8Array;

	private readonly isPartial: boolean;

	/** Numbers as they stand that could also be the national form of another sent one. */
	private doubtful: Array<{ slot: number; status: ListStatus }> = [];

	/** Numbers that were sent in another form than they came back in. */
	private inOtherForm: Array<{ slot: number; status: ListStatus }> = [];

	private readonly isForeign: boolean;

	private readonly callingCode: number;

	constructor(
		private readonly numbers: NumberIndex,
		{ isPartial = false, isForeign = false }: Options = {},
	) {
		this.verdicts = new Uint8Array(numbers.size);
		this.isPartial = isPartial;
		this.isForeign = isForeign;
		this.callingCode = Number(numbers.callingCode);
	}

	/**
	 * @param digits How many digits it was written with.
	 * @returns whether exactly one number of the list can be meant
	 */
	set(number: number, status: ListStatus, digits = String(number).length): boolean {
		let slot = this.numbers.indexOfNumber(number);
		if (slot < 0) {
			slot = this.slotByOtherForm(number, digits);
			if (slot < 0) {
				this.strangers[status]++;
				return false;
			}
			this.inOtherForm.push({ slot, status });
			return true;
		}
		if (this.couldBeNational(number, digits)) {
			this.doubtful.push({ slot, status });
			return true;
		}
		this.put(slot, status);
		return true;
	}

	/** To be called after both lists. */
	settle(): void {
		const { activated, unregistered } = this.strangers;
		const areAllInOtherForm = activated + unregistered === 0 && !this.verdicts.some(Boolean);
		const useOtherForms = !this.isForeign || areAllInOtherForm;
		// In a list of E.164 numbers the doubtful ones are what they look like.
		const rest = useOtherForms && this.inOtherForm.length > 0 ? this.inOtherForm : this.doubtful;
		for (const { slot, status } of rest) this.put(slot, status);
		this.doubtful = [];
		this.inOtherForm = [];
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
		this.doubtful = this.doubtful.filter((each) => each.status !== status);
		this.inOtherForm = this.inOtherForm.filter((each) => each.status !== status);
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

	private slotByOtherForm(number: number, digits: number): number {
		const { callingCode } = this.numbers;
		// It may be a number of the upload as it stands, one that isn't asked for here.
		const mayBeSent = String(number).startsWith(callingCode) && !NEVER_SENT.test(String(number));
		if (this.isPartial && mayBeSent) return -1;
		const slots = new Set<number>();
		for (const form of otherForms(number, digits, callingCode)) {
			const slot = this.numbers.indexOfNumber(form);
			if (slot >= 0) slots.add(slot);
		}
		return slots.size === 1 ? [...slots][0] : -1;
	}

	/** Must be cheap, because it runs for every number. After the calling code, most are larger than any that was sent. */
	private couldBeNational(number: number, digits: number): boolean {
		if (this.callingCode === 0) return false;
		const whole = this.callingCode * POWERS_OF_TEN[digits] + number;
		return whole <= this.numbers.largest && this.numbers.indexOfNumber(whole) >= 0;
	}
}
