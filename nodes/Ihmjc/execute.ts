import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { RESUME_WAIT } from './handOver/HandOver';
import { findOperation } from './operations';
import type { Operation } from './operations/Operation';
import { resumeWait } from './operations/resumeWait';
import {
	assertNotCanceled,
	errorItem,
	type NodeError,
	rethrowUnlessContinuing,
	userError,
} from './run/errors';
import { Run, type RunDependencies } from './run/Run';

/** Runs the operation that the parameters choose, and handles its errors as On Error says. */
export async function execute(
	context: IExecuteFunctions,
	dependencies: RunDependencies,
): Promise<INodeExecutionData[][]> {
	const run = new Run(context, dependencies);
	if (run.items.length === 0) return [[]];

	let operation: Operation | undefined;
	let outputs: INodeExecutionData[][];
	await run.ledger.ready;
	try {
		// Retry On Fail runs a canceled node again, but nothing may be sent after a cancel.
		assertNotCanceled(run);
		if (run.text('operation', 0) === RESUME_WAIT) outputs = await resumeWait(run);
		else {
			operation = chosen(run);
			outputs = [await operation.execute(run)];
		}
	} catch (thrown) {
		outputs = [await recovered(run, operation, rethrowUnlessContinuing(run, thrown))];
	}
	const hints = run.hints.all();
	if (hints.length > 0) context.addExecutionHints(...hints);
	return outputs;
}

/** Never throws, because under On Error = Continue n8n would then send the input rows to the success branch. */
async function recovered(run: Run, operation: Operation | undefined, error: NodeError) {
	const output = run.hasErrorOutput ? undefined : await operation?.recover?.(run, error);
	return output ?? run.items.map((_, item) => errorItem(error, item));
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
