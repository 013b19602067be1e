import {
	jsonParse,
	NodeOperationError,
	validateFieldType,
	type FieldType,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
} from 'n8n-workflow';
import { description } from './description';

interface Assignment {
	name: string;
	value: unknown;
	type: FieldType;
}

function fromJson(this: IExecuteFunctions, itemIndex: number): IDataObject {
	const json = this.getNodeParameter('jsonOutput', itemIndex) as string | IDataObject;
	return typeof json === 'string' ? jsonParse<IDataObject>(json) : json;
}

function fromAssignments(this: IExecuteFunctions, itemIndex: number): IDataObject {
	const assignments = this.getNodeParameter(
		'assignments.assignments',
		itemIndex,
		[],
	) as Assignment[];
	const fields: IDataObject = {};
	for (const { name, value, type } of assignments) {
		const checked = validateFieldType(name, value, type, { parseStrings: true });
		if (!checked.valid) {
			throw new NodeOperationError(this.getNode(), checked.errorMessage, { itemIndex });
		}
		fields[name] = checked.newValue as IDataObject[string];
	}
	return fields;
}

/** "Edit Fields", version 3.3 and later: both modes, but no dots in names and no choice of input fields. */
export const set: INodeType = {
	description: description('set', {
		version: [3.3, 3.4],
		properties: [
			{
				displayName: 'Mode',
				name: 'mode',
				type: 'options',
				options: [
					{ name: 'Manual', value: 'manual' },
					{ name: 'JSON', value: 'raw' },
				],
				default: 'manual',
			},
			{
				displayName: 'JSON',
				name: 'jsonOutput',
				type: 'json',
				displayOptions: { show: { mode: ['raw'] } },
				default: '{}',
			},
			{
				displayName: 'Fields to Set',
				name: 'assignments',
				type: 'assignmentCollection',
				displayOptions: { show: { mode: ['manual'] } },
				default: {},
			},
			{
				displayName: 'Include Other Input Fields',
				name: 'includeOtherFields',
				type: 'boolean',
				default: false,
			},
		],
	}),
	async execute(this: IExecuteFunctions) {
		const fields = this.getNodeParameter('mode', 0) === 'raw' ? fromJson : fromAssignments;
		const items = this.getInputData().map((input, item): INodeExecutionData => {
			const output: INodeExecutionData = { json: fields.call(this, item), pairedItem: { item } };
			if (!this.getNodeParameter('includeOtherFields', item)) return output;
			return { ...output, json: { ...input.json, ...output.json }, binary: input.binary };
		});
		return [items];
	},
};
