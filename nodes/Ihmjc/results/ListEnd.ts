import { type Ending, ResultListReader } from './ResultListReader';

/** Checks as a list of unknown numbers arrives whether it has its last part. */
export class ListEnd {
	private readonly reader: ResultListReader;

	private isWhole = false;

	/** Whether its last number may be only the beginning of one. */
	private mayBeCut = false;

	/**
	 * @param expected How many numbers the query counts.
	 * @param onNumber Called with every number that is whole.
	 */
	constructor(
		private readonly expected: number | undefined,
		onNumber: (number: number, digits: number) => void = () => {},
	) {
		this.reader = new ResultListReader((number, digits, isUnended) => {
			this.mayBeCut = isUnended && !this.isWhole && !this.reader.isLength(digits);
			if (!this.mayBeCut) onNumber(number, digits);
		});
	}

	push(bytes: Uint8Array): void {
		this.reader.push(bytes);
	}

	end(ending: Ending): void {
		// The numbers of a country may differ in length.
		this.isWhole = ending === 'announced';
		this.reader.end();
		if (this.reader.isCut && !this.isWhole) this.mayBeCut = true;
	}

	get isList(): boolean {
		return this.reader.isList;
	}

	/** Whether the file was cut off. If all numbers are there, a last one of another length may be right. */
	isCut(): boolean {
		return this.mayBeCut && this.expected !== undefined && this.reader.lines < this.expected;
	}

	isComplete(): boolean {
		const { lines, otherLines } = this.reader;
		return (
			!this.mayBeCut && (this.expected === undefined ? otherLines === 0 : lines === this.expected)
		);
	}
}
