import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
	WAIT_FOR_SUB_EXECUTION,
} from 'n8n-workflow';

import { execute } from './execute';
import { outputs, properties, subtitle } from './operations';
import type { RunDependencies } from './run/Run';
import { LIMITS } from './service/Dependencies';
import { createPaces } from './service/Pace';
import { type Clock, systemClock } from './util/clock';

interface NodeDependencies extends Omit<RunDependencies, 'clock'> {
	/** Makes the clock of one execution. The signal is aborted when the execution is canceled. */
	clock: (signal?: AbortSignal) => Clock;
}

const DEPENDENCIES: NodeDependencies = {
	clock: systemClock,
	limits: LIMITS,
	// Missing before n8n 2.41, despite its type. Those versions can't wait for a sub-workflow in their database.
	canWaitInDatabase: (WAIT_FOR_SUB_EXECUTION as Date | undefined) !== undefined,
	// One pace for all executions of the process.
	paces: createPaces(),
	random: Math.random,
};

const related = (nodeType: string, relationHint: string) => ({ nodeType, relationHint });

export class Ihmjc implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Ihmjc',
		name: 'ihmjc',
		icon: { light: 'file:ihmjc.svg', dark: 'file:ihmjc.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: subtitle(),
		description:
			'Check which phone numbers are registered with WhatsApp, Telegram and 46 other apps',
		defaults: { name: 'Ihmjc' },
		// Without it, the editor appends a query to the address of the codex file, which breaks its anchor.
		documentationUrl: 'https://github.com/ihmjc/n8n-nodes-ihmjc/blob/main/docs/operations.md',
		usableAsTool: true,
		builderHint: {
			searchHint:
				'Check which phone numbers are registered with an app (WhatsApp, Telegram, …). Check Numbers and Upload spend points, bought with money, for each number, and take minutes to hours. Build with Preview first: it is free. Always set Default Country: None if all numbers begin with + or 00, else the country of the numbers without a country code; never guess it. The usual pattern: rows, then Preview with Return = Rows, then a person approves, then Check Numbers, then If by ihmjcStatus. Short lists may be refused: set Min Numbers, and run held rows again with new ones.',
			relatedNodes: [
				related('n8n-nodes-ihmjc.ihmjcTrigger', 'Starts a workflow when the points run low'),
				related('n8n-nodes-base.if', 'After Check Numbers, route rows by ihmjcStatus'),
				related(
					'n8n-nodes-base.extractFromFile',
					'Before Check Numbers, turn a CSV or Excel file into rows',
				),
			],
		},
		hints: [
			{
				message:
					"Running this node spends points for each new number. Preview is free, and shows what would be sent. Ihmjc may refuse small lists: see the option 'Min Numbers' of Check Numbers.",
				type: 'info',
				location: 'outputPane',
				whenToDisplay: 'beforeExecution',
				displayCondition: '={{ ["check", "upload"].includes($parameter["operation"]) }}',
			},
		],
		inputs: [NodeConnectionTypes.Main],
		outputs: outputs(),
		waitingNodeTooltip:
			"No input is needed: Ihmjc is working. The execution is saved in n8n's database and survives a restart.",
		credentials: [{ name: 'ihmjcApi', required: true }],
		properties,
	};

	execute: (this: IExecuteFunctions) => Promise<INodeExecutionData[][]>;

	/** @param dependencies Clock, limits, paces, and whether n8n can wait in its database. Only tests pass their own. */
	constructor(dependencies: Partial<NodeDependencies> = {}) {
		const { clock, ...others } = { ...DEPENDENCIES, ...dependencies };
		this.execute = async function () {
			return await execute(this, { ...others, clock: clock(this.getExecutionCancelSignal()) });
		};
	}
}
