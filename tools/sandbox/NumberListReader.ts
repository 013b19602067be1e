import { callingCodeAt, countryOf, isShared } from './callingCodes';
import { LINE_FEED, MAX_DIGITS, type NumberList } from './NumberList';
import type { CountryRule } from './SandboxOptions';

export type ListFault =
	{ kind: 'empty' } | { kind: 'badLine'; line: number } | { kind: 'twoCountries'; line: number };

const CARRIAGE_RETURN = 0x0d;
const ZERO = 0x30;
const NINE = 0x39;
/** With the country code. Shorter numbers don't reach a subscriber. */
const MIN_DIGITS = 7;
const MAX_LINE_BYTES = MAX_DIGITS + '\r\n'.length;

/**
 * Reads an uploaded list while it arrives: one number a line, digits only, with the country code, one
 * country (the interface document, 1.1), `\n` or `\r\n` (docs/service.md). Only the last line may lack
 * its line end. After the first fault, the rest is ignored and nothing is kept.
 */
export class NumberListReader {
	#blocks: Buffer[] = [];
	/** The beginning of a line whose end hasn't arrived yet. */
	#rest: Buffer = Buffer.alloc(0);
	#size = 0;
	#count = 0;
	#callingCode = 0;
	#shared = false;
	#country = '';
	#fault: ListFault | undefined;

	constructor(private readonly countryRule: CountryRule) {}

	/** Bytes received. */
	get size(): number {
		return this.#size;
	}

	push(chunk: Buffer): void {
		this.#size += chunk.length;
		if (this.#fault) return;
		const end = chunk.lastIndexOf(LINE_FEED) + 1;
		if (end > 0) {
			this.#readLines(Buffer.concat([this.#rest, chunk.subarray(0, end)]));
			if (this.#fault) return;
			this.#rest = Buffer.alloc(0);
		}
		// Copied, because a slice would keep the whole chunk in memory.
		this.#rest = Buffer.concat([this.#rest, chunk.subarray(end)]);
		if (this.#rest.length > MAX_LINE_BYTES) this.#fail('badLine');
	}

	/** Call this once, after the last `push`. */
	finish(): NumberList | ListFault {
		if (this.#rest.length > 0) {
			this.#readLines(Buffer.concat([this.#rest, Buffer.of(LINE_FEED)]));
		}
		if (this.#fault) return this.#fault;
		if (this.#count === 0) return { kind: 'empty' };
		return { blocks: this.#blocks, count: this.#count, country: this.#country };
	}

	/** Takes over a block of whole lines; it is rewritten in place to digits and `\n`. */
	#readLines(block: Buffer): void {
		let start = 0;
		let end = 0;
		for (let index = 0; index < block.length; index++) {
			const byte = block[index];
			if (byte >= ZERO && byte <= NINE) {
				block[end++] = byte;
			} else if (byte === LINE_FEED) {
				this.#readNumber(block, start, end);
				if (this.#fault) return;
				block[end++] = LINE_FEED;
				start = end;
			} else if (byte !== CARRIAGE_RETURN || block[index + 1] !== LINE_FEED) {
				this.#fail('badLine');
				return;
			}
		}
		this.#blocks.push(block.subarray(0, end));
	}

	#readNumber(block: Buffer, start: number, end: number): void {
		const length = end - start;
		if (length < MIN_DIGITS || length > MAX_DIGITS) return this.#fail('badLine');
		const callingCode = callingCodeAt(block, start);
		if (callingCode === 0) return this.#fail('badLine');

		if (this.#count === 0) {
			this.#callingCode = callingCode;
			this.#shared = isShared(callingCode);
			this.#country = countryOf(block.toString('latin1', start, end), callingCode);
		} else if (this.countryRule !== 'any') {
			if (callingCode !== this.#callingCode) return this.#fail('twoCountries');
			if (
				this.countryRule === 'country' &&
				this.#shared &&
				countryOf(block.toString('latin1', start, end), callingCode) !== this.#country
			) {
				return this.#fail('twoCountries');
			}
		}
		this.#count++;
	}

	#fail(kind: 'badLine' | 'twoCountries'): void {
		this.#fault = { kind, line: this.#count + 1 };
		this.#blocks = [];
		this.#rest = Buffer.alloc(0);
	}
}
