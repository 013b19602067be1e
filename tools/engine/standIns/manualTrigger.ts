import type { INodeType, ITriggerFunctions } from 'n8n-workflow';
import { description } from './description';

export const manualTrigger: INodeType = {
	description: description('manualTrigger', { group: ['trigger'], inputs: [] }),
	async trigger(this: ITriggerFunctions) {
		return { manualTriggerFunction: async () => this.emit([[{ json: {} }]]) };
	},
};
