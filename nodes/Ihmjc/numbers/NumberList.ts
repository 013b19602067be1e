import type { Region } from './countries';
import { NumberSet } from './NumberSet';

const CHUNK_LENGTH = 64 * 1024;
const MAX_LINE_BYTES = 16;
const LINE_FEED = 0x0a;
const ZERO = 0x30;

/** The unique numbers of one country or calling code, in order of arrival. */
export class NumberList extends NumberSet {
	/** The bytes that `chunks` returns in all. */
	byteLength = 0;

	constructor(
		/** The country, or the main country of the calling code; empty if the numbers may be of any country. */
		readonly country: Region | '',
		readonly callingCode: string,
	) {
		super();
	}

	override add(number: number): boolean {
		const isNew = super.add(number);
		if (isNew) this.byteLength += lengthOf(number) + 1;
		return isNew;
	}

	/** Whether another number begins with the digits of this one. */
	beginsAnother(number: number): boolean {
		for (let other of this) {
			if (other === number) continue;
			while (other > number) other = Math.floor(other / 10);
			if (other === number) return true;
		}
		return false;
	}

	/** Writes the list as text, one number per line, in chunks of about 64 KB. */
	*chunks(): Generator<Uint8Array> {
		for (let slot = 0; slot < this.size;) {
			const chunk = new Uint8Array(CHUNK_LENGTH);
			let end = 0;
			for (; slot < this.size && end + MAX_LINE_BYTES <= CHUNK_LENGTH; slot++) {
				end = writeLine(chunk, end, this.at(slot));
			}
			yield chunk.subarray(0, end);
		}
	}
}

function lengthOf(number: number): number {
	let length = 1;
	for (let limit = 10; number >= limit; limit *= 10) length++;
	return length;
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

function writeDigits(bytes: Uint8Array, start: number, number: number, length: number): number {
	let rest = number;
	for (let at = start + length - 1; at >= start; at--) {
		const left = (rest / 10) | 0;
		bytes[at] = ZERO + rest - 10 * left;
		rest = left;
	}
	return start + length;
}
