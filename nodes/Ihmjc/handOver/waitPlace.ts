import type { IDataObject, NodeTypeAndVersion } from 'n8n-workflow';

import { userError } from '../run/errors';
import { counted } from '../run/hints';
import type { Run } from '../run/Run';
import type { WaitSettings } from '../uploads/fields';
import { attempt, MINUTE_MS } from '../util/values';

/** Milliseconds to wait in memory. Most short lists are done by then, and need no second execution. */
export const FIRST_WAIT_MS = MINUTE_MS;

/** With more rows, n8n needs over 1 GB more memory than at its start to store two executions that hold them. */
const MAX_ROWS_IN_DATABASE = 25_000;

export interface WaitPlace {
	/** Milliseconds to wait in memory first; `Infinity` to stay there. */
	inMemory: number;
	/** Why it doesn't wait in the database, if a user might expect it to: a sentence without its period. */
	reason?: string;
}

/**
 * @param rows The rows that the node will return, each with the index of its item.
 * @throws NodeOperationError if the user chose the database and it can't be used. Nothing has been sent then.
 */
export function waitPlace(
	run: Run,
	{ waitIn }: WaitSettings,
	rows: ReadonlyArray<{ item: number }>,
): WaitPlace {
	const isAutomatic = waitIn === 'automatic';
	const isExpected = waitIn === 'memory' || (isAutomatic && !run.dependencies.canWaitInDatabase);
	if (isExpected) return { inMemory: Infinity };
	const obstacle = obstacleTo(run, rows, isAutomatic);
	if (!obstacle) return { inMemory: isAutomatic ? FIRST_WAIT_MS : 0 };
	const { reason, advice } = obstacle;
	if (isAutomatic) return { inMemory: Infinity, reason };
	throw userError(
		run,
		`'Wait In' can't be 'Database' here: ${reason}`,
		`${advice}, or set 'Wait In' to 'Automatic'. Nothing was sent.`,
	);
}

function obstacleTo(
	run: Run,
	rows: ReadonlyArray<{ item: number }>,
	isAutomatic: boolean,
): { reason: string; advice: string } | undefined {
	const { context } = run;
	if (!run.dependencies.canWaitInDatabase) {
		return {
			reason: 'this version of n8n cannot wait for a sub-workflow in its database',
			advice: 'Update n8n to 2.41 or newer',
		};
	}
	if (!context.getExecutionId() || !context.getWorkflow().id) {
		return {
			reason: 'n8n has not saved this workflow or execution',
			advice: 'Save the workflow and run it again',
		};
	}
	if (context.getMode() === 'integrated') {
		return {
			reason: 'this workflow runs as a sub-workflow',
			advice: 'Move the node to the workflow that calls it',
		};
	}
	const responder = triggerThatResponds(run);
	if (responder) {
		return {
			reason: `"${responder}" responds when the last node finishes, and would respond before the result is ready`,
			advice: `Let "${responder}" respond at once or with a node that responds`,
		};
	}
	if (isAutomatic && rows.length > MAX_ROWS_IN_DATABASE) {
		return { reason: `n8n would store ${counted(rows.length, 'row')} twice`, advice: '' };
	}
	const isInPlace = rows.every(({ item }, index) => item === index);
	// With a single input item, n8n leaves a row unpaired instead of pairing it wrongly, and later nodes report that.
	const mayBeUnpaired = !isAutomatic && run.items.length === 1 && !run.hasErrorOutput;
	if (!isInPlace && !mayBeUnpaired) {
		return {
			reason: 'n8n would pair the rows with the wrong input items after the wait',
			advice: "Set 'Source' to 'Items'",
		};
	}
	return undefined;
}

const CHAT_TRIGGER = '@n8n/n8n-nodes-langchain.chatTrigger';

/** Finds the trigger that started the execution, if it responds with the output of the last node. */
function triggerThatResponds({ context }: Run): string | undefined {
	const { name } = context.getNode();
	const before = context.getParentNodes(name, { includeNodeParameters: true });
	return before.find((node) => respondsLast(node) && hasRun(context, node.name))?.name;
}

function respondsLast({ type, parameters }: NodeTypeAndVersion): boolean {
	const { responseMode, options } = (parameters ?? {}) as IDataObject;
	const otherwise = type === CHAT_TRIGGER ? 'lastNode' : undefined;
	return (
		(responseMode ?? (options as IDataObject | undefined)?.responseMode ?? otherwise) === 'lastNode'
	);
}

/** Only one of several triggers has run. */
function hasRun(context: Run['context'], name: string): boolean {
	type Proxy = { $: (name: string) => { isExecuted: boolean } };
	const isExecuted = () => (context.getWorkflowDataProxy(0) as Proxy).$(name).isExecuted;
	return attempt(isExecuted) ?? true;
}
