import {
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { LIMITS, type Dependencies } from '../Ihmjc/service/Dependencies';
import { systemClock } from '../Ihmjc/util/clock';
import { poll } from './poll';

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
		properties: [
			{
				displayName: 'Trigger On',
				name: 'event',
				type: 'options',
				noDataExpression: true,
				options: [
					{
						name: 'Balance Low',
						value: 'balanceLow',
						description: 'The points left have fallen below the threshold',
					},
				],
				default: 'balanceLow',
			},
			{
				displayName: 'Threshold',
				name: 'threshold',
				type: 'number',
				typeOptions: { minValue: 0 },
				required: true,
				default: 10,
				hint: 'Recharge points and bonus points together; decimals are allowed',
				description:
					'The workflow starts when the points fall below this number. It starts again only after they have risen above it.',
			},
		],
	};

	poll: (this: IPollFunctions) => Promise<INodeExecutionData[][] | null>;

	/** @param dependencies Clock and limits. Only tests pass their own. */
	constructor({ clock = systemClock(), limits = LIMITS }: Partial<Dependencies> = {}) {
		this.poll = async function () {
			return await poll(this, { clock, limits });
		};
	}
}
