import type { IDataObject, INodeParameters, NodeApiError, NodeOperationError } from 'n8n-workflow';

import type { RunResult } from '../../engine/RunResult';
import type { SandboxOptions } from '../../sandbox/SandboxOptions';
import { runIhmjc, type IhmjcRun } from '../runIhmjc';
import { virtualClock } from '../virtualClock';
import { start } from '../sandbox/support';

const NODE = 'Ihmjc';

/** A sandbox and a way to run the node on it, both by one clock that no test has to wait for. */
export async function setUp(options: SandboxOptions = {}) {
	const clock = virtualClock();
	const sandbox = await start({ now: () => clock.now(), ...options });
	const run = async (parameters: INodeParameters, more: Partial<IhmjcRun> = {}) =>
		await runIhmjc({ sandbox, clock, parameters, ...more });
	/** How many requests came in for each endpoint. */
	const asked = () => {
		const counts = { upload: 0, query: 0, download: 0, balance: 0, none: 0 };
		for (const { endpoint } of sandbox.requests) counts[endpoint]++;
		return counts;
	};
	const pointsLeft = () => sandbox.points().recharge + sandbox.points().bonus;
	const pointsAtFirst = pointsLeft();
	/** Points that are gone. */
	const spent = () => pointsAtFirst - pointsLeft();
	return { clock, sandbox, run, asked, spent };
}

/** The rows that an output of the node gave. */
export function jsonOf(result: RunResult, output = 0): IDataObject[] {
	return result.items(NODE, output).map(({ json }) => json);
}

/** The input items that each output item is paired with. */
export function pairedWith(result: RunResult, output = 0): number[][] {
	return result.items(NODE, output).map(({ pairedItem }) => {
		const paired = Array.isArray(pairedItem) ? pairedItem : [pairedItem];
		return paired.map((each) => (typeof each === 'object' ? each.item : Number(each)));
	});
}

export function hintsOf(result: RunResult): string[] {
	return result.hints(NODE).map(({ message }) => message);
}

export interface Told {
	name: string;
	message: string;
	description: string;
	itemIndex: number | undefined;
	uploadId: unknown;
}

/** What a user is told of a run that failed. */
export function told(result: RunResult): Told {
	const error = result.error as NodeApiError | NodeOperationError | undefined;
	if (result.status !== 'error' || error === undefined) {
		throw new Error(`The run ended with status ${result.status}, and should have failed`);
	}
	const { name, message, description, context = {} } = error;
	return {
		name,
		message,
		description: description ?? '',
		itemIndex: context.itemIndex as number | undefined,
		uploadId: context.uploadId,
	};
}

/** The items of an error output, as text. */
export function errorsOf(items: IDataObject[]): string[] {
	return items.map(({ error }) => (error as IDataObject).message as string);
}

export const REGULAR = { onError: 'continueRegularOutput' } as const;
export const ERROR_OUTPUT = { onError: 'continueErrorOutput' } as const;
