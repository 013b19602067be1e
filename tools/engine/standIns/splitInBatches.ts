import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
} from 'n8n-workflow';
import { description } from './description';

interface Loop {
	rest?: INodeExecutionData[];
	done: INodeExecutionData[];
}

/** "Loop Over Items", version 3. Items keep the lineage of their input, as in n8n's own node. */
export const splitInBatches: INodeType = {
	description: description('splitInBatches', {
		version: 3,
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['done', 'loop'],
		properties: [{ displayName: 'Batch Size', name: 'batchSize', type: 'number', default: 1 }],
	}),
	async execute(this: IExecuteFunctions) {
		const loop = this.getContext('node') as unknown as Loop;
		const size = this.getNodeParameter('batchSize', 0) as number;
		const sourceOverwrite = this.getInputSourceData();
		const items = this.getInputData().map((input, item) => ({
			...input,
			pairedItem: { item, sourceOverwrite },
		}));
		if (loop.rest === undefined) {
			loop.rest = items;
			loop.done = [];
		} else {
			loop.done.push(...items);
		}
		const batch = loop.rest.splice(0, size);
		return batch.length === 0 ? [loop.done, []] : [[], batch];
	},
};
