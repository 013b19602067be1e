import { type Ending, type OnNumber, ResultListReader } from './ResultListReader';

/** Checks as a list of unknown numbers arrives whether it has its last part. */
export class ListEnd extends ResultListReader {
	/** Whether its last number may be only the beginning of one. */
	private mayBeCut = false;

	/**
	 * @param expected How many numbers the query counts.
	 * @param onNumber Called with every number that is whole.
	 */
	constructor(
		private readonly expected: number | undefined,
		onNumber?: OnNumber,
	) {
		super(onNumber);
	}

	end(ending: Ending): void {
		this.finish();
		const { last } = this;
		// The numbers of a country may differ in length.
		const isOdd = last ? !this.isLength(last.digits) : this.endsInText;
		this.mayBeCut = isOdd && ending !== 'announced';
		if (last && !this.mayBeCut) this.onNumber(last.number, last.digits);
	}

	/** Whether the file was cut off. If all numbers are there, a last one of another length may be right. */
	isCut(): boolean {
		return this.mayBeCut && this.expected !== undefined && this.lines < this.expected;
	}

	isComplete(): boolean {
		if (this.mayBeCut) return false;
		return this.expected === undefined ? this.otherLines === 0 : this.lines === this.expected;
	}
}
