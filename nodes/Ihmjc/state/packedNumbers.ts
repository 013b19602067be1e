import { createYielder } from '../util/createYielder';

/** Numbers that are sorted at once, which takes some 30 ms. */
const PIECE = 65_536;

/** A byte of a packed difference holds 7 of its bits. The eighth says that more follow. */
const BASE = 128;

/**
 * Packs numbers into texts: each holds up to 65,536 of them, sorted, as the difference to the one before, in base 64. Some 4 bytes a number
 * in a list of one country. It lets n8n do other work in between.
 */
export async function packNumbers(numbers: Iterable<number>): Promise<string[]> {
	const yieldIfDue = createYielder();
	const packed: string[] = [];
	let piece = new Float64Array(PIECE);
	let length = 0;
	const pack = () => {
		if (length > 0) packed.push(packPiece(piece.subarray(0, length).sort()));
		length = 0;
	};
	for (const number of numbers) {
		piece[length++] = number;
		if (length < PIECE) continue;
		pack();
		await yieldIfDue();
	}
	pack();
	piece = new Float64Array(0);
	return packed;
}

function packPiece(sorted: Float64Array): string {
	const bytes: number[] = [];
	let last = 0;
	for (const number of sorted) {
		let rest = number - last;
		last = number;
		for (; rest >= BASE; rest = Math.floor(rest / BASE)) bytes.push(BASE + (rest % BASE));
		bytes.push(rest);
	}
	return Buffer.from(bytes).toString('base64');
}

/** Reads what `packNumbers` wrote. */
export function* unpackNumbers(packed: readonly string[]): Generator<number> {
	for (const piece of packed) {
		let last = 0;
		let value = 0;
		let unit = 1;
		for (const byte of Buffer.from(piece, 'base64')) {
			value += (byte % BASE) * unit;
			unit *= BASE;
			if (byte >= BASE) continue;
			last += value;
			yield last;
			value = 0;
			unit = 1;
		}
	}
}
