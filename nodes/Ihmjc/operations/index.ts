import { type INodeProperties, type INodeTypeDescription, NodeConnectionTypes } from 'n8n-workflow';

import { APPS, OTHER_APP } from '../apps/apps';
import { HAND_OVER, RESUME_WAIT } from '../handOver/HandOver';
import { userError } from '../run/errors';
import type { Run } from '../run/Run';
import { getOrCreate } from '../util/values';
import { balanceOperation } from './balance';
import { checkOperation } from './check/check';
import { downloadOperation } from './download';
import type { Operation } from './Operation';
import { previewOperation } from './preview';
import { queryOperation } from './query';
import { uploadOperation } from './upload';
import { waitUntilDoneOperation } from './waitUntilDone';

/** All operations. The menu, the fields and the lookup are made from this list. */
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
	{ name: 'Detection', value: 'detection' },
	{ name: 'Account', value: 'account' },
];

/**
 * Makes an expression for the text below the node on the canvas, such as "Check Numbers: WhatsApp". It reads the raw parameter, because an
 * App that is an expression isn't known before a run.
 */
export function subtitle(): string {
	const names = Object.fromEntries(OPERATIONS.map(({ value, name }) => [value, name]));
	const apps = Object.fromEntries(APPS.map(({ slug, name }) => [slug, name]));
	const operation = '$parameter["operation"]';
	const app = `((${JSON.stringify({ ...apps, [OTHER_APP]: 'Other App' })})[$rawParameter["app"]] || "Any App")`;
	const withApp = OPERATIONS.filter((each) => each.properties.some(({ name }) => name === 'app'));
	const isOfApp = `${JSON.stringify(withApp.map(({ value }) => value))}.includes(${operation})`;
	return `={{ (${JSON.stringify(names)})[${operation}] + (${isOfApp} ? ": " + ${app} : "") }}`;
}

/** @throws NodeOperationError if the parameters choose no operation of a menu. */
export function chosenOperation(run: Run): Operation {
	const [resource, value] = [run.text('resource', 0), run.text('operation', 0)];
	const chosen = OPERATIONS.find((each) => each.resource === resource && each.value === value);
	if (chosen) return chosen;
	throw userError(
		run,
		`Operation "${value}" doesn't exist for resource "${resource}"`,
		"Choose 'Resource' and 'Operation' from their lists.",
	);
}

/** The input of a step of a wait. No panel shows it, because no menu has its operation. */
const handOverField: INodeProperties = {
	displayName: 'Hand-Over',
	name: HAND_OVER,
	type: 'hidden',
	default: '',
	description: 'The state of a wait in the database of n8n',
	displayOptions: { show: { resource: ['detection'], operation: [RESUME_WAIT] } },
};

/** Operations in the menus have one output. A step of a wait has two: to itself, and to the end. */
export const outputs = (): INodeTypeDescription['outputs'] => {
	const main = NodeConnectionTypes.Main;
	const [one, two] = [[main], [main, main]].map((each) => JSON.stringify(each));
	return `={{ $parameter["operation"] === "${RESUME_WAIT}" ? ${two} : ${one} }}`;
};

/** The menu of a resource. Its first operation is the default. */
function operationMenu({ value: resource }: (typeof RESOURCES)[number]): INodeProperties {
	const operations = OPERATIONS.filter((each) => each.resource === resource);
	const [{ value: first }] = operations;
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [resource] } },
		options: operations.map(({ name, value, action, description }) => ({
			name,
			value,
			action,
			description,
		})),
		default: first,
	};
}

/** n8n uses the action as a tool's description unless the node has a field of this name. */
const toolDescriptionField = ({
	resource,
	value,
	toolDescription,
}: Operation): INodeProperties => ({
	displayName: 'Description',
	name: 'toolDescription',
	type: 'string',
	typeOptions: { rows: 4 },
	required: true,
	default: toolDescription,
	description: 'Tells the model when to call this tool, and what to do next',
	displayOptions: { show: { resource: [resource], operation: [value], '@tool': [true] } },
});

/**
 * Merges the fields of all operations. A field that several operations have is included once, because n8n's editor loads every field, and
 * the countries alone are 10 KB.
 */
function sharedFields(): INodeProperties[] {
	const shared = new Map<string, { field: INodeProperties; resource: string; values: string[] }>();
	for (const { resource, value, properties: fields } of OPERATIONS) {
		for (const field of fields) {
			const key = `${resource} ${JSON.stringify(field)}`;
			getOrCreate(shared, key, () => ({ field, resource, values: [] })).values.push(value);
		}
	}
	return [...shared.values()].map(({ field, resource, values }) => ({
		...field,
		displayOptions: {
			...field.displayOptions,
			show: { resource: [resource], operation: values, ...field.displayOptions?.show },
		},
	}));
}

/** All properties of the node: resource, operation, the description for AI models, and the fields of each operation. */
export const properties: INodeProperties[] = [
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: RESOURCES,
		default: 'detection',
	},
	...RESOURCES.map(operationMenu),
	...OPERATIONS.map(toolDescriptionField),
	...sharedFields(),
	handOverField,
];
