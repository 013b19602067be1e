import type { INodeExecutionData, IWorkflowBase } from 'n8n-workflow';

import { asNodeError } from '../run/errors';
import type { Run } from '../run/Run';
import type { WaitSettings } from '../uploads/fields';
import { isOpen, type Poll, startPoll } from '../uploads/poll';
import { HAND_OVER_VERSION, type HandOver } from './HandOver';
import { MIN_DATABASE_PAUSE_MS } from './round';
import { FIRST_WAIT_MS, type WaitPlace } from './waitPlace';
import { waitWorkflow } from './waitWorkflow';

interface Waiting {
	operation: HandOver['operation'];
	/** Waits until every upload has ended or the poll's time is up. */
	wait: (poll: Poll, deadline: number) => Promise<void>;
	/** Makes what the database needs: the rows as the node would return them now, and the details of the operation. */
	handOver: (poll: Poll) => Promise<{ rows: INodeExecutionData[]; details: unknown }>;
}

/**
 * Waits in memory, and hands over to the database when it is time.
 *
 * @returns how it stands; `handedOver` if n8n ignores what the node returns now, and continues after the wait
 */
export async function waitInPlace(
	run: Run,
	uploadIds: readonly string[],
	{ interval, maxWait, onTimeout }: WaitSettings,
	{ inMemory, reason }: WaitPlace,
	{ operation, wait, handOver }: Waiting,
): Promise<Poll | 'handedOver'> {
	const start = run.clock.now();
	const deadline = run.waitingSince + maxWait;
	const left = () => Math.max(0, deadline - run.clock.now());
	const poll = startPoll(run, uploadIds, {
		interval,
		maxWait: Math.min(inMemory, left()),
		until: 'done',
		isLastChance: run.waitingSince < start && deadline <= start,
	});
	await wait(poll, deadline);
	if (inMemory < Infinity && poll.uploads.some(isOpen) && left() > 0) {
		poll.deadline = deadline;
		const { rows, details } = await handOver(poll);
		const state = { operation, onTimeout, poll, details };
		if (await handOverToDatabase(run, rows, state)) return 'handedOver';
		await wait(poll, deadline);
	}
	if (reason && run.clock.now() - start > FIRST_WAIT_MS) memoryHint(run, reason);
	return poll;
}

/**
 * Hands the wait over to a sub-workflow, which waits in n8n's database. n8n makes this execution wait for it, and takes its result as the
 * output of the node.
 *
 * @param rows The rows that go through the sub-workflow.
 * @returns whether that has succeeded. If not, nothing has changed, and a hint says why
 */
async function handOverToDatabase(
	run: Run,
	rows: INodeExecutionData[],
	state: Pick<HandOver, 'operation' | 'onTimeout' | 'poll' | 'details'>,
): Promise<boolean> {
	const { context } = run;
	const executionId = context.getExecutionId();
	const workflowId = String(context.getWorkflow().id);
	let reason = 'the sub-workflow did not wait';
	try {
		const interval = Math.max(state.poll.interval, MIN_DATABASE_PAUSE_MS);
		const code = waitWorkflow(context.getNode(), {
			...state,
			version: HAND_OVER_VERSION,
			onError: run.onError,
			hints: run.hints.all(),
			poll: { ...state.poll, interval },
		}) as IWorkflowBase;
		const parentExecution = { executionId, workflowId, shouldResume: true };
		const child = await context.executeWorkflow({ code }, rows, undefined, { parentExecution });
		if (child.waitTill) {
			context.setMetadata({ subExecution: { executionId: child.executionId, workflowId } });
			context.logger.info(`Ihmjc: execution ${child.executionId} waits in the database`);
			return true;
		}
	} catch (error) {
		reason = asNodeError(run, error).message;
	}
	memoryHint(run, reason);
	return false;
}

/** Warns that the wait was in memory, which a restart of n8n would have ended. */
const memoryHint = ({ hints }: Run, reason: string): void =>
	hints.warning(
		`The wait was kept in memory, not in the database: ${reason}. A restart of n8n would have ended it.`,
	);
