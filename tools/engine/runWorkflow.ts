import {
	createRunExecutionData,
	deepCopy,
	UserError,
	Workflow,
	type ExecutionError,
	type IConnections,
	type ICredentialDataDecryptedObject,
	type ICredentialType,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type IPinData,
	type IRunExecutionData,
	type ITaskData,
	type IWorkflowBase,
	type IWorkflowExecuteAdditionalData,
	type IWorkflowSettings,
	type WorkflowExecuteMode,
} from 'n8n-workflow';
import { additionalDataFor } from './additionalDataFor';
import { binaryDataInFiles } from './binaryFiles';
import { CredentialsHelper } from './CredentialsHelper';
import { currentRun, type LogLine } from './currentRun';
import { binaryDataInMemory, n8nCore } from './n8nCore';
import { NodeTypes, type NodeTypesByName } from './NodeTypes';
import { RunResult } from './RunResult';
import { standIns } from './standIns';
import { SubWorkflows } from './SubWorkflows';
import { dataFrom, dataFromTrigger, dataToRetry, dataToRunManually } from './startData';

/** The parts of a workflow file from n8n's "Download" that are needed to run it. */
export interface WorkflowFile {
	id?: string;
	name?: string;
	nodes: INode[];
	connections: IConnections;
	settings?: IWorkflowSettings;
	pinData?: IPinData;
	staticData?: IDataObject | null;
}

export interface RunOptions {
	/** Node types by the name that the workflow uses. They are added to the stand-ins for n8n's own nodes and may replace them. */
	nodeTypes?: NodeTypesByName;
	/** Credential types by name. */
	credentialTypes?: Record<string, ICredentialType>;
	/**
	 * Credentials by their ID or name in the workflow, or by type. By type, nodes that name no credential get
	 * it too, as if the user had picked it after importing the file.
	 */
	credentials?: Record<string, ICredentialDataDecryptedObject>;
	/** `trigger` by default. `manual` runs as from the editor, which is the only mode that uses pinned data. */
	mode?: WorkflowExecuteMode;
	/** Items that the trigger has already emitted, as in an active workflow. The trigger itself is then not run. */
	emitted?: INodeExecutionData[][];
	/** Aborting it cancels the execution like the editor's stop button. */
	signal?: AbortSignal;
	/** n8n's binary data mode. Files of `filesystem` are kept until `removeBinaryFiles`. Default: `default`. */
	binaryMode?: 'default' | 'filesystem';
	/** The data of a failed execution to resume, as with "Retry execution". `mode` is then `retry`. */
	resumeFrom?: IRunExecutionData;
	onNodeStarted?: (nodeName: string) => void;
	onNodeFinished?: (nodeName: string, run: ITaskData) => void;
	/** Runs sub-workflows instead of the engine. */
	executeWorkflow?: IWorkflowExecuteAdditionalData['executeWorkflow'];
	/** Receives the end of each wait in n8n's database. The execution resumes when it has returned. */
	onWait?: (until: Date) => void | Promise<void>;
	/** Receives everything that n8n would save of sub-workflows while they wait. */
	onSave?: (saved: string) => void;
	/** Receives each log line at once. The result contains all of them too. */
	log?: (line: LogLine) => void;
}

let executions = 0;

/**
 * Runs a workflow on n8n's own engine, from its trigger to the end. Runs are independent of each other and
 * may be parallel. If a node fails, the result has `status: 'error'`.
 *
 * Expressions are evaluated by n8n's engine `legacy`. n8n's default is `vm`, which evaluates the same
 * language in an isolate and needs a compiled module.
 *
 * After a cancellation, the result contains what n8n had saved by then. It is returned when the running
 * node has ended, although n8n itself doesn't wait for that.
 */
export async function runWorkflow(
	file: WorkflowFile,
	options: RunOptions = {},
): Promise<RunResult> {
	const logs: LogLine[] = [];
	const binaryData =
		options.binaryMode === 'filesystem' ? await binaryDataInFiles() : binaryDataInMemory;
	const log = (line: LogLine) => {
		logs.push(line);
		options.log?.(line);
	};
	return await currentRun.run({ log, binaryData }, async () => {
		const credentialsHelper = new CredentialsHelper(
			options.credentialTypes ?? {},
			options.credentials ?? {},
		);
		const workflow = workflowOf(file, options, credentialsHelper);
		const outcome = await execute(workflow, file, options, credentialsHelper);
		return new RunResult({ ...outcome, logs }, workflow, binaryData);
	});
}

/** The workflow as n8n has it in memory. Nodes without a credential get the one for their type. */
export function workflowOf(
	file: WorkflowFile,
	{ nodeTypes, mode }: Pick<RunOptions, 'nodeTypes' | 'mode'>,
	credentialsHelper: CredentialsHelper,
): Workflow {
	const { nodes, connections, settings, pinData, staticData } = deepCopy(file);
	const types = new NodeTypes({ ...standIns, ...nodeTypes });
	for (const node of nodes) {
		const { credentials = [] } = types.getByNameAndVersion(node.type, node.typeVersion).description;
		for (const { name } of credentials) {
			if (!node.credentials?.[name] && credentialsHelper.hasFor(name)) {
				node.credentials = { ...node.credentials, [name]: { id: null, name } };
			}
		}
	}
	return new Workflow({
		id: file.id ?? 'workflow',
		name: file.name,
		nodes,
		connections,
		active: false,
		nodeTypes: types,
		staticData: staticData ?? undefined,
		settings,
		pinData: mode === 'manual' ? pinData : undefined,
	});
}

async function startDataOf(
	workflow: Workflow,
	additionalData: IWorkflowExecuteAdditionalData,
	mode: WorkflowExecuteMode,
	{ resumeFrom, emitted }: RunOptions,
): Promise<IRunExecutionData> {
	if (resumeFrom !== undefined) return dataToRetry(resumeFrom, workflow);
	const trigger = workflow.getStartNode();
	if (trigger === undefined) throw new UserError('The workflow has no trigger to start from');
	if (emitted !== undefined) return dataFrom(trigger, emitted);
	return mode === 'manual'
		? dataToRunManually(trigger, workflow.pinData)
		: await dataFromTrigger(trigger, workflow, additionalData, mode);
}

async function execute(
	workflow: Workflow,
	file: WorkflowFile,
	options: RunOptions,
	credentialsHelper: CredentialsHelper,
): Promise<Pick<RunResult, 'status' | 'data'>> {
	const { resumeFrom, signal, onNodeStarted, onNodeFinished } = options;
	const mode = resumeFrom === undefined ? (options.mode ?? 'trigger') : 'retry';
	const executionId = String(++executions);
	// Hooks pass the workflow on to n8n's database, which doesn't exist here.
	const hooks = new n8nCore.ExecutionLifecycleHooks(mode, executionId, {} as IWorkflowBase);
	const { onWait = () => {}, onSave = () => {} } = options;
	const subWorkflows = new SubWorkflows(workflow.nodeTypes, onWait, onSave);
	const additionalData = {
		...additionalDataFor(credentialsHelper),
		executeWorkflow: options.executeWorkflow ?? subWorkflows.executeWorkflow,
		executionId,
		hooks,
	};
	let saved: IRunExecutionData | undefined;
	hooks.addHandler('nodeExecuteBefore', (name) => onNodeStarted?.(name));
	hooks.addHandler('nodeExecuteAfter', (name, run) => onNodeFinished?.(name, run));
	hooks.addHandler('workflowExecuteAfter', ({ status, data }) => {
		if (status === 'canceled') saved ??= deepCopy(data);
	});

	const startData = await startDataOf(workflow, additionalData, mode, options);
	let execution;
	try {
		execution = new n8nCore.WorkflowExecute(
			additionalData,
			mode,
			startData,
		).processRunExecutionData(workflow);
	} catch (error) {
		// Parameters are missing or wrong: n8n saves the execution as failed and runs no node.
		return {
			status: 'error',
			data: createRunExecutionData({ resultData: { error: error as ExecutionError } }),
		};
	}
	const cancel = () => execution.cancel();
	if (signal?.aborted) cancel();
	signal?.addEventListener('abort', cancel);
	try {
		let { status, data } = await execution;
		while (status === 'waiting' && subWorkflows.areWaiting) {
			const resumed = await subWorkflows.finish(data, additionalData);
			const again = workflowOf(file, options, credentialsHelper);
			const next = new n8nCore.WorkflowExecute(additionalData, mode, resumed);
			({ status, data } = await next.processRunExecutionData(again));
		}
		return saved === undefined ? { status, data } : { status: 'canceled', data: saved };
	} finally {
		signal?.removeEventListener('abort', cancel);
	}
}
