import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { findOperation } from './operations';
import type { Operation } from './operations/Operation';
import { errorItem, type NodeError, rethrowUnlessContinuing, userError } from './run/errors';
import { Run } from './run/Run';
import type { Dependencies } from './service/Dependencies';

/** Runs the operation that the node's parameters choose, and does with its errors what On Error says. */
export async function execute(
	context: IExecuteFunctions,
	dependencies: Dependencies,
): Promise<INodeExecutionData[][]> {
	const run = new Run(context, dependencies);
	if (run.items.length === 0) return [[]];

	let operation: Operation | undefined;
	let output: INodeExecutionData[];
	try {
		assertNotCancelled(run);
		operation = chosen(run);
		output = await operation.execute(run);
	} catch (thrown) {
		output = await recovered(run, operation, rethrowUnlessContinuing(run, thrown));
	}
	const hints = run.hints.all();
	if (hints.length > 0) context.addExecutionHints(...hints);
	return [output];
}

/** Never throws: under On Error = Continue, n8n would then send the input rows down the success branch. */
async function recovered(run: Run, operation: Operation | undefined, error: NodeError) {
	const output = run.hasErrorOutput ? undefined : await operation?.recover?.(run, error);
	return output ?? run.items.map((_, item) => errorItem(error, item));
}

/** With Retry On Fail, n8n runs a cancelled node again: nothing may be sent then. */
function assertNotCancelled(run: Run): void {
	if (!run.clock.signal?.aborted) return;
	throw userError(run, 'The execution was cancelled', 'Nothing was sent in this try.');
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
