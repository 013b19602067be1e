import type {
	IDataObject,
	INode,
	INodeExecutionData,
	INodeParameters,
	WorkflowExecuteMode,
} from 'n8n-workflow';

import { IhmjcApi } from '../../credentials/IhmjcApi.credentials';
import { Ihmjc } from '../../nodes/Ihmjc/Ihmjc.node';
import { LIMITS, type Limits } from '../../nodes/Ihmjc/service/Dependencies';
import { createPaces, type Paces } from '../../nodes/Ihmjc/service/Pace';
import type { Clock } from '../../nodes/Ihmjc/util/clock';
import { getOrCreate } from '../../nodes/Ihmjc/util/values';
import { chain } from '../../tools/engine/chain';
import { rows } from '../../tools/engine/rowsTrigger';
import type { RunResult } from '../../tools/engine/RunResult';
import { type RunOptions, runWorkflow, type WorkflowFile } from '../../tools/engine/runWorkflow';
import { strictParameters } from '../../tools/engine/strictParameters';
import type { Sandbox } from '../../tools/sandbox/startSandbox';
import { virtualClock, type VirtualClock } from './virtualClock';

export const NODE_TYPE = 'n8n-nodes-ihmjc.ihmjc';

export interface IhmjcRun {
	parameters: INodeParameters;
	items?: IDataObject[] | INodeExecutionData[];
	sandbox: Pick<Sandbox, 'url' | 'account' | 'password'>;
	/** More settings of the node, such as `onError` or `retryOnFail`. */
	node?: Partial<INode>;
	clock?: Clock;
	limits?: Partial<Limits>;
	mode?: WorkflowExecuteMode;
	password?: string;
	/** Whether the node runs as a tool of an AI agent, for which n8n gives it another type name. */
	isTool?: boolean;
	run?: Partial<RunOptions>;
	/** Whether n8n can wait in its database. If so, the default `Automatic` of `Wait In` uses that. */
	canWaitInDatabase?: boolean;
	/** The workflow of the two nodes, which are named Rows and Ihmjc. Default: a chain of both. */
	workflow?: (...nodes: Parameters<typeof chain>) => WorkflowFile;
}

/** Short limits to test a silent service. Not for other tests, because a busy machine looks silent too. */
export const QUICK_LIMITS: Limits = {
	...LIMITS,
	responseTimeout: 700,
	uploadTimeout: 700,
	envelopeTime: 1000,
};

/** Executions that share a clock share the pace of queries. */
const PACES = new WeakMap<Clock, Paces>();

/** Waits as n8n does, by the system's clock. */
export async function waitUntil(clock: Clock, until: Date): Promise<void> {
	const pause = Math.max(0, until.getTime() - clock.date().getTime());
	const { advance } = clock as Partial<VirtualClock>;
	if (advance) advance(pause);
	else await clock.sleep(pause);
}

/** Runs the node on n8n's engine, after a trigger that emits the items. */
export async function runIhmjc({
	parameters,
	items = [{}],
	sandbox,
	node = {},
	clock = virtualClock(),
	limits,
	mode,
	password = sandbox.password,
	isTool = false,
	run = {},
	canWaitInDatabase = false,
	workflow: workflowOf = chain,
}: IhmjcRun): Promise<RunResult> {
	const ihmjc = new Ihmjc({
		clock: (signal) => Object.assign(clock, { signal }),
		limits: { ...LIMITS, ...limits },
		canWaitInDatabase,
		paces: getOrCreate(PACES, clock, createPaces),
		random: () => 0,
	});
	const type = isTool ? `${NODE_TYPE}Tool` : NODE_TYPE;
	if (isTool) ihmjc.description = { ...ihmjc.description, name: 'ihmjcTool' };
	const workflow = workflowOf(
		{ name: 'Rows', type: 'test.rows' },
		{ name: 'Ihmjc', type, parameters, ...node },
	);
	return await runWorkflow(workflow, {
		mode,
		onWait: async (until) => await waitUntil(clock, until),
		...run,
		nodeTypes: { 'test.rows': rows(items), [type]: strictParameters(ihmjc) },
		credentialTypes: { ihmjcApi: new IhmjcApi() },
		credentials: {
			ihmjcApi: { account: sandbox.account, password, baseUrl: sandbox.url },
		},
	});
}
