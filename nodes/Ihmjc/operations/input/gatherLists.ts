import type { NodeError } from '../run/errors';
import type { Run } from '../run/Run';
import { assertListsWithinLimit } from './assertWithinLimit';
import type { ListSettings } from './listSettings';
import { NumberBatch, type BatchList } from './NumberBatch';
import { numberSources } from './numberSources';
import { NumberTally } from './NumberTally';

/** What the items hold, as lists to be sent. */
export interface Gathered {
	lists: GatheredList[];
	tally: NumberTally;
	/** Items that can't be read, under On Error = Continue. */
	problems: Map<number, NodeError>;
}

export interface GatheredList extends BatchList {
	/** Counted for the whole batch and said of its first list, so that the sum over the lists is right. */
	invalid: number;
}

/** Reads all numbers into lists, one app and country each, and sends nothing. */
export async function gatherLists(run: Run, settings: ListSettings): Promise<Gathered> {
	const tally = new NumberTally();
	const problems = new Map<number, NodeError>();
	const lists: GatheredList[] = [];
	const onProblem = (item: number, error: NodeError) => problems.set(item, error);
	for (const source of numberSources(run, { ...settings, onProblem })) {
		const batch = new NumberBatch(settings.splitBy);
		let invalid = 0;
		await source.each((value, item, { app, country, parse }) => {
			tally.look(value, country);
			const number = parse(value);
			if (number.ok) {
				batch.add(app, number, item);
			} else {
				invalid++;
				tally.reject(number);
			}
		});
		for (const [index, list] of batch.lists.entries()) {
			lists.push({ ...list, invalid: index === 0 ? invalid : 0 });
		}
	}
	assertListsWithinLimit(run, lists);
	return { lists, tally, problems };
}
