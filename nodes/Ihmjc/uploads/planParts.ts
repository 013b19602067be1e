import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { ListSettings } from '../input/itemSettings';
import { NumberTally } from '../input/NumberTally';
import { visitNumbers } from '../input/visitNumbers';
import { errorItem, type NodeError } from '../run/errors';
import { inInputOrder } from '../run/forEachItem';
import type { Run } from '../run/Run';
import type { Part } from './Part';
import { Parts } from './Parts';

export interface PlannedParts {
	/** The uploads that the numbers are in, or will be. */
	parts: readonly Part[];
	tally: NumberTally;
	/** Errors of items that can't be read, under On Error = Continue. */
	problems: ReadonlyMap<number, NodeError>;
}

/** Reads all numbers and assigns them to uploads, without keeping the rows in memory. It sends nothing. */
export async function planParts(run: Run, settings: ListSettings): Promise<PlannedParts> {
	const parts = new Parts(run, settings.splitBy);
	const tally = new NumberTally();
	const problems = new Map<number, NodeError>();
	await visitNumbers(run, settings, {
		keepsRows: false,
		onSource: () => parts.nextSource(),
		onNumber(number, { item, settings: { apps } }) {
			if (!number.ok) return tally.reject(number);
			for (const app of apps) {
				const part = parts.find(app, number) ?? parts.plan(app, number);
				part.add(number.value, item);
			}
		},
		onProblem: (item, error) => problems.set(item, error),
	});
	return { parts: parts.all, tally, problems };
}

const pairedWith = (items: readonly number[]) => items.map((item) => ({ item }));

/** Makes the item of each list. Invalid numbers belong to no list, so the first one has the count of all of them. */
export const listItems = (
	lists: readonly Part[],
	{ tally }: PlannedParts,
	jsonOf: (list: Part, counts: IDataObject) => IDataObject,
): INodeExecutionData[] =>
	lists.map((list, index) => {
		const { numbers, duplicates, items } = list;
		const { country, callingCode, size } = numbers;
		const invalid = index === 0 ? tally.invalid : 0;
		const counts = { country, callingCode, numbers: size, duplicates, invalid };
		return { json: jsonOf(list, counts), pairedItem: pairedWith(items) };
	});

/**
 * Makes the output of lists. If there is none, one item says why, because otherwise a Loop Over Items would end there, and an AI agent would
 * learn nothing.
 *
 * @param nothing Further fields of that item.
 */
export function listsOutput(
	run: Run,
	{ tally, problems }: PlannedParts,
	lists: INodeExecutionData[],
	nothing: IDataObject,
): INodeExecutionData[] {
	const output = [...problems].map(([item, error]) => errorItem(error, item));
	const items = run.items.map((_, item) => item).filter((item) => !problems.has(item));
	if (lists.length === 0 && items.length > 0) {
		const none = { uploadId: '', app: '', country: '', callingCode: '', numbers: 0, duplicates: 0 };
		const json = { ...none, invalid: tally.invalid, ...nothing };
		output.push({ json, pairedItem: pairedWith(items) });
	}
	return inInputOrder([...output, ...lists]);
}
