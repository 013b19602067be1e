import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { serviceError, userError } from '../Ihmjc/run/errors';
import { balance } from '../Ihmjc/service/balance';
import type { Dependencies } from '../Ihmjc/service/Dependencies';
import { withRetries } from '../Ihmjc/service/withRetries';
import { numericValue, SECOND_MS } from '../Ihmjc/util/values';

/** n8n may give up a poll after 45 s and poll again soon, so this one ends before that, whatever happens. */
const MAX_RESPONSE_MS = 10 * SECOND_MS;
const LAST_TRY_MS = 15 * SECOND_MS;

/** The memory of the node, kept from poll to poll. */
interface Memory extends IDataObject {
	/** The threshold that the points are known to be below. */
	below?: number;
	/** The ID of the credential whose points those are. */
	account?: string;
}

/**
 * Starts the workflow if the event has come. The memory only changes after a valid response.
 *
 * @returns the item to start the workflow with, or `null`. A test in the editor gets the balance whatever it is, and leaves the memory as
 * it is
 */
export async function poll(
	context: IPollFunctions,
	{ clock, limits }: Dependencies,
): Promise<INodeExecutionData[][] | null> {
	assertEvent(context);
	const threshold = thresholdOf(context);
	const dependencies = {
		context,
		clock,
		limits: {
			...limits,
			responseTimeout: Math.min(limits.responseTimeout, MAX_RESPONSE_MS),
			envelopeTime: Math.min(limits.envelopeTime, MAX_RESPONSE_MS),
		},
	};
	const outcome = await withRetries(dependencies, async () => await balance(dependencies), {
		deadline: clock.now() + LAST_TRY_MS,
	});
	if (!outcome.ok) throw serviceError({ context }, outcome.fault);
	const { totalPoints } = outcome.value;
	const item = { json: { ...outcome.value, threshold } };
	if (context.getMode() === 'manual') return [[item]];
	const memory: Memory = context.getWorkflowStaticData('node');
	const account = context.getNode().credentials?.ihmjcApi?.id ?? '';
	return isNews(memory, { account, below: threshold }, totalPoints) ? [[item]] : null;
}

/** Whether the points are below the threshold and weren't before. The memory of another threshold or account doesn't count. */
function isNews(memory: Memory, question: Required<Memory>, points: number): boolean {
	const isKnown = memory.below === question.below && memory.account === question.account;
	if (points < question.below) {
		if (!isKnown) Object.assign(memory, question);
		return !isKnown;
	}
	if (memory.below !== undefined) {
		delete memory.below;
		delete memory.account;
	}
	return false;
}

function assertEvent(context: IPollFunctions): void {
	const event = context.getNodeParameter('event');
	if (event === 'balanceLow') return;
	throw userError(
		{ context },
		`Event "${String(event)}" doesn't exist`,
		"Choose an event in 'Trigger On'.",
	);
}

function thresholdOf(context: IPollFunctions): number {
	const threshold = numericValue(context.getNodeParameter('threshold'));
	if (threshold !== undefined && threshold >= 0) return threshold;
	throw userError(
		{ context },
		"'Threshold' is not a number of points",
		'Enter the number of points below which the workflow starts, such as 10.',
	);
}
