import type { INodeParameters, INodeProperties } from 'n8n-workflow';

import { Ihmjc } from '../../nodes/Ihmjc/Ihmjc.node';

export interface TriedParameter {
	/** As in `options.maxWait`. */
	path: string;
	property: INodeProperties;
	/** The operation's parameters, this one with another value. */
	having(value: string): INodeParameters;
}

const { properties } = new Ihmjc().description;

/** All parameters of an operation that may be expressions, its options among them. */
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
