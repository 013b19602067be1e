import {
	NodeHelpers,
	type ICredentialType,
	type IDataObject,
	type INodeProperties,
	type INodePropertyOptions,
	type INodeType,
	type INodeTypeDescription,
	type IVersionedNodeType,
} from 'n8n-workflow';

/**
 * The parts of a node that saved workflows and later nodes rely on: names, types, defaults, the values of
 * choices and when a field is shown. Texts are excluded, because they may be improved.
 */
export interface Contract extends IDataObject {
	parameters: IDataObject;
	/** The keys of each operation's items, and the types of their values. */
	outputs?: IDataObject;
}

const NO_SETTINGS = ['notice', 'callout', 'button'];

/** The contract of one version of a node. */
export function contractOf(node: INodeType | IVersionedNodeType, version: number): Contract {
	const { description } = NodeHelpers.getVersionedNodeType(node, version);
	const { name, inputs, outputs, credentials = [], usableAsTool = false, polling } = description;
	return {
		node: {
			name,
			inputs: inputs as string[],
			outputs: outputs as string[],
			usableAsTool: Boolean(usableAsTool),
			polling: polling === true,
		},
		credentials: Object.fromEntries(
			credentials.map((each) => [each.name, { required: each.required === true }]),
		),
		parameters: Object.fromEntries(
			description.properties
				.filter((property) => isInVersion(property, version, description))
				.flatMap((property) => entriesOf(property)),
		),
	};
}

export const contractOfCredential = ({ name, properties }: ICredentialType): Contract => ({
	credential: { name },
	parameters: Object.fromEntries(properties.flatMap((property) => entriesOf(property))),
});

function isInVersion(
	property: INodeProperties,
	version: number,
	description: INodeTypeDescription,
): boolean {
	const only = (conditions: NonNullable<INodeProperties['displayOptions']>['show']) =>
		conditions?.['@version'] && { '@version': conditions['@version'] };
	const { show, hide } = property.displayOptions ?? {};
	const displayOptions = { show: only(show), hide: only(hide) };
	return NodeHelpers.displayParameter(
		{},
		{ ...property, displayOptions },
		{ typeVersion: version },
		description,
	);
}

/** A property and the properties inside it, by paths such as `detection.check.options.maxWait`. */
function entriesOf(property: INodeProperties, within = ''): Array<[string, IDataObject]> {
	const { name, type, default: value, required = false, displayOptions = {} } = property;
	if (NO_SETTINGS.includes(type)) return [];
	const { show = {}, hide = {} } = displayOptions;
	const variant = show['@tool'] ? ' (as a tool)' : '';
	const shownIf = without(show, ['resource', 'operation', '@tool', '@version']);
	const hiddenIf = without(hide, ['@tool', '@version']);
	const entry: IDataObject = {
		type,
		// A description for a model is a text, which may be improved.
		default: name === 'toolDescription' ? 'a text' : (value as IDataObject),
		required,
		...(type === 'options' && { values: valuesOf(property) }),
		...(Object.keys(shownIf).length > 0 && { shownIf }),
		...(Object.keys(hiddenIf).length > 0 && { hiddenIf }),
	};
	return placesOf(property, within).flatMap((place) => {
		const path = `${place}${name}${variant}`;
		const inside = type === 'collection' ? (property.options as INodeProperties[]) : [];
		return [
			[path, entry] as [string, IDataObject],
			...inside.flatMap((each) => entriesOf(each, `${path}.`)),
		];
	});
}

/** The part of a path before the name: one resource and operation, or several. */
function placesOf({ displayOptions }: INodeProperties, within: string): string[] {
	const { resource = [], operation = [] } = displayOptions?.show ?? {};
	if (within || resource.length === 0) return [within];
	return resource.flatMap((owner) =>
		operation.length > 0
			? operation.map((each) => `${String(owner)}.${String(each)}.`)
			: [`${String(owner)}.`],
	);
}

const valuesOf = ({ options = [] }: INodeProperties) =>
	(options as INodePropertyOptions[]).map(({ value }) => value) as string[];

const without = (conditions: object, names: string[]) =>
	Object.fromEntries(
		Object.entries(conditions).filter(([name]) => !names.includes(name)),
	) as IDataObject;
