import { LINE_FEED, type NumberList } from './NumberList';
import { inForm, type NumberForm } from './numberForms';
import { appSeed, statusOfBytes } from './statusOf';

export type ListStatus = 'activated' | 'unregistered';

export interface ListTally {
	numbers: number;
	/** Digits of all numbers together, so that a list's length is known before it is written. */
	digits: number;
}

export type Tally = Readonly<Record<ListStatus, ListTally>>;

/** How a result list is written. */
export interface ListShape {
	plus: boolean;
	lineEnd: '\n' | '\r\n';
	lastLineEnd: boolean;
	/** How many numbers are missing at the end; `Infinity` for all. */
	missing: number;
	twice: boolean;
	/** Whether it also has the numbers of the other list. */
	both: boolean;
	/** How many numbers to append that were never sent. */
	foreign: number;
	/** The first line; '' for none. */
	header: string;
	quotes: boolean;
	/** Text after each number. */
	columns: string;
	form: NumberForm;
}

const PLUS = 0x2b;
const CARRIAGE_RETURN = 0x0d;

const CHUNK_SIZE = 256 * 1024;
/** Columns and quotes included. */
const MAX_LINE_BYTES = 200;
/** No upload can contain these, because calling code 999 doesn't exist. */
const FIRST_FOREIGN_NUMBER = 99_900_000_001;
const FOREIGN_DIGITS = String(FIRST_FOREIGN_NUMBER).length;

/** Counts the activated and the unregistered numbers. The others are in neither list. */
export function tallyList(list: NumberList, appCode: string): Tally {
	const tally = { activated: { numbers: 0, digits: 0 }, unregistered: { numbers: 0, digits: 0 } };
	const seed = appSeed(appCode);
	for (const block of list.blocks) {
		let start = 0;
		for (let index = 0; index < block.length; index++) {
			if (block[index] !== LINE_FEED) continue;
			const status = statusOfBytes(seed, block, start, index);
			if (status !== 'unknown') {
				tally[status].numbers++;
				tally[status].digits += index - start;
			}
			start = index + 1;
		}
	}
	return tally;
}

/** How many bytes `writeList` will write, or undefined if that can't be known before writing. */
export function listLength(tally: ListTally, shape: ListShape): number | undefined {
	const { header, quotes, columns, form, both } = shape;
	if (both || header !== '' || quotes || columns !== '' || form !== 'e164') return undefined;
	const left = tally.numbers - shape.missing;
	if (shape.missing > 0 && left > 0) return undefined;
	const written = left > 0 ? tally : { numbers: 0, digits: 0 };
	const times = shape.twice ? 2 : 1;
	const lines = written.numbers * times + shape.foreign;
	const digits = written.digits * times + shape.foreign * FOREIGN_DIGITS;
	const lineEnds = shape.lastLineEnd ? lines : Math.max(0, lines - 1);
	return digits + (shape.plus ? lines : 0) + lineEnds * shape.lineEnd.length;
}

/** Writes one of a job's lists in the order sent, directly from the stored bytes. */
export function* writeList(
	job: { list: NumberList; appCode: string; tally: Tally },
	wanted: ListStatus,
	shape: ListShape,
): Generator<Buffer, void, undefined> {
	const writer = new LineWriter(shape);
	if (shape.header !== '') writer.writeText(shape.header);
	const seed = appSeed(job.appCode);
	const other = wanted === 'activated' ? 'unregistered' : 'activated';
	const more = shape.both ? job.tally[other].numbers : 0;
	let left = job.tally[wanted].numbers + more - shape.missing;

	for (const block of job.list.blocks) {
		let start = 0;
		for (let index = 0; index < block.length && left > 0; index++) {
			if (block[index] !== LINE_FEED) continue;
			const status = statusOfBytes(seed, block, start, index);
			if (status === wanted || (shape.both && status === other)) {
				left--;
				writer.write(block, start, index);
				if (shape.twice) writer.write(block, start, index);
				if (writer.isFull) yield writer.take();
			}
			start = index + 1;
		}
	}
	for (let added = 0; added < shape.foreign; added++) {
		writer.write(Buffer.from(String(FIRST_FOREIGN_NUMBER + added)), 0, FOREIGN_DIGITS);
		if (writer.isFull) yield writer.take();
	}
	yield writer.finish();
}

class LineWriter {
	#chunk = Buffer.allocUnsafe(CHUNK_SIZE);
	#length = 0;
	#isFirst = true;

	constructor(private readonly shape: ListShape) {}

	/** Whether the next line might not fit when written twice. */
	get isFull(): boolean {
		return this.#length > CHUNK_SIZE - 2 * MAX_LINE_BYTES;
	}

	writeText(text: string): void {
		if (this.#isFirst) this.#isFirst = false;
		else this.#endLine();
		this.#length += this.#chunk.write(text, this.#length);
	}

	/** A line end is written before each line except the first, because the last line may have none. */
	write(bytes: Buffer, start: number, end: number): void {
		const { plus, quotes, columns, form } = this.shape;
		if (quotes || columns !== '' || form !== 'e164') {
			const number = (plus ? '+' : '') + inForm(form, bytes.toString('latin1', start, end));
			return this.writeText((quotes ? `"${number}"` : number) + columns);
		}
		if (this.#isFirst) this.#isFirst = false;
		else this.#endLine();
		// For millions of short lines, local variables and single bytes are faster than fields and Buffer.copy.
		const chunk = this.#chunk;
		let length = this.#length;
		if (plus) chunk[length++] = PLUS;
		for (let index = start; index < end; index++) chunk[length++] = bytes[index];
		this.#length = length;
	}

	take(): Buffer {
		const taken = this.#chunk.subarray(0, this.#length);
		this.#chunk = Buffer.allocUnsafe(CHUNK_SIZE);
		this.#length = 0;
		return taken;
	}

	finish(): Buffer {
		if (!this.#isFirst && this.shape.lastLineEnd) this.#endLine();
		return this.#chunk.subarray(0, this.#length);
	}

	#endLine(): void {
		if (this.shape.lineEnd === '\r\n') this.#chunk[this.#length++] = CARRIAGE_RETURN;
		this.#chunk[this.#length++] = LINE_FEED;
	}
}
