import { NodeConnectionTypes, type INodeTypeDescription } from 'n8n-workflow';

/** The description that all stand-ins share. */
export function description(
	name: string,
	own: Partial<INodeTypeDescription> = {},
): INodeTypeDescription {
	return {
		displayName: name,
		name: `n8n-nodes-base.${name}`,
		group: ['transform'],
		version: 1,
		description: `Stand-in for n8n's own node ${name}`,
		defaults: { name },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties: [],
		...own,
	};
}
