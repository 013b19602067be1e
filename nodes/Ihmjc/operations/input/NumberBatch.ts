import type { App } from '../../apps/apps';
import type { ParsedNumber } from '../../numbers/createNumberParser';
import type { NumberList } from '../../numbers/NumberList';
import { NumberLists, type SplitBy } from '../../numbers/NumberLists';

/** What goes into one upload: numbers of one country for one app. */
export interface BatchList {
	app: App;
	numbers: NumberList;
	/** The input items that the numbers came from. */
	items: number[];
}

/** The numbers that belong together: all rows, or the text or file of one item. */
export class NumberBatch {
	/** In the order in which the first number of each appeared. */
	readonly lists: BatchList[] = [];

	private readonly byApp = new Map<string, NumberLists>();

	private readonly byNumbers = new Map<NumberList, BatchList>();

	constructor(private readonly splitBy: SplitBy) {}

	/** Adds a number, once: `isNew` is false for one that its list holds already. */
	add(
		app: App,
		number: ParsedNumber,
		item: number,
	): { list: BatchList; slot: number; isNew: boolean } {
		let lists = this.byApp.get(app.code);
		if (!lists) {
			lists = new NumberLists(this.splitBy);
			this.byApp.set(app.code, lists);
		}
		const { list: numbers, slot, isNew } = lists.add(number);
		let list = this.byNumbers.get(numbers);
		if (!list) {
			list = { app, numbers, items: [] };
			this.byNumbers.set(numbers, list);
			this.lists.push(list);
		}
		if (list.items.at(-1) !== item) list.items.push(item);
		return { list, slot, isNew };
	}
}

/** How many unique numbers they hold. */
export const sizeOf = (lists: ReadonlyArray<Pick<BatchList, 'numbers'>>): number =>
	lists.reduce((sum, { numbers }) => sum + numbers.size, 0);

export const duplicatesOf = (lists: readonly BatchList[]): number =>
	lists.reduce((sum, { numbers }) => sum + numbers.duplicates, 0);
