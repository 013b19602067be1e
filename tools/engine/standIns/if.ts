import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
} from 'n8n-workflow';
import { description } from './description';

/** "If", version 2: n8n itself evaluates the conditions. */
export const ifNode: INodeType = {
	description: description('if', {
		version: [2, 2.1, 2.2, 2.3],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['true', 'false'],
		properties: [{ displayName: 'Conditions', name: 'conditions', type: 'filter', default: {} }],
	}),
	async execute(this: IExecuteFunctions) {
		const outputs: [INodeExecutionData[], INodeExecutionData[]] = [[], []];
		this.getInputData().forEach((input, item) => {
			const pass = this.getNodeParameter('conditions', item, false, { extractValue: true });
			outputs[pass ? 0 : 1].push({ ...input, pairedItem: { item } });
		});
		return outputs;
	},
};
