const ZERO = 0x30;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;
const DASH = 0x2d;

/** Shorter digits are a code or a date, such as in `1001: not ready`, not a phone number. */
const MIN_DIGITS = 7;

/** E.164 numbers have at most 15 digits, so each fits exactly into a JavaScript number. */
const MAX_DIGITS = 15;
const MAX_NUMBER = 10 ** MAX_DIGITS - 1;

/** Digits to read in a line: a number, and zeros dialed before it. */
const MAX_READ = 18;

const codesOf = (text: string) => new Set([...text].map((character) => character.charCodeAt(0)));

/** White space, and the bytes of byte order marks. */
const BLANK = new Set([...codesOf(' \t'), 0xef, 0xbb, 0xbf, 0xff, 0xfe]);

/** Bytes that may come before a number: also quotes, `+` and `=`. */
const BEFORE = new Set([...BLANK, ...codesOf(`"'+=`)]);

/** Bytes that end the number in a line with more columns. */
const SEPARATORS = codesOf('\t,;:|"\'');

/** The line is at its number, or before it. */
const NUMBER = 0;
/** The line is after white space or dashes, where a column follows unless the number is written in groups. */
const GAP = 1;
/** The line is in its other columns. */
const COLUMNS = 2;
/** The line holds something else. */
const OTHER = 3;

/**
 * @param digits How many digits the number was written with.
 * @param isUnended Whether nothing follows it, so that it may be only the beginning of a number.
 */
export type OnNumber = (number: number, digits: number, isUnended: boolean) => void;

/**
 * How a file ended: `announced` if it had as many bytes as announced, `chunked` if its sender marked its end. Otherwise it may have broken
 * off.
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
	isCut = false;

	private state = NUMBER;

	private value = 0;

	private digits = 0;

	/** Digits after a gap. */
	private restDigits = 0;

	/** Whether the line has more than white space. */
	private hasMark = false;

	private hasHeader = false;

	/** One bit for each length of a number with a line end. */
	private lengths = 0;

	/** @param onNumber Called with every number of a list. */
	constructor(private readonly onNumber: OnNumber = () => {}) {}

	push(bytes: Uint8Array): void {
		// Uses local variables for speed, because there are millions of digits.
		let { state, value, digits } = this;
		for (let at = 0; at < bytes.length; at++) {
			const byte = bytes[at];
			const digit = byte - ZERO;
			if (state === NUMBER && digit >= 0 && digit <= 9) {
				if (digits < MAX_READ) value = value * 10 + digit;
				digits++;
			} else if (byte === LINE_FEED || byte === CARRIAGE_RETURN) {
				this.endLine(state, value, digits);
				state = NUMBER;
				value = 0;
				digits = 0;
			} else if (byte !== 0 && state < COLUMNS) {
				state = this.next(state, byte, digits);
			}
		}
		Object.assign(this, { state, value, digits });
	}

	/** Must be called after the last byte. */
	end(): void {
		const { state, value, digits } = this;
		this.isCut = digits === 0 ? this.hasMark : !this.holdsNumber(state, value, digits);
		// Not even a header may be cut.
		if (this.isCut) this.otherLines++;
		else if (digits > 0) this.endLine(state, value, digits, state !== COLUMNS);
		Object.assign(this, { state: NUMBER, value: 0, digits: 0, hasMark: false });
	}

	/** Whether a number in another line was written with so many digits. True if there is no other line. */
	isLength(digits: number): boolean {
		return this.lengths === 0 || (this.lengths & (1 << digits)) !== 0;
	}

	/** Returns the state after a byte that is neither a digit of the number nor a line end. */
	private next(state: number, byte: number, digits: number): number {
		const isDigit = byte >= ZERO && byte <= ZERO + 9;
		if (state === GAP) {
			if (isDigit) this.restDigits++;
			if (isDigit || byte === SPACE || byte === DASH) return GAP;
			return this.isGrouped(digits) ? OTHER : COLUMNS;
		}
		if (digits === 0) {
			if (!BLANK.has(byte)) this.hasMark = true;
			return BEFORE.has(byte) ? NUMBER : OTHER;
		}
		if (byte === SPACE || byte === DASH) {
			this.restDigits = 0;
			return GAP;
		}
		return SEPARATORS.has(byte) ? COLUMNS : OTHER;
	}

	private endLine(state: number, value: number, digits: number, isUnended = false): void {
		this.hasMark = false;
		if (state === NUMBER && digits === 0) return;
		if (!this.holdsNumber(state, value, digits)) {
			if (this.lines === 0 && !this.hasHeader) this.hasHeader = true;
			else this.otherLines++;
			return;
		}
		if (this.lines === 0) this.isList = this.otherLines === 0;
		this.lines++;
		if (!isUnended) this.lengths |= 1 << digits;
		if (this.isList) this.onNumber(value, digits, isUnended);
	}

	private holdsNumber(state: number, value: number, digits: number): boolean {
		if (state === OTHER || digits < MIN_DIGITS || digits > MAX_READ) return false;
		if (value === 0 || value > MAX_NUMBER) return false;
		return state !== GAP || !this.isGrouped(digits);
	}

	/** Whether `4915112 345678` may be one number in groups. A single digit, or more digits than a number can have, is a column. */
	private isGrouped(digits: number): boolean {
		return this.restDigits > 1 && digits + this.restDigits <= MAX_DIGITS;
	}
}
