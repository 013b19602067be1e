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
	/** The ID of the credential that it names. It is given `sandbox`'s account whatever it names. */
	credentialId?: string;
	/** What the trigger remembers from before. */
	staticData?: IDataObject;
}

/** A workflow of the trigger, called Ihmjc as the node is in its runs, and one node that takes what it gives, and what it runs with. */
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
		nodeTypes: { [TRIGGER_TYPE]: new IhmjcTrigger({ clock, limits: { ...LIMITS, ...limits } }) },
		credentialTypes: { ihmjcApi: new IhmjcApi() },
		credentials: { [credentialId ?? 'ihmjcApi']: { account, password, baseUrl: url } },
	};
	return [{ ...workflow, staticData }, options] as const;
}

/** Activates a workflow that the trigger starts, on n8n's engine. */
export const activateTrigger = async (run: TriggerRun): Promise<ActiveWorkflow> =>
	await activateWorkflow(...arranged(run));

/** Runs the workflow by hand, as the editor does. */
export async function testTrigger(run: TriggerRun): Promise<RunResult> {
	const [workflow, options] = arranged(run);
	return await runWorkflow(workflow, { ...options, mode: 'manual' });
}

/** What the trigger has given to the next node; `undefined` if it started nothing. */
export const givenBy = (started: RunResult | undefined): IDataObject[] | undefined =>
	started?.items('Next').map(({ json }) => json);
