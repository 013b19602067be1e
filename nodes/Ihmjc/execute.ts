import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { RESUME_WAIT } from './handOver/HandOver';
import { findOperation } from './operations';
import type { Operation } from './operations/Operation';
import { resumeWait } from './operations/resumeWait';
import { assertNotCanceled, errorItem, rethrowUnlessContinuing, userError } from './run/errors';
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
		outputs = isStep ? await resumeWait(run) : [await chosen(run).execute(run)];
	} catch (thrown) {
		// Never throws under On Error = Continue, because n8n would then send the input rows to the success branch.
		const error = rethrowUnlessContinuing(run, thrown);
		outputs = [run.items.map((_, item) => errorItem(error, item))];
	}
	const hints = run.hints.all();
	if (hints.length > 0) context.addExecutionHints(...hints);
	return outputs;
}

function chosen(run: Run): Operation {
	const resource = run.text('resource', 0);
	const value = run.text('operation', 0);
	const operation = findOperation(resource, value);
	if (operation) return operation;
	throw userError(
		run,
		`Operation "${value}" doesn't exist for resource "${resource}"`,
		"Choose 'Resource' and 'Operation' from their lists.",
	);
}
