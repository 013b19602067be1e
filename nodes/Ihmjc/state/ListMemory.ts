import type { ListStatus } from '../results/judge';
import { getOrCreate } from '../util/values';

/** The numbers in the lines of both lists of an upload. */
export type ListLines = Record<ListStatus, number[]>;

/** Numbers that are kept in all, some 2 MB. */
const MAX_NUMBERS = 100_000;

/** Memories by the execution's own store. They end with the process. */
const memories = new WeakMap<object, Map<string, ListLines>>();

/** Result lists that were read in this execution, so that a loop over the rows of one upload downloads them once. */
export class ListMemory {
	private readonly lists: Map<string, ListLines>;

	/**
	 * @param store The execution's own, the same object every time.
	 * @param account Tells apart equal upload IDs of two accounts.
	 */
	constructor(
		store: object,
		private readonly account: string,
	) {
		this.lists = getOrCreate(memories, store, () => new Map());
	}

	get(uploadId: string): ListLines | undefined {
		return this.lists.get(this.key(uploadId));
	}

	/** The oldest ones are forgotten when there are too many. */
	set(uploadId: string, lists: ListLines): void {
		if (sizeOf(lists) > MAX_NUMBERS) return;
		this.lists.delete(this.key(uploadId));
		this.lists.set(this.key(uploadId), lists);
		let size = 0;
		for (const each of this.lists.values()) size += sizeOf(each);
		for (const [key, each] of this.lists) {
			if (size <= MAX_NUMBERS) return;
			this.lists.delete(key);
			size -= sizeOf(each);
		}
	}

	/** Takes in a line while a list is read; no more than could be kept. */
	static add(lines: number[], number: number): void {
		if (lines.length <= MAX_NUMBERS) lines.push(number);
	}

	private key(uploadId: string): string {
		return `${this.account}:${uploadId}`;
	}
}

const sizeOf = ({ activated, unregistered }: ListLines): number =>
	activated.length + unregistered.length;
