import type { BatchList } from '../input/NumberBatch';
import { CheckedList } from './CheckedList';

/** The lists that are to be sent, as they were batched, each with what becomes of it. */
export class ListsToSend {
	private readonly lists = new Map<BatchList, CheckedList>();

	/** @param item The first input item of the list. */
	listOf(batchList: BatchList, item: number): CheckedList {
		let list = this.lists.get(batchList);
		if (!list) {
			list = new CheckedList(batchList.app, batchList.numbers, item);
			this.lists.set(batchList, list);
		}
		return list;
	}

	get batchLists(): BatchList[] {
		return [...this.lists.keys()];
	}

	get checkedLists(): CheckedList[] {
		return [...this.lists.values()];
	}
}
