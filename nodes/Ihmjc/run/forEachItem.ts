import type { INodeExecutionData, IPairedItemData } from 'n8n-workflow';

import { errorItem, rethrowUnlessContinuing } from './errors';
import type { Run } from './Run';

/** Handles one item after another. An item that fails stops the node, or becomes an error item under On Error = Continue. */
export async function forEachItem(
	run: Run,
	work: (item: number) => Promise<INodeExecutionData[]>,
): Promise<INodeExecutionData[]> {
	const output: INodeExecutionData[] = [];
	for (let item = 0; item < run.items.length; item++) {
		try {
			for (const each of await work(item)) output.push(each);
		} catch (error) {
			output.push(errorItem(rethrowUnlessContinuing(run, error, item), item));
		}
	}
	return output;
}

/** Sorts output items by the first input item that each is paired with. */
export const inInputOrder = (output: INodeExecutionData[]): INodeExecutionData[] =>
	output.sort((one, other) => firstItem(one) - firstItem(other));

const firstItem = ({ pairedItem }: INodeExecutionData): number =>
	([pairedItem].flat()[0] as IPairedItemData).item;
