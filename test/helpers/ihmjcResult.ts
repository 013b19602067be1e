import type { IDataObject, NodeApiError, NodeOperationError } from 'n8n-workflow';

import type { RunResult } from '../../tools/engine/RunResult';

const NODE = 'Ihmjc';

/** The rows of an output of the node. */
export function jsonOf(result: RunResult, output = 0): IDataObject[] {
	return result.items(NODE, output).map(({ json }) => json);
}

/** The input items that each output item is paired with. */
export function pairedWith(result: RunResult, output = 0): number[][] {
	return result.items(NODE, output).map(({ pairedItem }) => {
		const paired = Array.isArray(pairedItem) ? pairedItem : [pairedItem];
		return paired.map((each) => (typeof each === 'object' ? each.item : Number(each)));
	});
}

export function hintsOf(result: RunResult): string[] {
	return result.hints(NODE).map(({ message }) => message);
}

export interface ReportedError {
	name: string;
	message: string;
	description: string;
	itemIndex: number | undefined;
	uploadId: unknown;
}

/** The error of a failed run, as the user sees it. */
export function errorOf(result: RunResult): ReportedError {
	const error = result.error as NodeApiError | NodeOperationError | undefined;
	if (result.status !== 'error' || error === undefined) {
		throw new Error(`The run should have failed, but its status is ${result.status}`);
	}
	const { name, message, description, context = {} } = error;
	return {
		name,
		message,
		description: description ?? '',
		itemIndex: context.itemIndex as number | undefined,
		uploadId: context.uploadId,
	};
}

/** The items of an error output, as text. */
export function errorsOf(items: IDataObject[]): string[] {
	return items.map(({ error }) => (error as IDataObject).message as string);
}
