import type { INodeExecutionData, IWorkflowBase } from 'n8n-workflow';

import { asNodeError } from '../run/errors';
import type { Run } from '../run/Run';
import { HAND_OVER_VERSION, type HandOver } from './HandOver';
import { MIN_DATABASE_PAUSE_MS } from './round';
import { waitWorkflow } from './waitWorkflow';

/**
 * Hands the wait over to a sub-workflow, which waits in n8n's database. n8n makes this execution wait for it, and takes its result as the
 * output of the node.
 *
 * @param rows The rows that go through the sub-workflow, as the node would return them now.
 * @returns whether that has succeeded. If not, nothing has changed, and a hint says why
 */
export async function handOverToDatabase(
	run: Run,
	rows: INodeExecutionData[],
	state: Omit<HandOver, 'version' | 'onError' | 'hints'>,
): Promise<boolean> {
	const { context } = run;
	const executionId = context.getExecutionId();
	const workflowId = String(context.getWorkflow().id);
	let reason: string;
	try {
		const interval = Math.max(state.poll.interval, MIN_DATABASE_PAUSE_MS);
		const child = waitWorkflow(context.getNode(), {
			...state,
			version: HAND_OVER_VERSION,
			onError: run.onError,
			hints: run.hints.all(),
			poll: { ...state.poll, interval },
		}) as IWorkflowBase;
		const { executionId: childId, waitTill } = await context.executeWorkflow(
			{ code: child },
			rows,
			undefined,
			{ parentExecution: { executionId, workflowId, shouldResume: true } },
		);
		if (waitTill) {
			context.setMetadata({ subExecution: { executionId: childId, workflowId } });
			context.logger.info(`Ihmjc: execution ${childId} waits in the database`);
			return true;
		}
		reason = 'the sub-workflow did not wait';
	} catch (error) {
		reason = asNodeError(run, error).message;
	}
	memoryHint(run, reason);
	return false;
}

/** Warns that the wait was in memory, which a restart of n8n would have ended. */
export const memoryHint = ({ hints }: Run, reason: string): void =>
	hints.warning(
		`The wait was kept in memory, not in the database: ${reason}. A restart of n8n would have ended it.`,
	);
