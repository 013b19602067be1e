import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

/** Makes the choices of a field, from the name and the description of each value. */
export const choices = (
	table: Record<string, [name: string, description: string]>,
): INodePropertyOptions[] =>
	Object.entries(table).map(([value, [name, description]]) => ({ name, value, description }));

/** Makes the `options` collection. An AI agent's tool has other defaults, because an agent needs its result soon. */
export function optionsField(
	options: INodeProperties[],
	{
		asTool,
		notForTools = [],
	}: { asTool?: Record<string, string | number>; notForTools?: INodeProperties[] } = {},
): INodeProperties[] {
	const field = {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		// n8n's guidelines ask for alphabetical order.
		options: [...options].sort((one, other) =>
			one.displayName.localeCompare(other.displayName, 'en'),
		),
	} satisfies INodeProperties;
	if (!asTool) return [field];
	const [forPeople, toolField] = forTool(field, asTool);
	const toolOptions = field.options
		.filter((option) => !notForTools.includes(option))
		.map((option) =>
			option.name in asTool ? { ...option, default: asTool[option.name] } : option,
		);
	return [forPeople, { ...toolField, options: toolOptions }];
}

/** Gives a field another default for an AI agent's tool. */
export const forTool = (field: INodeProperties, toolDefault: INodeProperties['default']) => [
	{
		...field,
		displayOptions: {
			...field.displayOptions,
			hide: { ...field.displayOptions?.hide, '@tool': [true] },
		},
	},
	{
		...field,
		default: toolDefault,
		displayOptions: {
			...field.displayOptions,
			show: { ...field.displayOptions?.show, '@tool': [true] },
		},
	},
];
