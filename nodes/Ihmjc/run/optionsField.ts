import type { INodeProperties } from 'n8n-workflow';

/**
 * The `options` collection. As an AI agent's tool it starts with other values: nobody watches, so the
 * answer must come soon. What is set at the start shows in the panel, like anything that is set.
 */
export function optionsField(
	options: INodeProperties[],
	{
		asTool,
		notForTools = [],
	}: { asTool?: Record<string, string | number>; notForTools?: string[] } = {},
): INodeProperties[] {
	const field = {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		// n8n's guidelines want them in alphabetical order, wherever an operation has them from.
		options: [...options].sort((one, other) =>
			one.displayName.localeCompare(other.displayName, 'en'),
		),
	} satisfies INodeProperties;
	if (!asTool) return [field];
	const [forPeople, toolField] = forTool(field, asTool);
	const toolOptions = field.options
		.filter(({ name }) => !notForTools.includes(name))
		.map((option) =>
			option.name in asTool ? { ...option, default: asTool[option.name] } : option,
		);
	return [forPeople, { ...toolField, options: toolOptions }];
}

/** A field with another default for an AI agent's tool. */
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
