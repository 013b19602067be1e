/** Values are stored in pieces of this size, so that growing never copies old values. */
const PIECE_BITS = 16;
const PIECE_LENGTH = 1 << PIECE_BITS;
const FIRST_LENGTH = 64;

/** The share of the table that may be filled. With more, lookups get slow; with far less, memory is wasted. */
const MAX_LOAD = 0.75;

/**
 * Unique whole numbers from 1 to 2^53 - 1 in order of arrival, each with a slot, starting at 0. A `Set` of strings takes some 70 bytes for
 * each; this takes 8 for the value and 5 to 11 for lookup.
 */
export class NumberSet {
	private pieces: Float64Array[] = [new Float64Array(FIRST_LENGTH)];
	/** Open addressing: holds a value's slot plus one, in the first free place after its hash. */
	private table = new Int32Array(2 * FIRST_LENGTH);
	private count = 0;
	private max = 0;

	get size(): number {
		return this.count;
	}

	/** The largest value, 0 if there is none. */
	get largest(): number {
		return this.max;
	}

	/** @returns whether the value is new */
	add(value: number): boolean {
		let place = this.place(value);
		if (this.table[place] !== 0) return false;
		if (this.count + 1 > this.table.length * MAX_LOAD) {
			this.growTable();
			place = this.place(value);
		}
		this.append(value);
		this.table[place] = this.count;
		return true;
	}

	/** @returns the value's slot, or -1 */
	indexOf(value: number): number {
		return this.table[this.place(value)] - 1;
	}

	*[Symbol.iterator](): Generator<number> {
		for (let slot = 0; slot < this.count; slot++) yield this.at(slot);
	}

	at(slot: number): number {
		return this.pieces[slot >>> PIECE_BITS][slot & (PIECE_LENGTH - 1)];
	}

	/** Finds the value's place in the table, or the place where it would go. */
	private place(value: number): number {
		const mask = this.table.length - 1;
		let place = hash(value) & mask;
		for (;;) {
			const entry = this.table[place];
			if (entry === 0 || this.at(entry - 1) === value) return place;
			place = (place + 1) & mask;
		}
	}

	private append(value: number): void {
		const index = this.count >>> PIECE_BITS;
		const offset = this.count & (PIECE_LENGTH - 1);
		const piece = this.pieces[index];
		if (piece === undefined) {
			this.pieces.push(new Float64Array(PIECE_LENGTH));
		} else if (offset === piece.length) {
			// Only the first piece starts small and grows, because most sets are small.
			this.pieces[index] = new Float64Array(2 * piece.length);
			this.pieces[index].set(piece);
		}
		this.pieces[index][offset] = value;
		if (value > this.max) this.max = value;
		this.count++;
	}

	private growTable(): void {
		// The old table is dropped first to save memory, because the values are enough to fill the new one.
		const length = 2 * this.table.length;
		this.table = new Int32Array(0);
		this.table = new Int32Array(length);
		for (let slot = 0; slot < this.count; slot++) {
			this.table[this.place(this.at(slot))] = slot + 1;
		}
	}
}

/** Mixes all 53 bits, because numbers of one list begin with the same digits and often follow one another. */
function hash(value: number): number {
	let mixed = Math.imul(value | 0, 0x9e3779b1) ^ Math.imul((value / 0x100000000) | 0, 0x85ebca6b);
	mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
	return mixed ^ (mixed >>> 13);
}
