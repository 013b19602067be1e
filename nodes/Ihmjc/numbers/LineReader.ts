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
	private start = 0;
	private end = 0;
	private isFirst = true;
	/** The beginning of a line whose end hasn't come yet. */
	private unfinished: Uint8Array = new Uint8Array(0);

	/** @param onLine Called with each line, which is in the reader's fields only during the call. */
	constructor(private readonly onLine: () => void) {}

	/** The line as text. */
	get text(): string {
		const end = Math.min(this.end, this.start + MAX_LINE_BYTES);
		const text = decoder.decode(this.bytes.subarray(this.start, end)).slice(0, MAX_LINE_LENGTH);
		return this.isFirst ? text.replace(/^\ufeff/, '') : text;
	}

	/** Reads the next bytes. */
	add(bytes: Uint8Array): void {
		let start = 0;
		if (this.unfinished.length > 0) {
			start = lineEnd(bytes, 0);
			this.hold(bytes.subarray(0, start));
			if (start === bytes.length) return;
			const line = concat(this.unfinished, Uint8Array.of(NEWLINE));
			this.unfinished = new Uint8Array(0);
			this.readLines(line, 0);
		}
		this.readLines(bytes, start);
	}

	/** Reads a last line without a line break. */
	finish(): void {
		this.add(Uint8Array.of(NEWLINE));
	}

	private readLines(bytes: Uint8Array, from: number): void {
		this.bytes = bytes;
		for (let start = from; start < bytes.length; start = this.end + 1) {
			this.start = start;
			this.readDigits();
			if (this.end === bytes.length) return this.hold(bytes.subarray(start));
			const isBlank = this.digits === 0 && (this.end === start || this.text.trim() === '');
			if (!isBlank) this.onLine();
			this.isFirst = false;
		}
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
		this.end = lineEnd(bytes, at);
		if (this.end > at || this.digits > MAX_DIGITS) this.digits = 0;
	}

	private hold(bytes: Uint8Array): void {
		const room = MAX_LINE_BYTES - this.unfinished.length;
		this.unfinished = concat(this.unfinished, bytes.subarray(0, Math.max(0, room)));
	}
}

/** The place of the next line break, or of the end. */
function lineEnd(bytes: Uint8Array, from: number): number {
	let at = from;
	while (at < bytes.length && bytes[at] !== NEWLINE && bytes[at] !== RETURN) at++;
	return at;
}

function concat(first: Uint8Array, second: Uint8Array): Uint8Array {
	const both = new Uint8Array(first.length + second.length);
	both.set(first);
	both.set(second, first.length);
	return both;
}
