import type { INodeParameters } from 'n8n-workflow';

import type { SandboxOptions } from '../../tools/sandbox/SandboxOptions';
import { start } from '../tools/sandbox/sandboxes';
import { type IhmjcRun, runIhmjc } from './runIhmjc';
import { virtualClock } from './virtualClock';

/** A sandbox and a way to run the node on it, both by one clock that no test has to wait for. */
export async function setUp(options: SandboxOptions = {}) {
	const clock = virtualClock();
	// A price of 1: what was spent is then how many numbers were paid for.
	const sandbox = await start({ now: () => clock.now(), pricePerNumber: 1, ...options });
	const run = async (parameters: INodeParameters, more: Partial<IhmjcRun> = {}) =>
		await runIhmjc({ sandbox, clock, parameters, ...more });
	/** How many requests came in for each endpoint. */
	const requestCounts = () => {
		const counts = { upload: 0, query: 0, download: 0, balance: 0, none: 0 };
		for (const { endpoint } of sandbox.requests) counts[endpoint]++;
		return counts;
	};
	const pointsLeft = () => sandbox.points().recharge + sandbox.points().bonus;
	const pointsAtFirst = pointsLeft();
	/** Points that are gone. */
	const spent = () => pointsAtFirst - pointsLeft();
	return { clock, sandbox, run, requestCounts, spent };
}
