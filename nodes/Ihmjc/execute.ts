import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { RESUME_WAIT } from './handOver/HandOver';
import { chosenOperation } from './operations';
import { resumeWait } from './operations/resumeWait';
import { assertNotCanceled, errorItem, rethrowUnlessContinuing } from './run/errors';
import { Run, type RunDependencies } from './run/Run';

/** Runs the operation that the parameters choose, and handles its errors as On Error says. */
export async function execute(
	context: IExecuteFunctions,
	dependencies: RunDependencies,
): Promise<INodeExecutionData[][]> {
	const run = new Run(context, dependencies);
	if (run.items.length === 0) return [[]];

	let outputs: INodeExecutionData[][];
	await run.ledger.ready;
	try {
		// Retry On Fail runs a canceled node again, but nothing may be sent after a cancel.
		assertNotCanceled(run);
		const isStep = run.text('operation', 0) === RESUME_WAIT;
		outputs = isStep ? await resumeWait(run) : [await chosenOperation(run).execute(run)];
	} catch (thrown) {
		// Never throws under On Error = Continue, because n8n would then send the input rows to the success branch.
		const error = rethrowUnlessContinuing(run, thrown);
		outputs = [run.items.map((_, item) => errorItem(error, item))];
	}
	context.addExecutionHints(...run.hints.all());
	return outputs;
}
