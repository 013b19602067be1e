import { NumberPieces } from './NumberPieces';

/** Many tables, because growing a single one would hold up n8n. */
const TABLE_COUNT = 64;
const FIRST_LENGTH = 8;

/** The share of a table that may be filled. With more, lookups get slow; with far less, memory is wasted. */
const MAX_LOAD = 0.75;

/** The bits of a hash that choose the place in a table. Those after them choose the table. */
const PLACE_BITS = 23;

/** The last bits of an entry. The bits before them are those of the hash, and tell most values apart without looking them up. */
const SLOT_BITS = 29;
const SLOT_MASK = (1 << SLOT_BITS) - 1;

/** Open addressing: the slot of a value plus one, in the first free place after its hash. */
interface Table {
	count: number;
	entries: Int32Array;
}

/**
 * Unique whole numbers from 1 to 2^53 - 1 in order of arrival, each with a slot, starting at 0. A `Set` of strings takes some 70 bytes for
 * each; this takes 8 for the value and 5 to 11 for lookup.
 */
export class NumberSet {
	private readonly values = new NumberPieces();
	private readonly tables: Table[] = [];

	get size(): number {
		return this.values.length;
	}

	/** @returns whether the value is new */
	add(value: number): boolean {
		const hash = hashOf(value);
		const table = this.tableOf(hash);
		const place = this.placeOf(value, hash, table);
		if (table.entries[place] !== 0) return false;
		this.values.push(value);
		table.entries[place] = (hash & ~SLOT_MASK) | this.size;
		table.count++;
		if (table.count > table.entries.length * MAX_LOAD) this.grow(table);
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
		return (this.tables[(hash >>> PLACE_BITS) % TABLE_COUNT] ??= {
			count: 0,
			entries: new Int32Array(FIRST_LENGTH),
		});
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

	private grow(table: Table): void {
		const old = table.entries;
		table.entries = new Int32Array(2 * old.length);
		for (const entry of old) {
			if (entry === 0) continue;
			const value = this.at(slotOf(entry));
			table.entries[this.placeOf(value, hashOf(value), table)] = entry;
		}
	}
}

/** @returns -1 for an empty place */
const slotOf = (entry: number): number => (entry & SLOT_MASK) - 1;

/** Mixes all 53 bits, because numbers of one list begin with the same digits and often follow one another. */
function hashOf(value: number): number {
	let mixed = Math.imul(value | 0, 0x9e3779b1) ^ Math.imul((value / 0x100000000) | 0, 0x85ebca6b);
	mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
	return mixed ^ (mixed >>> 13);
}
