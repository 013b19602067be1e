import type { INodeProperties } from 'n8n-workflow';

import { balanceOperation } from './balance';
import { checkOperation } from './check';
import { downloadOperation } from './download';
import type { Operation } from './Operation';
import { previewOperation } from './preview';
import { queryOperation } from './query';
import { uploadOperation } from './upload';
import { waitUntilDoneOperation } from './waitUntilDone';

/** The one list of operations. The menu, the fields and the lookup are derived from it. */
const OPERATIONS: readonly Operation[] = [
	checkOperation,
	previewOperation,
	uploadOperation,
	queryOperation,
	waitUntilDoneOperation,
	downloadOperation,
	balanceOperation,
];

const RESOURCES = [
	{ name: 'Detection', value: 'detection', defaultOperation: 'check' },
	{ name: 'Account', value: 'account', defaultOperation: 'balance' },
];

export const findOperation = (resource: string, value: string): Operation | undefined =>
	OPERATIONS.find((each) => each.resource === resource && each.value === value);

/** Every property of the node: resource, operation, and the fields of each operation. */
export function properties(): INodeProperties[] {
	return [
		{
			displayName: 'Resource',
			name: 'resource',
			type: 'options',
			noDataExpression: true,
			options: RESOURCES.map(({ name, value }) => ({ name, value })),
			default: 'detection',
		},
		...RESOURCES.map(operationMenu),
		...OPERATIONS.flatMap(fieldsOf),
	];
}

function operationMenu({ value, defaultOperation }: (typeof RESOURCES)[number]): INodeProperties {
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [value] } },
		options: OPERATIONS.filter(({ resource }) => resource === value).map(
			({ name, value: operation, action, description }) => ({
				name,
				value: operation,
				action,
				description,
			}),
		),
		default: defaultOperation,
	};
}

function fieldsOf({ resource, value, properties: fields }: Operation): INodeProperties[] {
	return fields.map((field) => ({
		...field,
		displayOptions: {
			...field.displayOptions,
			show: { resource: [resource], operation: [value], ...field.displayOptions?.show },
		},
	}));
}
