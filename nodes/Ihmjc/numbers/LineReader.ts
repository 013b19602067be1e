/** Characters. The rest of a longer line is dropped, so that a file without line breaks can't fill the memory. */
const MAX_LINE_LENGTH = 1000;

/** Bytes that are enough for so many characters in UTF-8. */
const MAX_LINE_BYTES = 4 * MAX_LINE_LENGTH;

/** More don't fit into a JavaScript number, nor into a phone number. */
const MAX_DIGITS = 15;

const NEWLINE = 0x0a;
const RETURN = 0x0d;
const SPACE = 0x20;
const PLUS = 0x2b;
const ZERO = 0x30;

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * Reads lines from UTF-8 bytes, which may be cut anywhere. Lines end with LF, CR LF or CR, and the last one may end with the file. Blank
 * lines are skipped, and longer ones cut at 1,000 characters. Most lines of a file of numbers are only digits, which are read from the bytes,
 * because a text of each line would take longer than all the rest.
 */
export class LineReader {
	/** How many digits the line has, if it has 1 to 15 digits and nothing else but a plus before and spaces after them; otherwise 0. */
	digits = 0;

	/** The value of these digits. */
	value = 0;

	hasPlus = false;

	private bytes: Uint8Array = new Uint8Array(0);
	/** Where the line begins and ends in the bytes. */
	private start = 0;
	private end = 0;
	private isFirst = true;

	/** @param onLine Called with each line, which is in the reader's fields only during the call. */
	constructor(private readonly onLine: () => void) {}

	/** The line as text. If more than spaces are cut off, it ends with an ellipsis, because what is left may look like another number. */
	get text(): string {
		const end = Math.min(this.end, this.start + MAX_LINE_BYTES);
		const decoded = decoder.decode(this.bytes.subarray(this.start, end));
		const text = this.isFirst ? decoded.replace(/^\ufeff/, '') : decoded;
		if (text.length <= MAX_LINE_LENGTH) return text;
		const isCut =
			this.end - this.start >= MAX_LINE_BYTES || /[^\s\0]/.test(text.slice(MAX_LINE_LENGTH));
		return text.slice(0, MAX_LINE_LENGTH) + (isCut ? '…' : '');
	}

	/** Reads the next bytes. */
	add(bytes: Uint8Array): void {
		// The beginning of a line whose end hasn't come yet.
		const unfinished = this.bytes.subarray(this.start, this.start + MAX_LINE_BYTES);
		this.bytes = new Uint8Array(unfinished.length + bytes.length);
		this.bytes.set(unfinished);
		this.bytes.set(bytes, unfinished.length);
		this.start = 0;
		for (this.readDigits(); this.end < this.bytes.length; this.readDigits()) {
			const isBlank = this.digits === 0 && (this.end === this.start || this.text.trim() === '');
			if (!isBlank) this.onLine();
			this.isFirst = false;
			this.start = this.end + 1;
		}
	}

	/** Reads a last line without a line break. */
	finish(): void {
		this.add(Uint8Array.of(NEWLINE));
	}

	/** Reads the digits of a line and finds its end. */
	private readDigits(): void {
		const { bytes } = this;
		let at = this.start;
		this.hasPlus = bytes[at] === PLUS;
		if (this.hasPlus) at++;
		const first = at;
		let value = 0;
		for (; at < bytes.length; at++) {
			const digit = bytes[at] - ZERO;
			if (digit < 0 || digit > 9) break;
			value = 10 * value + digit;
		}
		this.value = value;
		this.digits = at - first;
		while (bytes[at] === SPACE) at++;
		this.end = at;
		while (this.end < bytes.length && bytes[this.end] !== NEWLINE && bytes[this.end] !== RETURN) {
			this.end++;
		}
		if (this.end > at || this.digits > MAX_DIGITS) this.digits = 0;
	}
}
