import type { INodeParameters } from 'n8n-workflow';

import type { SandboxOptions } from '../../tools/sandbox/SandboxOptions';
import { britishNumbers } from '../helpers/fictionalNumbers';
import { activateTrigger, testTrigger, type TriggerRun } from '../helpers/runIhmjcTrigger';
import { virtualClock } from '../helpers/virtualClock';
import { upload } from '../tools/sandbox/client';
import { start } from '../tools/sandbox/sandboxes';

/** Starts a sandbox, by default without points, and returns functions to run the trigger on it. */
export async function setUpTrigger(options: SandboxOptions = {}) {
	const clock = virtualClock();
	const sandbox = await start({ rechargePoints: 0, bonusPoints: 0, pricePerNumber: 1, ...options });
	const activate = async (parameters: INodeParameters, more: Partial<TriggerRun> = {}) =>
		await activateTrigger({ sandbox, clock, parameters, ...more });
	const test = async (parameters: INodeParameters, more: Partial<TriggerRun> = {}) =>
		await testTrigger({ sandbox, clock, parameters, ...more });
	/** Spends this many points on an upload. */
	const spend = async (points: number) => await upload(sandbox, britishNumbers(points));
	return { clock, sandbox, activate, test, spend };
}
