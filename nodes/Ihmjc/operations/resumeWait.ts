import type { INodeExecutionData } from 'n8n-workflow';

import { HAND_OVER, HAND_OVER_VERSION, type HandOver, readHandOver } from '../handOver/HandOver';
import { askRound, keepDistance, MAX_ROUND_MS, planRound } from '../handOver/round';
import { asNodeError, errorItem } from '../run/errors';
import { noteUploadId } from '../run/noteUploadId';
import type { Run } from '../run/Run';
import type { FetchTime } from '../uploads/fetchFile';
import type { Polled } from '../uploads/poll';
import { SECOND_MS } from '../util/values';
import { type CheckState, finishHandedOverRows } from './check/handOverRows';
import { finishHandedOverWait, type WaitState } from './waitUntilDone';

/** Milliseconds. A list that is still arriving then is read in the next step, because n8n may take a longer step for a crashed one. */
const MAX_STEP_MS = 40 * SECOND_MS;

/**
 * Runs a step of a wait in n8n's database. It queries every upload that isn't done once, then makes the execution wait again or returns
 * the result. It only reads, and is short, because n8n may be killed during it.
 *
 * @returns two outputs: the rows as they came, which n8n passes on after the wait, or the result
 */
export async function resumeWait(run: Run): Promise<INodeExecutionData[][]> {
	const state = readHandOver(run);
	run.onError = state.onError;
	// A service that is silent for longer is queried again in the next step.
	const responseTimeout = Math.min(run.limits.responseTimeout, MAX_ROUND_MS);
	run.limits = { ...run.limits, responseTimeout };
	const start = run.clock.now();
	// The rows have their upload IDs, and say that they are pending.
	if (state.version !== HAND_OVER_VERSION) return [[], run.items];
	for (const { uploadId } of state.poll.uploads) noteUploadId(run, uploadId);
	// The node that handed over has just queried the uploads.
	const isFirst = run.context.getWorkflowDataProxy(0).$runIndex === 0;
	const waited = isFirst ? undefined : await askRound(run, state);
	if (!waited) return await waitAgain(run, state);

	for (const { message, type } of state.hints) {
		run.hints[type === 'info' ? 'info' : 'warning'](message);
	}
	const time = { begin: start + MAX_ROUND_MS, end: start + MAX_STEP_MS };
	const output = await finished(run, state, waited, time);
	if (!output) return await waitAgain(run, state);
	await keepDistance(run, state);
	return [[], output];
}

async function waitAgain(run: Run, state: HandOver): Promise<INodeExecutionData[][]> {
	await run.context.putExecutionToWait(run.clock.date(await planRound(run, state)));
	return [run.items, []];
}

/** Never throws under On Error = Continue, because the node that handed over would turn all its rows into one error item. */
async function finished(
	run: Run,
	state: HandOver,
	waited: ReadonlyMap<string, Polled>,
	time: FetchTime,
): Promise<INodeExecutionData[] | undefined> {
	try {
		return state.operation === 'check'
			? await finishHandedOverRows(run, state as HandOver<CheckState>, waited, time)
			: await finishHandedOverWait(run, state as HandOver<WaitState>, waited);
	} catch (thrown) {
		const error = asNodeError(run, thrown);
		// n8n saves the node with its error, and this parameter is longer than all others together.
		delete error.node.parameters[HAND_OVER];
		if (!run.continues) throw error;
		// The rows have their upload IDs already.
		return run.hasErrorOutput ? run.items.map((_, item) => errorItem(error, item)) : run.items;
	}
}
