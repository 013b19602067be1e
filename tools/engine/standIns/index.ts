import type { NodeTypesByName } from '../NodeTypes';
import { executeWorkflowTrigger } from './executeWorkflowTrigger';
import { ifNode } from './if';
import { manualTrigger } from './manualTrigger';
import { noOp } from './noOp';
import { set } from './set';
import { splitInBatches } from './splitInBatches';
import { splitOut } from './splitOut';
import { stickyNote } from './stickyNote';
import { wait } from './wait';

/**
 * Simple versions of the nodes of n8n's own package `n8n-nodes-base` that the example workflows use,
 * because that package isn't installed with n8n-core.
 */
export const standIns: NodeTypesByName = {
	'n8n-nodes-base.executeWorkflowTrigger': executeWorkflowTrigger,
	'n8n-nodes-base.if': ifNode,
	'n8n-nodes-base.manualTrigger': manualTrigger,
	'n8n-nodes-base.noOp': noOp,
	'n8n-nodes-base.set': set,
	'n8n-nodes-base.splitInBatches': splitInBatches,
	'n8n-nodes-base.splitOut': splitOut,
	'n8n-nodes-base.stickyNote': stickyNote,
	'n8n-nodes-base.wait': wait,
};
