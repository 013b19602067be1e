import type { INode, NodeExecutionHint } from 'n8n-workflow';

import { userError } from '../run/errors';
import type { Run } from '../run/Run';
import type { Fault } from '../service/Fault';
import type { Progress } from '../service/query';
import type { Pace } from '../state/StatusMemory';

/** The operation of a step of a wait. It is in no menu, because only the node itself may choose it. */
export const RESUME_WAIT = 'resumeWait';

/** The parameter of a step that holds what was handed over. */
export const HAND_OVER = 'handOver';

/** The state of an upload that is waited for. */
export interface UploadNote {
	/** When it was last asked for; milliseconds since 1970. */
	askedAt?: number;
	status?: Progress;
	/** Whether the service took it in this execution. */
	isTaken: boolean;
	/** Queries so far. */
	polls: number;
	/** Faults in a row, and the last one. */
	faults: number;
	fault?: Fault;
	/** Whether it has failed, so that it isn't asked for any more. */
	isFailed?: boolean;
	/** Whether it is asked for again though it is done, because its result lists weren't there yet. */
	isAskedAgain?: boolean;
}

/** All that a wait in n8n's database needs to know, as plain JSON. The rows are handed over as items. */
export interface HandOver<Details = unknown> {
	operation: string;
	onError: NonNullable<INode['onError']>;
	/** When the wait began, and when it ends; milliseconds since 1970. */
	since: number;
	deadline: number;
	/** Milliseconds between two queries for one upload. */
	interval: number;
	onTimeout: 'error' | 'output';
	/** By upload ID. */
	uploads: Record<string, UploadNote>;
	pace: Pace;
	/** Hints of the node that handed over. n8n drops them when the node resumes. */
	hints: NodeExecutionHint[];
	/** Details for the operation that handed over. */
	details: Details;
}

/** @throws NodeOperationError if a user runs the step directly. */
export function readHandOver(run: Run): HandOver {
	const text = run.text(HAND_OVER, 0);
	if (text === '' || run.context.getMode() !== 'integrated') {
		throw userError(
			run,
			'This step only continues the wait of another Ihmjc node',
			"Choose another operation in 'Operation'. Nothing was sent.",
		);
	}
	return JSON.parse(text) as HandOver;
}
