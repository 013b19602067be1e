import type { INodePropertyOptions } from 'n8n-workflow';

import { Ihmjc } from '../nodes/Ihmjc/Ihmjc.node';

/** The values of all operations of the node, for lists that must leave none out. */
export const operationValues = (): string[] =>
	new Ihmjc().description.properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ options }) => options as INodePropertyOptions[])
		.map(({ value }) => String(value));
