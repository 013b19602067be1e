import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';
import { valueAt } from '../valueAt';
import { description } from './description';

/** "Split Out" of one field with a list, without the item's other fields. */
export const splitOut: INodeType = {
	description: description('splitOut', {
		properties: [
			{
				displayName: 'Fields To Split Out',
				name: 'fieldToSplitOut',
				type: 'string',
				default: '',
				required: true,
			},
		],
	}),
	async execute(this: IExecuteFunctions) {
		const items = this.getInputData().flatMap(({ json }, item): INodeExecutionData[] => {
			const field = this.getNodeParameter('fieldToSplitOut', item) as string;
			return [valueAt(json, field) ?? []].flat().map((element) => ({
				json: (typeof element === 'object' && element !== null
					? element
					: { [field]: element }) as IDataObject,
				pairedItem: { item },
			}));
		});
		return [items];
	},
};
