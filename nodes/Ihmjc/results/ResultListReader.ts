import { LineReader } from '../numbers/LineReader';

/** Shorter digits are a code or a date, such as in `1001: not ready`, not a phone number. */
const MIN_DIGITS = 7;

/** E.164 numbers have at most 15 digits, so each fits exactly into a JavaScript number. */
const MAX_DIGITS = 15;
const MAX_NUMBER = 10 ** MAX_DIGITS - 1;

/**
 * Matches a line that begins with a number, after white space, a byte order mark, quotes, `+` or `=`. With zeros dialed before it, a number
 * has up to 18 digits. Other columns follow after a separator, or after white space or dashes, where digits may also belong to the number.
 */
const LINE = /^[\s\ufffd"'+=]*(\d{7,18})(?:$|(?=[\t,;:|"'])|[ -]([\d -]*))(.*)$/s;

/** Matches a line of white space and byte order marks. */
const BLANK = /^[\s\ufffd]*$/;

/** @param digits How many digits the number was written with. */
export type OnNumber = (number: number, digits: number) => void;

/**
 * How a file ended: `announced` if it had as many bytes as announced, `chunked` if its sender marked its end. Otherwise it may have been
 * cut off.
 */
export type Ending = 'announced' | 'chunked' | 'unknown';

/**
 * Reads a result list as its bytes arrive. Each line begins with a number, and may have `+`, quotes and other columns. A header line, a
 * byte order mark and a last line end are optional (docs/service.md). Digits of different columns are never joined. Zero bytes are ignored,
 * so UTF-16 reads the same.
 */
export class ResultListReader {
	/** Lines that hold a number. */
	lines = 0;

	/** Lines that hold something else. The first line may be a header. */
	otherLines = 0;

	/** Whether it is a list at all, because its first line or the line after a header has a number. */
	isList = false;

	/** Whether its last line has no line end, and no number either. */
	endsInText = false;

	/** The number of a last line without line end, which may be only the beginning of one. `onNumber` isn't called with it. */
	last: { number: number; digits: number } | undefined;

	private hasHeader = false;

	/** One bit for each length of a number with a line end. */
	private lengths = 0;

	private isAtEnd = false;

	private readonly reader = new LineReader(() => this.readLine());

	/** @param onNumber Called with every number of a list. */
	constructor(protected onNumber: OnNumber = () => {}) {}

	push(bytes: Uint8Array): void {
		this.reader.add(bytes);
	}

	/** Must be called after the last byte. */
	finish(): void {
		this.isAtEnd = true;
		this.reader.finish();
	}

	/** Whether a number in another line was written with so many digits. True if there is no other line. */
	isLength(digits: number): boolean {
		return this.lengths === 0 || (this.lengths & (1 << digits)) !== 0;
	}

	private readLine(): void {
		const { digits, value } = this.reader;
		if (digits >= MIN_DIGITS && value > 0) this.addNumber(value, digits, false);
		else this.readText(this.reader.text.replaceAll('\0', ''));
	}

	private readText(text: string): void {
		const [, digits = '', gap = '', columns] = LINE.exec(text) ?? [];
		const number = Number(digits);
		const more = gap.replace(/\D/g, '').length;
		// `4915112 345678` may be one number in groups. A single digit, or more digits than a number can have, is a column.
		const isGrouped = more > 1 && digits.length + more <= MAX_DIGITS;
		if (number > 0 && number <= MAX_NUMBER && !isGrouped) {
			this.addNumber(number, digits.length, columns !== '');
		} else if (!BLANK.test(text)) {
			this.endsInText = this.isAtEnd;
			// Not even a header may be cut.
			if (this.lines > 0 || this.hasHeader || this.isAtEnd) this.otherLines++;
			else this.hasHeader = true;
		}
	}

	/** @param hasEnd Whether something follows the number in its line. */
	private addNumber(number: number, digits: number, hasEnd: boolean): void {
		if (this.lines === 0) this.isList = this.otherLines === 0;
		this.lines++;
		if (!this.isList) return;
		if (this.isAtEnd && !hasEnd) {
			this.last = { number, digits };
		} else {
			this.lengths |= 1 << digits;
			this.onNumber(number, digits);
		}
	}
}
