import { randomUUID } from 'node:crypto';

import type { IDataObject, INode } from 'n8n-workflow';

/** A node; what it doesn't say is as in n8n's editor. */
export const node = (
	type: string,
	name: string,
	parameters: IDataObject = {},
	more: Partial<INode> = {},
): INode => ({
	id: randomUUID(),
	name,
	type: type.includes('.') ? type : `n8n-nodes-base.${type}`,
	typeVersion: 1,
	position: [0, 0],
	parameters: parameters as INode['parameters'],
	...more,
});

/** An end of a connection: the first input of the node of that name. */
export const to = (name: string) => ({ node: name, type: 'main' as const, index: 0 });
