import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import type { Clock } from './Clock';
import { execute } from './execute';
import { properties } from './operations';
import { LIMITS } from './service/Limits';
import type { Surroundings } from './service/Surroundings';
import { systemClock } from './systemClock';

interface NodeSurroundings extends Pick<Surroundings, 'limits'> {
	/** Makes the clock of one execution, which the signal cancels. */
	clock: (signal?: AbortSignal) => Clock;
}

export class Ihmjc implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Ihmjc',
		name: 'ihmjc',
		icon: { light: 'file:ihmjc.svg', dark: 'file:ihmjc.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description:
			'Check which phone numbers are registered with WhatsApp, Telegram and 46 other apps',
		defaults: { name: 'Ihmjc' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'ihmjcApi', required: true }],
		properties: properties(),
	};

	execute: (this: IExecuteFunctions) => Promise<INodeExecutionData[][]>;

	/** @param surroundings Time and limits; n8n gives none, tests give theirs. */
	constructor({ clock = systemClock, limits = LIMITS }: Partial<NodeSurroundings> = {}) {
		this.execute = async function () {
			return await execute(this, { clock: clock(this.getExecutionCancelSignal()), limits });
		};
	}
}
