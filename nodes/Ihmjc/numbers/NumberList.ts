import type { Region } from './countries';
import { NumberSet } from './NumberSet';

const CHUNK_LENGTH = 64 * 1024;
const MAX_LINE_BYTES = 16;
const LINE_FEED = 0x0a;
const ZERO = 0x30;

const E164_DIGITS = /^[1-9]\d{6,14}$/;

/** The unique numbers of one country or calling code, in order of arrival. */
export class NumberList {
	private readonly numbers = new NumberSet();
	private bytes = 0;

	constructor(
		/** The country, or the main country of the calling code; empty if the numbers may be of any country. */
		readonly country: Region | '',
		readonly callingCode: string,
	) {}

	get size(): number {
		return this.numbers.size;
	}

	/** The bytes that `chunks` returns in all. */
	get byteLength(): number {
		return this.bytes;
	}

	/**
	 * @param digits E.164 without the `+`
	 * @returns whether the number is new
	 */
	add(digits: string | number): boolean {
		const number = Number(digits);
		const isNew = this.numbers.add(number);
		if (isNew) this.bytes += lengthOf(number) + 1;
		return isNew;
	}

	/** @returns the number's position in order of arrival, or -1. Any text is allowed */
	indexOf(digits: string): number {
		return E164_DIGITS.test(digits) ? this.numbers.indexOf(Number(digits)) : -1;
	}

	/** Does the same for a number that isn't a text, and avoids making one. */
	indexOfNumber(number: number): number {
		return this.numbers.indexOf(number);
	}

	/** Whether another number begins with the digits of this one. */
	beginsAnother(number: number): boolean {
		for (let slot = 0; slot < this.size; slot++) {
			let other = this.numbers.at(slot);
			if (other === number) continue;
			while (other > number) other = Math.floor(other / 10);
			if (other === number) return true;
		}
		return false;
	}

	values(): Iterable<number> {
		return this.numbers;
	}

	*[Symbol.iterator](): Generator<string> {
		for (const number of this.numbers) yield String(number);
	}

	/** Writes the list as text, one number per line, in chunks of about 64 KB. */
	*chunks(): Generator<Uint8Array> {
		let chunk = new Uint8Array(CHUNK_LENGTH);
		let end = 0;
		for (let slot = 0; slot < this.size; slot++) {
			if (end + MAX_LINE_BYTES > CHUNK_LENGTH) {
				yield chunk.subarray(0, end);
				chunk = new Uint8Array(CHUNK_LENGTH);
				end = 0;
			}
			end = writeLine(chunk, end, this.numbers.at(slot));
		}
		if (end > 0) yield chunk.subarray(0, end);
	}
}

/** Writes digits several times faster than a text of each number. It halves the number, because dividing is faster below 2^31. */
function writeLine(bytes: Uint8Array, start: number, number: number): number {
	const high = Math.floor(number / TEN_MILLION);
	const low = number - high * TEN_MILLION;
	const middle = high === 0 ? start : writeDigits(bytes, start, high, lengthOf(high));
	const end = writeDigits(bytes, middle, low, high === 0 ? lengthOf(low) : LOW_DIGITS);
	bytes[end] = LINE_FEED;
	return end + 1;
}

const LOW_DIGITS = 7;
const TEN_MILLION = 10 ** LOW_DIGITS;

function lengthOf(number: number): number {
	let length = 1;
	for (let limit = 10; number >= limit; limit *= 10) length++;
	return length;
}

function writeDigits(bytes: Uint8Array, start: number, number: number, length: number): number {
	let rest = number;
	for (let at = start + length - 1; at >= start; at--) {
		const left = (rest / 10) | 0;
		bytes[at] = ZERO + rest - 10 * left;
		rest = left;
	}
	return start + length;
}
