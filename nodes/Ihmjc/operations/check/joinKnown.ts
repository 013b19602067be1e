import type { App } from '../../apps/apps';
import type { SplitBy } from '../../numbers/NumberLists';
import { NumberBatch } from '../input/NumberBatch';
import { breather, STRIDE } from '../run/breather';
import type { CheckedList } from './CheckedList';
import type { EarlierAnswer } from './earlierResult';
import { ListsToSend } from './ListsToSend';
import type { Row } from './Row';

/** What a number at an app is known by. */
export const questionOf = ({ code }: App, digits: string): string => `${code}:${digits}`;

/** What rows bring along, and other rows of the same input may ask for. */
interface Known {
	/** Uploads that were made before. */
	underWay: Iterable<CheckedList>;
	/** Answers that are young enough, by question. */
	fresh: ReadonlyMap<string, EarlierAnswer>;
}

/**
 * A number whose answer or upload one row brings along isn't paid for again by another, before or after it: such rows
 * share it, and what is to be sent is listed anew, without them.
 */
export async function joinKnown(
	rows: Row[],
	{ underWay, fresh }: Known,
	splitBy: SplitBy,
): Promise<ListsToSend> {
	const listFor = new Map<string, CheckedList>();
	for (const list of underWay) {
		for (const digits of list.numbers) listFor.set(questionOf(list.app, digits), list);
	}
	const toSend = new ListsToSend();
	const batch = new NumberBatch(splitBy);
	const breathe = breather();
	for (const [index, row] of rows.entries()) {
		if (index % STRIDE === 0) await breathe();
		if (row.kind !== 'listed' || row.list.isResumed) continue;
		const { json, number, item } = row;
		const { app } = row.list;
		const question = questionOf(app, number.digits);
		const answer = fresh.get(question);
		const list = listFor.get(question);
		if (answer) {
			rows[index] = { json, item, kind: 'answered', number, app, answer };
		} else if (list) {
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
