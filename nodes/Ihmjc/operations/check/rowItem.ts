import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { Run } from '../../run/Run';

/** @param isItems Whether the rows are items, which keep their files, or the lines of a text or a file. */
export function rowItem(
	run: Run,
	json: IDataObject,
	item: number,
	isItems: boolean,
): INodeExecutionData {
	const output: INodeExecutionData = { json, pairedItem: { item } };
	const { binary } = run.items[item];
	// An AI agent gets no files: it could do nothing with them.
	if (binary && isItems && !run.isTool) output.binary = binary;
	return output;
}
