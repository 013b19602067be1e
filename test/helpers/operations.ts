import type { INodePropertyOptions } from 'n8n-workflow';

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
