import {
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { serviceError } from '../Ihmjc/run/errors';
import { choiceField, numberField } from '../Ihmjc/run/fields';
import { readParameter } from '../Ihmjc/run/readOption';
import { balance } from '../Ihmjc/service/balance';
import { type Dependencies, LIMITS, type Limits } from '../Ihmjc/service/Dependencies';
import { withRetries } from '../Ihmjc/service/withRetries';
import { systemClock } from '../Ihmjc/util/clock';
import { SECOND_MS } from '../Ihmjc/util/values';

const eventField = choiceField('event', 'Trigger On', {
	choices: {
		balanceLow: ['Balance Low', 'The points left have fallen below the threshold'],
	},
	noDataExpression: true,
	default: 'balanceLow',
});

const thresholdField = numberField('threshold', 'Threshold', {
	required: true,
	default: 10,
	hint: 'Recharge points and bonus points together; decimals are allowed',
	description:
		'The workflow starts when the points fall below this number. It starts again only after they have reached it.',
});

/** n8n may give up a poll after 45 s and poll again soon, so this one ends before that, whatever happens. */
const LAST_TRY_MS = 15 * SECOND_MS;
const POLL_LIMITS: Limits = {
	...LIMITS,
	responseTimeout: 10 * SECOND_MS,
	envelopeTime: 10 * SECOND_MS,
};

export class IhmjcTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Ihmjc Trigger',
		name: 'ihmjcTrigger',
		icon: { light: 'file:../Ihmjc/ihmjc.svg', dark: 'file:../Ihmjc/ihmjc.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ "below " + $parameter["threshold"] + " points" }}',
		// n8n's node panel shows one entry for this node and Ihmjc, with this text.
		description:
			'Check which phone numbers are registered with WhatsApp, Telegram and 46 other apps, and start a workflow when points run low',
		defaults: { name: 'Ihmjc Trigger' },
		documentationUrl:
			'https://github.com/ihmjc/n8n-nodes-ihmjc/blob/main/docs/operations.md#ihmjc-trigger',
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'ihmjcApi', required: true }],
		hints: [
			{
				message:
					'This is the current balance, above or below the threshold. When the workflow is active, it starts only after the points fall below the threshold.',
				type: 'info',
				location: 'outputPane',
				whenToDisplay: 'afterExecution',
			},
		],
		properties: [eventField, thresholdField],
	};

	poll: (this: IPollFunctions) => Promise<INodeExecutionData[][] | null>;

	/** @param dependencies Clock and limits. Only tests pass their own. */
	constructor({ clock = systemClock(), limits = POLL_LIMITS }: Partial<Dependencies> = {}) {
		this.poll = async function () {
			return await poll(this, { clock, limits });
		};
	}
}

/**
 * Starts the workflow if the points are below the threshold and weren't before. The memory only changes after a valid response.
 *
 * @returns the item to start the workflow with, or `null`. A test in the editor gets the balance whatever it is, and leaves the memory as
 * it is
 */
async function poll(
	context: IPollFunctions,
	dependencies: Dependencies,
): Promise<INodeExecutionData[][] | null> {
	const parameters = { context, parameter: (name: string) => context.getNodeParameter(name) };
	// There is only one event so far.
	readParameter(parameters, eventField);
	const threshold = readParameter(parameters, thresholdField);
	const transport = { ...dependencies, context };
	const outcome = await withRetries(transport, async () => await balance(transport), {
		deadline: dependencies.clock.now() + LAST_TRY_MS,
	});
	if (!outcome.ok) throw serviceError({ context }, outcome.fault);
	const output = [[{ json: { ...outcome.value, threshold } }]];
	if (context.getMode() === 'manual') return output;

	const memory = context.getWorkflowStaticData('node');
	const account = context.getNode().credentials?.ihmjcApi?.id ?? '';
	// The state of another account or threshold doesn't count.
	const news = outcome.value.totalPoints < threshold ? `${account} below ${threshold}` : '';
	const isKnown = memory.known === news;
	memory.known = news;
	return news === '' || isKnown ? null : output;
}
