import {
	NodeHelpers,
	type INode,
	type INodeParameters,
	type INodeProperties,
	type INodePropertyCollection,
	type INodePropertyOptions,
	type INodeTypeDescription,
} from 'n8n-workflow';

type Values = Record<string, unknown>;

const isRecord = (value: unknown): value is Values =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const isExpression = (value: unknown) => typeof value === 'string' && value.startsWith('=');

/** The valid values of each type of field. Types that are missing here accept any value. */
const HOLDS: Record<string, (value: unknown) => boolean> = {
	string: (value) => typeof value === 'string',
	dateTime: (value) => typeof value === 'string',
	number: (value) => typeof value === 'number',
	boolean: (value) => typeof value === 'boolean',
	collection: isRecord,
	fixedCollection: isRecord,
	multiOptions: Array.isArray,
	resourceLocator: (value) => isRecord(value) && value.__rl === true && 'value' in value,
	resourceMapper: (value) =>
		isRecord(value) && ['defineBelow', 'autoMapInputData'].includes(String(value.mappingMode)),
	filter: (value) => isRecord(value) && Array.isArray(value.conditions),
	assignmentCollection: (value) => isRecord(value) && Array.isArray(value.assignments),
};

/**
 * Compares a node's saved parameters with its description. Finds unknown names and values, and parameters that
 * are hidden by the values of others. n8n silently ignores unknown names and hidden parameters.
 */
export function parameterFaults(node: INode, description: INodeTypeDescription): string[] {
	const complete = NodeHelpers.getNodeParameters(
		description.properties,
		node.parameters,
		true,
		true,
		node,
		description,
	) as INodeParameters;
	return [...faultsIn(node.parameters, description.properties, '')];

	function* faultsIn(
		values: Values,
		declared: INodeProperties[],
		path: string,
	): Generator<string, void> {
		for (const [name, value] of Object.entries(values)) {
			const here = path === '' ? name : `${path}.${name}`;
			const named = declared.filter((property) => property.name === name);
			const shown = named.filter((property) =>
				NodeHelpers.displayParameterPath(complete, property, path, node, description),
			);
			if (named.length === 0) yield `${here} is no parameter`;
			else if (shown.length === 0) yield `${here} is hidden`;
			else {
				const faults = shown.map((property) => [...faultsOf(value, property, here)]);
				if (faults.every(({ length }) => length > 0)) yield* faults[0];
			}
		}
	}

	function* faultsOf(
		value: unknown,
		property: INodeProperties,
		path: string,
	): Generator<string, void> {
		if (isExpression(value)) return;
		if (property.typeOptions?.multipleValues && property.type !== 'fixedCollection') {
			if (!Array.isArray(value)) yield `${path} is no list`;
			return;
		}
		if (HOLDS[property.type]?.(value) === false) {
			yield `${path} is no ${property.type}: ${JSON.stringify(value)}`;
			return;
		}
		if (property.type === 'options' || property.type === 'multiOptions') {
			yield* choiceFaults([value].flat(), property, path);
		} else if (property.type === 'resourceLocator') {
			const { mode } = value as Values;
			if (!property.modes?.some(({ name }) => name === mode)) yield `${path} has no mode ${mode}`;
		} else if (property.type === 'collection') {
			yield* faultsIn(value as Values, property.options as INodeProperties[], path);
		} else if (property.type === 'fixedCollection') {
			yield* groupFaults(value as Values, property, path);
		}
	}

	function* choiceFaults(
		chosen: unknown[],
		{ options, typeOptions }: INodeProperties,
		path: string,
	) {
		// Lists that n8n loads from the service.
		if (typeOptions?.loadOptionsMethod || typeOptions?.loadOptions) return;
		const values = (options as INodePropertyOptions[]).map((option) => option.value);
		for (const value of chosen) {
			if (!values.includes(value as string)) yield `${path} has no choice ${JSON.stringify(value)}`;
		}
	}

	function* groupFaults(
		groups: Values,
		{ options, typeOptions }: INodeProperties,
		path: string,
	): Generator<string, void> {
		for (const [name, value] of Object.entries(groups)) {
			const here = `${path}.${name}`;
			const group = (options as INodePropertyCollection[]).find((each) => each.name === name);
			if (!group) {
				yield `${here} is no parameter`;
				continue;
			}
			if (!typeOptions?.multipleValues) {
				yield* faultsIn(value as Values, group.values, here);
				continue;
			}
			if (!Array.isArray(value)) {
				yield `${here} is no list`;
				continue;
			}
			for (const [index, entry] of (value as Values[]).entries()) {
				yield* faultsIn(entry, group.values, `${here}[${index}]`);
			}
		}
	}
}

/** The fields that the editor marks red, because the user must still choose a value. */
export function openChoices(node: INode, description: INodeTypeDescription): string[] {
	const complete = NodeHelpers.getNodeParameters(
		description.properties,
		node.parameters,
		true,
		false,
		node,
		description,
	);
	const issues = NodeHelpers.getNodeParametersIssues(
		description.properties,
		{ ...node, parameters: complete ?? {} },
		description,
	);
	return Object.keys(issues?.parameters ?? {});
}
