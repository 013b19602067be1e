import type { IDataObject } from 'n8n-workflow';

import { isOn } from '../../isOn';
import type { NumberList } from '../../numbers/NumberList';
import type { SplitBy } from '../../numbers/NumberLists';
import { choiceOf } from '../choiceOf';
import type { NodeError } from '../Operation';
import type { Run } from '../Run';
import { assertWithinLimit } from './assertWithinLimit';
import { NumberBatch } from './NumberBatch';
import { splitByOption } from './numberFields';
import { numberSources } from './numberSources';
import { NumberTally } from './NumberTally';

/** What the items hold, as lists to be sent. */
export interface Gathered {
	batches: NumberBatch[];
	tally: NumberTally;
	/** Items that can't be read, under On Error = Continue. */
	problems: Map<number, NodeError>;
}

interface Settings {
	splitBy: SplitBy;
	strict: boolean;
}

/** Reads all numbers into lists, one app and country each, and sends nothing. */
export async function gatherLists(run: Run, { splitBy, strict }: Settings): Promise<Gathered> {
	const tally = new NumberTally();
	const problems = new Map<number, NodeError>();
	const batches: NumberBatch[] = [];
	const onProblem = (item: number, error: NodeError) => problems.set(item, error);
	for (const source of numberSources(run, { strict, onProblem })) {
		const batch = new NumberBatch(splitBy);
		batches.push(batch);
		await source.each((value, item, { app, country, parse }) => {
			tally.look(value, country);
			const number = parse(value);
			if (number.ok) {
				batch.add(app, number, item);
			} else {
				batch.invalid++;
				tally.reject(number.reason);
			}
		});
	}
	const lists = batches.flatMap((batch) => batch.lists);
	assertListsWithinLimit(run, lists);
	return { batches, tally, problems };
}

/** @throws NodeOperationError when there are more unique numbers than Max Numbers allows. */
export function assertListsWithinLimit(run: Run, lists: NumberBatch['lists']): void {
	const countries = new Set(lists.map(({ numbers }) => numbers.country));
	assertWithinLimit(run, sizeOf(lists), countries.size);
}

/** How many unique numbers they hold. */
export const sizeOf = (lists: ReadonlyArray<{ numbers: NumberList }>): number =>
	lists.reduce((sum, { numbers }) => sum + numbers.size, 0);

export const duplicatesOf = (lists: NumberBatch['lists']): number =>
	lists.reduce((sum, { numbers }) => sum + numbers.duplicates, 0);

/**
 * The options that say how numbers become lists.
 *
 * @throws NodeOperationError when Split By is no choice of it.
 */
export const listSettings = (run: Run, options: IDataObject): Settings => ({
	splitBy: choiceOf(run, splitByOption, options.splitBy),
	strict: isOn(options.strictNumbers),
});
