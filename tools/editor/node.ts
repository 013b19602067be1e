import { randomUUID } from 'node:crypto';

import type { IDataObject, INode } from 'n8n-workflow';

import type { SavedCredential } from './N8nClient';

/** A node with the defaults of n8n's editor. */
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

/** A connection to the first input of the node of that name. */
export const to = (name: string) => ({ node: name, type: 'main' as const, index: 0 });

/** The name of the node that every workflow starts with. */
export const START = 'Start';

export const start = (): INode => node('manualTrigger', START);

/** This package's node, named after its operation. */
export const ihmjcNode = (
	{ id, name }: Pick<SavedCredential, 'id' | 'name'>,
	operation: string,
	parameters: IDataObject,
	more: Partial<INode> = {},
): INode =>
	node(
		'n8n-nodes-ihmjc.ihmjc',
		operation,
		{ operation, ...parameters },
		{ credentials: { ihmjcApi: { id, name } }, ...more },
	);
