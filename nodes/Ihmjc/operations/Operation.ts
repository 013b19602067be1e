import type { INodeExecutionData, INodeProperties } from 'n8n-workflow';

import type { Run } from '../run/Run';

/** An entry of the node's Operation menu, with all that belongs to it. */
export interface Operation {
	resource: 'detection' | 'account';
	/** Saved in workflows, so it never changes. Unique among all resources. */
	value: string;
	/** Shown in the menu, in title case. */
	name: string;
	/** Shown in the node panel, and used as the name of a new node on the canvas, which cuts it off after 30 characters. */
	action: string;
	/** Shown in the menu. */
	description: string;
	/** Tells an AI agent's model what the tool costs and what to do next. */
	toolDescription: string;
	/** Its fields. `operations/index.ts` hides them for operations that don't have them. */
	properties: INodeProperties[];
	/**
	 * Handles all items and returns the output, in the order of the input. It may throw a node error, which `execute.ts` handles
	 * as On Error says.
	 */
	execute(run: Run): Promise<INodeExecutionData[]>;
}
