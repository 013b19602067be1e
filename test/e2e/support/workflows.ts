import type { IDataObject, INode, INodeExecutionData } from 'n8n-workflow';

import type { Execution, WorkflowFile } from '../../../editor/N8nClient';
import { node, to } from '../../../editor/node';
import type { TestService } from './TestN8n';

export { node, to };

/** The name of the node that every workflow starts with. */
export const START = 'Start';

/** An Ihmjc node named after its operation. */
export const ihmjc = (
	{ credential }: TestService,
	operation: string,
	parameters: IDataObject = {},
	more: Partial<INode> = {},
): INode =>
	node(
		'n8n-nodes-ihmjc.ihmjc',
		operation,
		{
			operation,
			...(operation === 'balance' ? { resource: 'account' } : {}),
			...(['check', 'preview', 'upload'].includes(operation) ? { defaultCountry: 'none' } : {}),
			...parameters,
		},
		{ credentials: { ihmjcApi: credential }, ...more },
	);

/** Rows go in at the start, and from each node's first output into the next. */
export const chain = (rows: IDataObject[], ...nodes: INode[]): WorkflowFile => {
	const all = [node('manualTrigger', START), ...nodes];
	return {
		name: nodes.map(({ name }) => name).join(', '),
		nodes: all.map((each, index) => ({ ...each, position: [220 * index, 0] })),
		connections: Object.fromEntries(
			all.slice(1).map(({ name }, index) => [all[index].name, { main: [[to(name)]] }]),
		),
		pinData: { [START]: rows.map((json) => ({ json })) },
		settings: { executionOrder: 'v1' },
	};
};

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
