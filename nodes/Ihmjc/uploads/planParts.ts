import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { ListSettings } from '../input/itemSettings';
import { NumberTally } from '../input/NumberTally';
import { visitNumbers } from '../input/visitNumbers';
import type { NodeError } from '../run/errors';
import type { Run } from '../run/Run';
import type { Part } from './Part';
import { Parts } from './Parts';

export interface PlannedParts {
	/** The uploads that the numbers are in, or will be. */
	parts: readonly Part[];
	/** How many numbers were invalid. They are counted for a whole source and attributed to its first upload, so that the sum is right. */
	invalid: ReadonlyMap<Part, number>;
	tally: NumberTally;
	/** Errors of items that can't be read, under On Error = Continue. */
	problems: ReadonlyMap<number, NodeError>;
}

/** Reads all numbers and assigns them to uploads, without keeping the rows in memory. It sends nothing. */
export async function planParts(run: Run, settings: ListSettings): Promise<PlannedParts> {
	const parts = new Parts(run, settings.splitBy);
	const tally = new NumberTally();
	const invalid = new Map<Part, number>();
	const problems = new Map<number, NodeError>();
	let first: Part | undefined;
	let skipped = 0;
	const endSource = () => {
		if (first) invalid.set(first, (invalid.get(first) ?? 0) + tally.invalid - skipped);
		first = undefined;
		skipped = tally.invalid;
	};
	await visitNumbers(run, settings, {
		keepsRows: false,
		onSource() {
			endSource();
			parts.nextSource();
		},
		onNumber(number, { item, settings: { apps } }) {
			if (!number.ok) return tally.reject(number);
			for (const app of apps) {
				const part = parts.find(app, number) ?? parts.plan(app, number);
				part.add(number.value ?? number.digits, item);
				first ??= part;
			}
		},
		onProblem: (item, error) => problems.set(item, error),
	});
	endSource();
	return { parts: parts.all, invalid, tally, problems };
}

/**
 * Makes the item that says why there is no list. Without an item, a Loop Over Items would end there, and an AI agent would learn nothing.
 *
 * @param more Its other fields.
 * @returns nothing if every item has an error already
 */
export function nothingItems(
	run: Run,
	{ tally, problems }: PlannedParts,
	more: IDataObject,
): INodeExecutionData[] {
	const items = run.items.map((_, item) => item).filter((item) => !problems.has(item));
	if (items.length === 0) return [];
	const none = { uploadId: '', app: '', country: '', callingCode: '', numbers: 0, duplicates: 0 };
	return [
		{
			json: { ...none, invalid: tally.invalid, ...more },
			pairedItem: items.map((item) => ({ item })),
		},
	];
}
