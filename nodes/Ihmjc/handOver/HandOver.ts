import type { INode, NodeExecutionHint } from 'n8n-workflow';

import { userError } from '../run/errors';
import type { Run } from '../run/Run';
import type { Poll } from '../uploads/poll';

/** The operation of a step of a wait. It is in no menu, because only the node itself may choose it. */
export const RESUME_WAIT = 'resumeWait';

/** The parameter of a step that holds what was handed over. */
export const HAND_OVER = 'handOver';

/** Raised when the form of what is handed over changes, because a wait may outlive an update of the package. */
export const HAND_OVER_VERSION = 3;

/** All that a wait in n8n's database needs to know, as plain JSON. The rows are handed over as items. */
export interface HandOver<Details = unknown> {
	version: number;
	operation: string;
	onError: NonNullable<INode['onError']>;
	onTimeout: 'error' | 'output';
	poll: Poll;
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
	const handOver = JSON.parse(text) as HandOver;
	// n8n keeps the state of the wait between steps.
	handOver.poll = (run.context.getContext('flow').ihmjcWait ??= handOver.poll) as Poll;
	return handOver;
}
