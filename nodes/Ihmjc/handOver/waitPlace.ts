import type { IDataObject, NodeTypeAndVersion } from 'n8n-workflow';

import { userError } from '../run/errors';
import { counted } from '../run/hints';
import type { Run } from '../run/Run';
import type { WaitSettings } from '../uploads/fields';
import { MINUTE_MS } from '../util/values';

/** Milliseconds to wait in memory. Most short lists are done by then, and need no second execution. */
export const FIRST_WAIT_MS = MINUTE_MS;

/** With more rows, n8n needs over 1 GB more memory than at its start to store two executions that hold them. */
const MAX_ROWS_IN_DATABASE = 25_000;

/** Facts about the rows that the node will return. */
export interface RowFacts {
	count: number;
	/** Whether every row is at the same position as its item, because n8n pairs them by position after a wait in its database. */
	isInPlace: boolean;
}

export interface WaitPlace {
	/** Milliseconds to wait in memory first; `Infinity` to stay there. */
	inMemory: number;
	/** Why it doesn't wait in the database, if a user might expect it to: a sentence without its period. */
	reason?: string;
}

/** @throws NodeOperationError if the user chose the database and it can't be used. Nothing has been sent then. */
export function waitPlace(run: Run, { waitIn }: WaitSettings, rows: RowFacts): WaitPlace {
	if (waitIn === 'memory') return { inMemory: Infinity };
	const isAutomatic = waitIn === 'automatic';
	const obstacle = obstacleTo(run, rows, isAutomatic);
	if (!obstacle) return { inMemory: isAutomatic ? FIRST_WAIT_MS : 0 };
	if (!isAutomatic) {
		throw userError(
			run,
			`'Wait In' can't be 'Database' here: ${obstacle.reason}`,
			`${obstacle.advice} Nothing was sent.`,
		);
	}
	return { inMemory: Infinity, reason: obstacle.isExpected ? undefined : obstacle.reason };
}

interface Obstacle {
	reason: string;
	advice: string;
	/** Whether to keep it from users who left 'Wait In' at 'Automatic'. */
	isExpected?: boolean;
}

const OR_AUTOMATIC = "or set 'Wait In' to 'Automatic'.";

function obstacleTo(run: Run, rows: RowFacts, isAutomatic: boolean): Obstacle | undefined {
	const { context } = run;
	if (!run.dependencies.canWaitInDatabase) {
		return {
			reason: 'this version of n8n cannot wait for a sub-workflow in its database',
			advice: `Update n8n to 2.41 or newer, ${OR_AUTOMATIC}`,
			isExpected: true,
		};
	}
	if (!context.getExecutionId() || !context.getWorkflow().id) {
		return {
			reason: 'n8n has not saved this workflow or execution',
			advice: `Save the workflow and run it again, ${OR_AUTOMATIC}`,
		};
	}
	if (context.getMode() === 'integrated') {
		return {
			reason: 'this workflow runs as a sub-workflow',
			advice: `Move the node to the workflow that calls it, ${OR_AUTOMATIC}`,
		};
	}
	const responder = triggerThatResponds(run);
	if (responder) {
		return {
			reason: `"${responder}" responds when the last node finishes, and would respond before the result is ready`,
			advice: `Let "${responder}" respond at once or with a node that responds, ${OR_AUTOMATIC}`,
		};
	}
	if (isAutomatic && rows.count > MAX_ROWS_IN_DATABASE) {
		return {
			reason: `n8n would store ${counted(rows.count, 'row')} twice`,
			advice: '',
		};
	}
	// With a single input item, n8n leaves a row unpaired instead of pairing it wrongly, and later nodes report that.
	const mayBeUnpaired = !isAutomatic && run.items.length === 1 && !run.hasErrorOutput;
	if (!rows.isInPlace && !mayBeUnpaired) {
		return {
			reason: 'n8n would pair the rows with the wrong input items afterwards',
			advice: `Set 'Source' to 'Items', ${OR_AUTOMATIC}`,
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
	try {
		const { $ } = context.getWorkflowDataProxy(0) as {
			$: (name: string) => { isExecuted: boolean };
		};
		return $(name).isExecuted;
	} catch {
		return true;
	}
}
