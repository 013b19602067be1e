import type { INodeParameters, INodePropertyOptions } from 'n8n-workflow';

import { Ihmjc } from '../../nodes/Ihmjc/Ihmjc.node';

/** Every operation of the node's menus. */
export const operations = new Ihmjc().description.properties
	.filter(({ name }) => name === 'operation')
	.flatMap(({ options, displayOptions }) =>
		(options as INodePropertyOptions[]).map(({ name, value, description = '' }) => ({
			name,
			value: String(value),
			description,
			resource: String(displayOptions?.show?.resource?.[0]),
		})),
	);

/** The operations that a list of runs doesn't use, to check that the list is complete. */
export function missingOperations(runs: Iterable<INodeParameters>): string[] {
	const keys = new Set(
		[...runs].map(({ resource = 'detection', operation }) => `${resource}/${operation}`),
	);
	return operations
		.map(({ resource, value }) => `${resource}/${value}`)
		.filter((each) => !keys.has(each));
}
