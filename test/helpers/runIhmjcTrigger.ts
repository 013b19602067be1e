import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { IhmjcApi } from '../../credentials/IhmjcApi.credentials';
import { LIMITS, type Limits } from '../../nodes/Ihmjc/service/Dependencies';
import type { Clock } from '../../nodes/Ihmjc/util/clock';
import { IhmjcTrigger } from '../../nodes/IhmjcTrigger/IhmjcTrigger.node';
import { activateWorkflow, type ActiveWorkflow } from '../../tools/engine/activateWorkflow';
import { chain } from '../../tools/engine/chain';
import type { RunResult } from '../../tools/engine/RunResult';
import { runWorkflow } from '../../tools/engine/runWorkflow';
import type { Sandbox } from '../../tools/sandbox/startSandbox';
import { virtualClock } from './virtualClock';

const TRIGGER_TYPE = 'n8n-nodes-ihmjc.ihmjcTrigger';

export interface TriggerRun {
	parameters: INodeParameters;
	sandbox: Pick<Sandbox, 'url' | 'account' | 'password'>;
	clock?: Clock;
	limits?: Partial<Limits>;
	password?: string;
	/** The ID of the credential in the workflow. The account is always that of `sandbox`. */
	credentialId?: string;
	/** Data that the trigger saved earlier. */
	staticData?: IDataObject;
}

/** A workflow of the trigger (named Ihmjc) and a node that receives its items, with the options to run it. */
function arranged({
	parameters,
	sandbox: { url, account, password: right },
	clock = virtualClock(),
	limits,
	password = right,
	credentialId,
	staticData,
}: TriggerRun) {
	const credentials = credentialId ? { ihmjcApi: { id: credentialId, name: 'Ihmjc' } } : undefined;
	const workflow = chain(
		{ name: 'Ihmjc', type: TRIGGER_TYPE, parameters, credentials },
		{ name: 'Next', type: 'n8n-nodes-base.noOp' },
	);
	const options = {
		nodeTypes: {
			[TRIGGER_TYPE]: new IhmjcTrigger({ clock, limits: limits && { ...LIMITS, ...limits } }),
		},
		credentialTypes: { ihmjcApi: new IhmjcApi() },
		credentials: { [credentialId ?? 'ihmjcApi']: { account, password, baseUrl: url } },
	};
	return [{ ...workflow, staticData }, options] as const;
}

/** Activates a workflow with the trigger on n8n's engine. */
export const activateTrigger = async (run: TriggerRun): Promise<ActiveWorkflow> =>
	await activateWorkflow(...arranged(run));

/** Runs the workflow manually, as from the editor. */
export async function testTrigger(run: TriggerRun): Promise<RunResult> {
	const [workflow, options] = arranged(run);
	return await runWorkflow(workflow, { ...options, mode: 'manual' });
}

/** The items that the trigger passed to the next node; `undefined` if it didn't start the workflow. */
export const givenBy = (started: RunResult | undefined): IDataObject[] | undefined =>
	started?.items('Next').map(({ json }) => json);
