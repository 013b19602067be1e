import { NodeConnectionTypes, type INode } from 'n8n-workflow';
import type { WorkflowFile } from './runWorkflow';

/** A workflow of these nodes. The first output of each is connected to the next node. */
export function chain(
	...nodes: Array<Pick<INode, 'name' | 'type'> & Partial<INode>>
): WorkflowFile {
	const connections: WorkflowFile['connections'] = {};
	nodes.slice(1).forEach(({ name }, i) => {
		connections[nodes[i].name] = {
			main: [[{ node: name, type: NodeConnectionTypes.Main, index: 0 }]],
		};
	});
	return {
		nodes: nodes.map((node, i) => ({
			id: `node-${i}`,
			typeVersion: 1,
			position: [i * 200, 0],
			parameters: {},
			...node,
		})),
		connections,
		settings: { executionOrder: 'v1' },
	};
}
