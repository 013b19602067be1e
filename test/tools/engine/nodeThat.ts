import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

type Execute = (this: IExecuteFunctions) => Promise<INodeExecutionData[]>;

/** A node with one output that runs this function. */
export function nodeThat(
	does: Execute,
	description: Partial<INodeTypeDescription> = {},
): INodeType {
	return {
		description: {
			displayName: 'Node',
			name: 'node',
			group: ['transform'],
			version: 1,
			description: 'Made for one test',
			defaults: { name: 'Node' },
			inputs: [NodeConnectionTypes.Main],
			outputs: [NodeConnectionTypes.Main],
			properties: [],
			...description,
		},
		async execute() {
			return [await does.call(this)];
		},
	};
}
