import type { IDataObject, NodeTypeAndVersion } from 'n8n-workflow';

import { userError } from '../run/errors';
import { counted } from '../run/hints';
import type { Run } from '../run/Run';
import type { WaitSettings } from '../uploads/fields';
import { MINUTE_MS } from '../util/values';

/** Milliseconds after the last upload. Most short lists are done by then, and need no second execution. */
export const FIRST_WAIT_MS = MINUTE_MS;

/** With more rows, n8n takes more than about 1 GB above what it has at its start, to store two executions that hold them. */
const MAX_ROWS_IN_DATABASE = 25_000;

/** The rows as they will leave the node. */
export interface RowFacts {
	count: number;
	/** Whether each row comes from the item in its place, because n8n pairs them by place after a wait in its database. */
	isInPlace: boolean;
}

/** Where a node waits. */
export interface WaitPlace {
	/** Milliseconds that it waits in memory first; `Infinity` to the end. */
	inMemory: number;
	/** Why it doesn't wait in the database, though it might be expected to: a sentence without its end. */
	reason?: string;
}

/** @throws NodeOperationError when the database is asked for and that can't be. Nothing has been sent then. */
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
	/** Whether nobody who chose nothing needs to hear of it. */
	isExpected?: boolean;
}

const OR_AUTOMATIC = "or set 'Wait In' to 'Automatic'.";

function obstacleTo(run: Run, rows: RowFacts, isAutomatic: boolean): Obstacle | undefined {
	const { context } = run;
	if (!run.canWaitInDatabase) {
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
			reason: `"${responder}" responds when the last node finishes, and would respond before the result is there`,
			advice: `Let "${responder}" respond at once or with a node that responds, ${OR_AUTOMATIC}`,
		};
	}
	if (isAutomatic && rows.count > MAX_ROWS_IN_DATABASE) {
		return {
			reason: `n8n would store ${counted(rows.count, 'row')} twice`,
			advice: '',
		};
	}
	// From a single item, a row that isn't paired rightly isn't paired at all, and later nodes say so.
	const mayBeUnpaired = !isAutomatic && run.items.length === 1 && !run.hasErrorOutput;
	if (!rows.isInPlace && !mayBeUnpaired) {
		return {
			reason: 'n8n would pair the rows with the wrong input items afterwards',
			advice: `Use items as 'Source', return all rows and filter them in a later node, ${OR_AUTOMATIC}`,
		};
	}
	return undefined;
}

const CHAT_TRIGGER = '@n8n/n8n-nodes-langchain.chatTrigger';

/** The name of the trigger that started the execution, if it responds with what the last node gives. */
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

/** A workflow may have several triggers. */
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
