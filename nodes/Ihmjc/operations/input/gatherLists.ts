import { isOn } from '../../isOn';
import type { NumberList } from '../../numbers/NumberList';
import type { SplitBy } from '../../numbers/NumberLists';
import type { NodeError } from '../Operation';
import type { Run } from '../Run';
import { assertWithinLimit } from './assertWithinLimit';
import { NumberBatch } from './NumberBatch';
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

/** The options that say how numbers become lists. */
export const listSettings = (options: Record<string, unknown>): Settings => ({
	splitBy: options.splitBy === 'callingCode' ? 'callingCode' : 'country',
	strict: isOn(options.strictNumbers),
});
