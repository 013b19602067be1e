import type { INodeParameters, INodeProperties } from 'n8n-workflow';

import { Ihmjc } from '../../nodes/Ihmjc/Ihmjc.node';

export interface TriedParameter {
	/** A path such as `options.maxWait`. */
	path: string;
	property: INodeProperties;
	/** The operation's parameters with another value for this one. */
	having(value: string): INodeParameters;
}

const { properties } = new Ihmjc().description;

/** All parameters of an operation that may be expressions, including its options. */
export function parametersOf(parameters: INodeParameters): TriedParameter[] {
	const isItsOwn = ({ displayOptions }: INodeProperties) =>
		displayOptions?.show?.operation?.includes(parameters.operation as string) &&
		!displayOptions.show['@tool'];
	return properties.filter(isItsOwn).flatMap((property): TriedParameter[] => {
		const { name, type, options = [] } = property;
		if (type !== 'collection') {
			return [{ path: name, property, having: (value) => ({ ...parameters, [name]: value }) }];
		}
		return (options as INodeProperties[]).map((option) => ({
			path: `${name}.${option.name}`,
			property: option,
			having: (value) => ({ ...parameters, [name]: { [option.name]: value } }),
		}));
	});
}
