import type { IExecuteFunctions, INodeType } from 'n8n-workflow';
import { description } from './description';

/** The start of a sub-workflow, which passes on the items that it is called with. */
export const executeWorkflowTrigger: INodeType = {
	description: description('executeWorkflowTrigger', {
		version: [1, 1.1],
		group: ['trigger'],
		inputs: [],
		properties: [
			{
				displayName: 'Input Source',
				name: 'inputSource',
				type: 'options',
				options: [{ name: 'Passthrough', value: 'passthrough' }],
				default: 'passthrough',
			},
		],
	}),
	async execute(this: IExecuteFunctions) {
		return [this.getInputData()];
	},
};
