import type { IDataObject, INode, INodeExecutionData } from 'n8n-workflow';

import type { Execution, WorkflowFile } from '../../../tools/editor/N8nClient';
import { ihmjcNode, start, START } from '../../../tools/editor/node';
import { chain as chainOf } from '../../../tools/engine/chain';
import type { TestService } from './TestN8n';

/** An Ihmjc node named after its operation. */
export const ihmjc = (
	{ credential }: TestService,
	operation: string,
	parameters: IDataObject = {},
	more: Partial<INode> = {},
): INode =>
	ihmjcNode(
		credential,
		operation,
		{
			...(operation === 'balance' ? { resource: 'account' } : {}),
			...(['check', 'preview', 'upload'].includes(operation) ? { defaultCountry: 'none' } : {}),
			...parameters,
		},
		more,
	);

/** Rows go in at the start, and from each node's first output into the next. */
export const chain = (rows: IDataObject[], ...nodes: INode[]): WorkflowFile => ({
	...chainOf(start(), ...nodes),
	name: nodes.map(({ name }) => name).join(', '),
	pinData: { [START]: rows.map((json) => ({ json })) },
});

/** What came out of a node, in its last run. */
export function outputOf({ data }: Execution, name: string, output = 0): INodeExecutionData[] {
	const runs = data.resultData.runData[name] ?? [];
	return runs.at(-1)?.data?.main[output] ?? [];
}

export const jsonOf = (execution: Execution, name: string, output = 0): IDataObject[] =>
	outputOf(execution, name, output).map(({ json }) => json);

/** The error that ended an execution, as the editor shows it. */
export const errorOf = ({ data }: Execution): string => {
	const { error } = data.resultData;
	return error ? `${error.message} ${error.description ?? ''}` : '';
};

export const hintsOf = ({ data }: Execution, name: string): string =>
	(data.resultData.runData[name]?.at(-1)?.hints ?? []).map(({ message }) => message).join(' ');
