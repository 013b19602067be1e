import type { IExecuteFunctions, INodeType } from 'n8n-workflow';
import { description } from './description';

export const noOp: INodeType = {
	description: description('noOp'),
	async execute(this: IExecuteFunctions) {
		return [this.getInputData()];
	},
};
