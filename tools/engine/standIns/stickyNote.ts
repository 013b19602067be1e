import type { INodeType } from 'n8n-workflow';
import { description } from './description';

/** Never runs, because nothing can be connected to it. */
export const stickyNote: INodeType = {
	description: description('stickyNote', { inputs: [], outputs: [] }),
};
