import type { INodeExecutionData, INodeProperties } from 'n8n-workflow';

import type { NodeError } from '../run/errors';
import type { Run } from '../run/Run';

/** One entry of the node's Operation menu: everything about it is in one file. */
export interface Operation {
	resource: 'detection' | 'account';
	/** Saved in workflows, so fixed. */
	value: string;
	/** In the menu, Title Case. */
	name: string;
	/** In the node panel, and the name of a new node on the canvas, which cuts off what is longer than 30 characters. */
	action: string;
	/** What happens, in one sentence. */
	description: string;
	/** What an AI agent's model is told of the tool: costs, and what to do next, before it calls it. */
	toolDescription: string;
	/** Its fields. That they show for this operation only is added for it. */
	properties: INodeProperties[];
	/**
	 * Does it for all items and gives the output, in the order of the input. It may throw a node error; what
	 * becomes of it under the node's On Error setting is the dispatcher's business.
	 */
	execute(run: Run): Promise<INodeExecutionData[]>;
	/**
	 * The output when `execute` threw and On Error says continue, without an error output. It never throws. Without
	 * it, or when it gives nothing, every item is given out as an error item.
	 */
	recover?(run: Run, error: NodeError): Promise<INodeExecutionData[] | undefined>;
}
