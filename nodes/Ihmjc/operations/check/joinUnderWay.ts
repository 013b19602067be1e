import type { App } from '../../apps/apps';
import type { SplitBy } from '../../numbers/NumberLists';
import { breather, STRIDE } from '../input/breather';
import { NumberBatch } from '../input/NumberBatch';
import type { CheckedList } from './CheckedList';
import { ListsToSend } from './ListsToSend';
import type { Row } from './readRows';

/**
 * A number that one row has under way isn't paid for again by another, before or after it: such rows go to its
 * list, and what is to be sent is listed anew, without them.
 */
export async function joinUnderWay(
	rows: Row[],
	underWay: Iterable<CheckedList>,
	splitBy: SplitBy,
): Promise<ListsToSend> {
	const keyOf = ({ code }: App, digits: string) => `${code}:${digits}`;
	const underWayFor = new Map<string, CheckedList>();
	for (const list of underWay) {
		for (const digits of list.numbers) underWayFor.set(keyOf(list.app, digits), list);
	}
	const toSend = new ListsToSend();
	const batch = new NumberBatch(splitBy);
	const breathe = breather();
	for (const [index, row] of rows.entries()) {
		if (index % STRIDE === 0) await breathe();
		if (row.kind !== 'listed' || row.list.isResumed) continue;
		const { number, item } = row;
		const { app } = row.list;
		const list = underWayFor.get(keyOf(app, number.digits));
		if (list) {
			row.list = list;
			row.slot = list.numbers.indexOf(number.digits);
			row.duplicate = true;
		} else {
			const added = batch.add(app, number, item);
			row.list = toSend.listOf(added.list, item);
			row.slot = added.slot;
			row.duplicate = !added.isNew;
		}
	}
	return toSend;
}
