import type { INodeExecutionData, INodeProperties } from 'n8n-workflow';

import type { NodeError } from '../run/errors';
import type { Run } from '../run/Run';

/** One entry of the node's Operation menu. Everything about it is in one file. */
export interface Operation {
	resource: 'detection' | 'account';
	/** Saved in workflows, so fixed. */
	value: string;
	/** In the menu, Title Case. */
	name: string;
	/** Shown in the node panel, and the name of a new node on the canvas, which cuts it off after 30 characters. */
	action: string;
	/** What happens, in one sentence. */
	description: string;
	/** Tells an AI agent's model what the tool costs and what to do next. */
	toolDescription: string;
	/** Its fields. `operations/index.ts` makes them show for this operation only. */
	properties: INodeProperties[];
	/**
	 * Handles all items and returns the output, in the order of the input. It may throw a node error, which `execute.ts` handles
	 * as On Error says.
	 */
	execute(run: Run): Promise<INodeExecutionData[]>;
	/**
	 * Makes the output after `execute` threw, under On Error = Continue without an error output. It never throws. Without it, or if
	 * it returns nothing, every item becomes an error item.
	 */
	recover?(run: Run, error: NodeError): Promise<INodeExecutionData[] | undefined>;
}
