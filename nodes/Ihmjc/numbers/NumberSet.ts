import { NumberPieces } from './NumberPieces';

const FIRST_LENGTH = 128;

/** The share of a table that may be filled. With more, lookups get slow; with far less, memory is wasted. */
const MAX_LOAD = 0.75;

/** A full table of this length is split, because growing a longer one would hold up n8n. */
const TABLE_BITS = 14;
const MAX_TABLE_LENGTH = 1 << TABLE_BITS;
const MAX_DEPTH = 15;

/** The last bits of an entry. The bits before them are those of the hash, and tell most values apart without looking them up. */
const SLOT_BITS = 29;
const SLOT_MASK = (1 << SLOT_BITS) - 1;

/** Open addressing: the slot of a value plus one, in the first free place after its hash. */
interface Table {
	/** How many bits the hashes of its values share. */
	depth: number;
	count: number;
	entries: Int32Array;
}

/**
 * Unique whole numbers from 1 to 2^53 - 1 in order of arrival, each with a slot, starting at 0. A `Set` of strings takes some 70 bytes for
 * each; this takes 8 for the value and 5 to 11 for lookup.
 */
export class NumberSet {
	private readonly values = new NumberPieces();
	/** Extendible hashing: a directory of 2^n tables, in which a table may have several places. */
	private readonly directory: Table[] = [newTable(0, FIRST_LENGTH)];

	get size(): number {
		return this.values.length;
	}

	/** @returns whether the value is new */
	add(value: number): boolean {
		const hash = hashOf(value);
		let table = this.tableOf(hash);
		let place = this.placeOf(value, hash, table);
		if (table.entries[place] !== 0) return false;
		while (table.count + 1 > table.entries.length * MAX_LOAD) {
			this.makeRoom(table, hash);
			table = this.tableOf(hash);
			place = this.placeOf(value, hash, table);
		}
		this.values.push(value);
		table.entries[place] = (hash & ~SLOT_MASK) | this.size;
		table.count++;
		return true;
	}

	/** @returns the value's slot, or -1 */
	indexOf(value: number): number {
		const hash = hashOf(value);
		const table = this.tableOf(hash);
		return slotOf(table.entries[this.placeOf(value, hash, table)]);
	}

	*[Symbol.iterator](): Generator<number> {
		for (let slot = 0; slot < this.size; slot++) yield this.at(slot);
	}

	at(slot: number): number {
		return this.values.at(slot);
	}

	private tableOf(hash: number): Table {
		return this.directory[(hash >>> TABLE_BITS) & (this.directory.length - 1)];
	}

	/** Finds the value's place in a table, or the place where it would go. */
	private placeOf(value: number, hash: number, { entries }: Table): number {
		const mask = entries.length - 1;
		let place = hash & mask;
		for (;;) {
			const entry = entries[place];
			if (entry === 0) return place;
			const mayBeSame = ((entry ^ hash) & ~SLOT_MASK) === 0;
			if (mayBeSame && this.at(slotOf(entry)) === value) return place;
			place = (place + 1) & mask;
		}
	}

	/** Doubles a table, or moves half of its values to a new one. */
	private makeRoom(table: Table, hash: number): void {
		const { length } = table.entries;
		const old = length === MAX_TABLE_LENGTH ? spare : new Int32Array(length);
		old.set(table.entries);
		if (length < MAX_TABLE_LENGTH || table.depth === MAX_DEPTH) {
			table.entries = new Int32Array(2 * length);
		} else {
			table.entries.fill(0);
			this.addSibling(table, hash);
		}
		table.count = 0;
		for (const entry of old) {
			if (entry === 0) continue;
			const value = this.at(slotOf(entry));
			const itsHash = hashOf(value);
			const its = this.tableOf(itsHash);
			its.entries[this.placeOf(value, itsHash, its)] = entry;
			its.count++;
		}
	}

	/** Gives every second place of a table to a new one. */
	private addSibling(table: Table, hash: number): void {
		const places = 1 << table.depth++;
		if (places === this.directory.length) this.directory.push(...this.directory);
		const sibling = newTable(table.depth, MAX_TABLE_LENGTH);
		const first = ((hash >>> TABLE_BITS) & (places - 1)) + places;
		for (let place = first; place < this.directory.length; place += 2 * places) {
			this.directory[place] = sibling;
		}
	}
}

const newTable = (depth: number, length: number): Table => ({
	depth,
	count: 0,
	entries: new Int32Array(length),
});

/** Used while values move. Tables that are dropped pile up until n8n collects its garbage. */
const spare = new Int32Array(MAX_TABLE_LENGTH);

/** @returns -1 for an empty place */
const slotOf = (entry: number): number => (entry & SLOT_MASK) - 1;

/** Mixes all 53 bits, because numbers of one list begin with the same digits and often follow one another. */
function hashOf(value: number): number {
	let mixed = Math.imul(value | 0, 0x9e3779b1) ^ Math.imul((value / 0x100000000) | 0, 0x85ebca6b);
	mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
	return mixed ^ (mixed >>> 13);
}
