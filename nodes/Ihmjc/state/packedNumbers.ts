import { createYielder } from '../util/createYielder';

/** Numbers that are sorted at once, which takes some 15 ms. */
const PIECE = 32_768;

/** A byte of a packed difference holds 7 of its bits. The eighth says that more follow. */
const BASE = 128;

/**
 * Packs numbers into texts: each holds up to 32,768 of them, sorted, as the difference to the one before, in base 64. Some 4 bytes a number
 * in a list of one country. It lets n8n do other work in between.
 */
export async function packNumbers(numbers: Iterable<number>): Promise<string[]> {
	const yieldIfDue = createYielder();
	const packed: string[] = [];
	let piece: number[] = [];
	for (const number of numbers) {
		if (piece.push(number) < PIECE) continue;
		packed.push(packPiece(piece));
		piece = [];
		await yieldIfDue();
	}
	if (piece.length > 0) packed.push(packPiece(piece));
	return packed;
}

function packPiece(numbers: readonly number[]): string {
	const bytes: number[] = [];
	let last = 0;
	// Sorts several times faster than an array.
	for (const number of Float64Array.from(numbers).sort()) {
		let rest = number - last;
		last = number;
		for (; rest >= BASE; rest = Math.floor(rest / BASE)) bytes.push(BASE + (rest % BASE));
		bytes.push(rest);
	}
	return Buffer.from(bytes).toString('base64');
}

/** Adds the numbers that `packNumbers` packed to a list. It lets n8n do other work in between. */
export async function unpackInto(
	list: { add(number: number): unknown },
	packed: readonly string[],
): Promise<void> {
	const yieldIfDue = createYielder();
	for (const piece of packed) {
		let number = 0;
		let unit = 1;
		for (const byte of Buffer.from(piece, 'base64')) {
			number += (byte % BASE) * unit;
			unit *= BASE;
			if (byte >= BASE) continue;
			list.add(number);
			unit = 1;
		}
		await yieldIfDue();
	}
}
