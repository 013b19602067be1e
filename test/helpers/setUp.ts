import type { INodeParameters } from 'n8n-workflow';

import type { SandboxOptions } from '../../tools/sandbox/SandboxOptions';
import { start } from '../tools/sandbox/sandboxes';
import { type IhmjcRun, runIhmjc } from './runIhmjc';
import { virtualClock } from './virtualClock';

/** Starts a sandbox and returns a function to run the node on it. Both use a virtual clock, so tests needn't wait. */
export async function setUp(options: SandboxOptions = {}) {
	const clock = virtualClock();
	// With a price of 1, the points spent are the number of charged numbers.
	const sandbox = await start({ now: () => clock.now(), pricePerNumber: 1, ...options });
	const run = async (parameters: INodeParameters, more: Partial<IhmjcRun> = {}) =>
		await runIhmjc({ sandbox, clock, parameters, ...more });
	/** The number of requests for each endpoint. */
	const requestCounts = () => {
		const counts = { upload: 0, query: 0, download: 0, balance: 0, none: 0 };
		for (const { endpoint } of sandbox.requests) counts[endpoint]++;
		return counts;
	};
	const pointsLeft = () => sandbox.points().recharge + sandbox.points().bonus;
	const pointsAtFirst = pointsLeft();
	/** The points that were charged. */
	const spent = () => pointsAtFirst - pointsLeft();
	return { clock, sandbox, run, requestCounts, spent };
}
