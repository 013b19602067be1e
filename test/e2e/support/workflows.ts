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

/** A workflow in which rows pass from each node's first output to the next node. */
export const chain = (rows: IDataObject[], ...nodes: INode[]): WorkflowFile => ({
	...chainOf(start(), ...nodes),
	name: nodes.map(({ name }) => name).join(', '),
	pinData: { [START]: rows.map((json) => ({ json })) },
});

/** The items of a node's last run. */
export function outputOf({ data }: Execution, name: string, output = 0): INodeExecutionData[] {
	const runs = data.resultData.runData[name] ?? [];
	return runs.at(-1)?.data?.main[output] ?? [];
}

export const jsonOf = (execution: Execution, name: string, output = 0): IDataObject[] =>
	outputOf(execution, name, output).map(({ json }) => json);

/** The error of an execution, as the editor shows it. */
export const errorOf = ({ data }: Execution): string => {
	const { error } = data.resultData;
	return error ? `${error.message} ${error.description ?? ''}` : '';
};

export const hintsOf = ({ data }: Execution, name: string): string =>
	(data.resultData.runData[name]?.at(-1)?.hints ?? []).map(({ message }) => message).join(' ');
