const ZERO = 0x30;
const NINE = 0x39;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** E.164: a number has 15 digits at most, so each fits a JavaScript number exactly. */
const MOST_DIGITS = 15;

/**
 * Reads a result list as its bytes stream in: one number per line, with `\n` or `\r\n`, with or without `+`,
 * a byte order mark or a last newline (docs/service.md). Only digits and line ends count, so that UTF-16,
 * which puts zeros between, reads the same.
 */
export class ResultListReader {
	/** Lines that hold a number. */
	lines = 0;

	private value = 0;

	private digits = 0;

	private shortest = Infinity;

	private cut = false;

	private known = false;

	/** @param onNumber Called with every number, as a JavaScript number. Gives true for one that is known to be whole. */
	constructor(private readonly onNumber: (number: number) => unknown = () => {}) {}

	push(bytes: Uint8Array): void {
		for (let at = 0; at < bytes.length; at++) {
			const byte = bytes[at];
			if (byte >= ZERO && byte <= NINE) {
				this.value = this.value * 10 + (byte - ZERO);
				this.digits++;
			} else if (byte === LINE_FEED || byte === CARRIAGE_RETURN) {
				if (this.digits > 0) this.endLine();
			}
		}
	}

	/** To be called after the last byte. */
	end(): void {
		if (this.digits === 0) return;
		const isShort = this.digits < this.shortest && this.lines > 0;
		this.endLine();
		this.cut = isShort && !this.known;
	}

	/**
	 * Whether the list seems to end in the middle of a number: it has no last newline, which may be, and its
	 * last number is shorter than all others, and not known to be whole.
	 */
	get seemsCut(): boolean {
		return this.cut;
	}

	private endLine(): void {
		this.lines++;
		this.shortest = Math.min(this.shortest, this.digits);
		this.known = this.digits <= MOST_DIGITS && this.onNumber(this.value) === true;
		this.value = 0;
		this.digits = 0;
	}
}
