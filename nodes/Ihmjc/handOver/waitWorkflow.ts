import { NodeConnectionTypes, type INode, type IWorkflowBase } from 'n8n-workflow';

import { HAND_OVER, RESUME_WAIT, type HandOver } from './HandOver';

const ROWS = 'Rows';
const WAIT = 'Wait for Ihmjc';
const RESULT = 'Result';

const to = (node: string) => ({ node, type: NodeConnectionTypes.Main, index: 0 });

/**
 * Makes the workflow that waits for a node in n8n's database. Its step is of the node's own type. When a wait ends, n8n doesn't run the
 * step again but passes the rows to its first output, which leads back to the step. The second output ends the workflow.
 *
 * n8n takes the output of the last node as the result, even if that node was killed, so the loop passes the rows.
 */
export function waitWorkflow(node: INode, handOver: HandOver): Omit<IWorkflowBase, 'id'> {
	const own = (name: string, type: string, typeVersion: number, column: number): INode => ({
		id: `ihmjc-${column}`,
		name,
		type,
		typeVersion,
		position: [column * 224, 0],
		parameters: {},
	});
	return {
		name: 'Wait for Ihmjc uploads',
		active: false,
		isArchived: false,
		createdAt: new Date(handOver.poll.since),
		updatedAt: new Date(handOver.poll.since),
		activeVersionId: null,
		nodes: [
			{
				...own(ROWS, 'n8n-nodes-base.executeWorkflowTrigger', 1.1, 0),
				parameters: { inputSource: 'passthrough' },
			},
			{
				...own(WAIT, node.type, node.typeVersion, 1),
				parameters: {
					resource: 'detection',
					operation: RESUME_WAIT,
					[HAND_OVER]: JSON.stringify(handOver),
				},
				credentials: node.credentials,
			},
			own(RESULT, 'n8n-nodes-base.noOp', 1, 2),
		],
		connections: {
			[ROWS]: { main: [[to(WAIT)]] },
			[WAIT]: { main: [[to(WAIT)], [to(RESULT)]] },
		},
		// Doesn't use the settings of the user's workflow: a timeout, or failed executions that aren't saved, would leave the waiting node
		// waiting forever.
		settings: {
			executionOrder: 'v1',
			saveExecutionProgress: true,
			saveDataErrorExecution: 'all',
			saveDataSuccessExecution: 'all',
			executionTimeout: -1,
		},
	};
}
