import type { INodeExecutionData } from 'n8n-workflow';

import { errorItem, rethrowUnlessContinuing } from './errors';
import type { Run } from './Run';

/**
 * Does something for one item after the other. One that fails stops the node, or under On Error = Continue
 * becomes an error item.
 */
export async function forEachItem(
	run: Run,
	work: (item: number) => Promise<INodeExecutionData[]>,
): Promise<INodeExecutionData[]> {
	const output: INodeExecutionData[] = [];
	for (let item = 0; item < run.items.length; item++) {
		try {
			for (const each of await work(item)) output.push(each);
		} catch (error) {
			output.push(errorItem(rethrowUnlessContinuing(run, error), item));
		}
	}
	return output;
}
