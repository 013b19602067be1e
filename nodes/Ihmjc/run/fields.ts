import type { INodeProperties } from 'n8n-workflow';

/** A parameter of the panel, typed by the value that it gives. */
export type Field<Value> = INodeProperties & { default: Value };

type Details<Value> = Omit<Field<Value>, 'name' | 'displayName' | 'type'>;

const fieldOf =
	<Value>(shape: Pick<INodeProperties, 'type' | 'typeOptions' | 'options'>) =>
	(name: string, displayName: string, details: Details<Value>): Field<Value> => ({
		displayName,
		name,
		...shape,
		...details,
	});

export const textField = fieldOf<string>({ type: 'string' });

/** Makes a field of a number that can't be negative. */
export const numberField = fieldOf<number>({ type: 'number', typeOptions: { minValue: 0 } });

export const listField = fieldOf<string>({ type: 'options' });

type Choices<Value extends string> = Record<Value, [name: string, description: string]>;

/** Makes a field with a list, from the name and description of each value. */
export function choiceField<Value extends string>(
	name: string,
	displayName: string,
	{ choices, ...details }: Details<NoInfer<Value>> & { choices: Choices<Value> },
): Field<Value> {
	const options = Object.entries<[string, string]>(choices).map(
		([value, [title, description]]) => ({ name: title, value, description }),
	);
	return fieldOf<Value>({ type: 'options', options })(name, displayName, details);
}

/**
 * Makes the `options` collection.
 *
 * @param asTool Other defaults for an AI agent's tool, because an agent needs its result soon.
 * @param notForTools Options that a tool doesn't have.
 */
export function optionsField(
	options: INodeProperties[],
	asTool?: Record<string, string | number>,
	notForTools: INodeProperties[] = [],
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
	const toolOptions = field.options
		.filter((option) => !notForTools.includes(option))
		.map((option) => ({ ...option, default: asTool[option.name] ?? option.default }));
	const [forPeople, toolField] = forTool(field, asTool);
	return [forPeople, { ...toolField, options: toolOptions }];
}

/** Gives a field another default for an AI agent's tool. */
export function forTool(field: INodeProperties, toolDefault: INodeProperties['default']) {
	const onlyIf = (rule: 'show' | 'hide'): INodeProperties['displayOptions'] => ({
		...field.displayOptions,
		[rule]: { ...field.displayOptions?.[rule], '@tool': [true] },
	});
	return [
		{ ...field, displayOptions: onlyIf('hide') },
		{ ...field, default: toolDefault, displayOptions: onlyIf('show') },
	];
}
