import { parse, stringify } from 'flatted';
import {
	createRunExecutionData,
	UserError,
	Workflow,
	type ExecuteWorkflowData,
	type ExecuteWorkflowOptions,
	type ExecutionError,
	type IExecuteWorkflowInfo,
	type INodeTypes,
	type IRun,
	type IRunExecutionData,
	type IWorkflowBase,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { n8nCore } from './n8nCore';

interface Child {
	workflow: () => Workflow;
	run: IRun;
	executionId: string;
}

/**
 * Runs the sub-workflows that a node passes to n8n as JSON. When one waits in the database, n8n saves its data and
 * resumes it later. This class saves the data too, but leaves the wait to its caller.
 */
export class SubWorkflows {
	private children: Child[] = [];

	/**
	 * @param onWait Receives the end of each wait. The execution resumes when it has returned.
	 * @param onSave Receives everything that n8n would save of a sub-workflow and of the execution that waits for it.
	 */
	constructor(
		private readonly nodeTypes: INodeTypes,
		private readonly onWait: (until: Date) => void | Promise<void>,
		private readonly onSave: (saved: string) => void,
	) {}

	/** Replaces n8n's function of the same name. */
	readonly executeWorkflow = async (
		{ code }: IExecuteWorkflowInfo,
		additionalData: IWorkflowExecuteAdditionalData,
		{ inputData, parentExecution, parentWorkflowId }: ExecuteWorkflowOptions,
	): Promise<ExecuteWorkflowData> => {
		if (!code) throw new UserError('Sub-workflows are supported only as JSON, not by ID');
		const file = { ...code, id: code.id ?? parentWorkflowId };
		const saved = stringify(file);
		this.onSave(saved);
		const workflow = () => this.workflowOf(parse(saved) as IWorkflowBase);
		const executionId = `${additionalData.executionId}-${this.children.length + 1}`;
		const start = workflow().getStartNode();
		if (!start) throw new UserError('The sub-workflow has no trigger');
		const data = createRunExecutionData({
			executionData: {
				nodeExecutionStack: [
					{
						node: start,
						data: { main: [inputData ?? []] },
						metadata: { parentExecution },
						source: null,
					},
				],
			},
			parentExecution,
		});
		const own = { ...additionalData, executionId };
		const run = await this.process(workflow(), own, data);
		if (run.status === 'error') throw run.data.resultData.error as ExecutionError;
		if (run.waitTill) this.children.push({ workflow, run, executionId });
		return { executionId, data: lastOutput(run)?.main ?? [null], waitTill: run.waitTill };
	};

	/** Whether an execution waits for sub-workflows. */
	get areWaiting(): boolean {
		return this.children.length > 0;
	}

	/**
	 * Runs the sub-workflow that the execution waits for to its end.
	 *
	 * @returns The data of the execution with the sub-workflow's result, as n8n adds it
	 */
	async finish(
		parent: IRunExecutionData,
		additionalData: IWorkflowExecuteAdditionalData,
	): Promise<IRunExecutionData> {
		const [{ workflow, executionId, ...child }] = this.children;
		this.children = [];
		let { run } = child;
		while (run.waitTill) {
			await this.onWait(new Date(run.waitTill));
			const data = this.throughDatabase(run.data);
			run = await this.process(workflow(), { ...additionalData, executionId }, data);
		}
		const data = this.throughDatabase(parent);
		const [entry] = data.executionData?.nodeExecutionStack ?? [];
		const { error } = run.data.resultData;
		const output = lastOutput(run);
		if (error) entry.metadata = { ...entry.metadata, resumeError: error };
		else if (output) entry.data = this.throughDatabase(output);
		return data;
	}

	/** Copies data as n8n does when it saves an execution and loads it again. */
	private throughDatabase<Data>(data: Data): Data {
		const saved = stringify(data);
		this.onSave(saved);
		return parse(saved) as Data;
	}

	private workflowOf({ id, name, nodes, connections, settings }: IWorkflowBase): Workflow {
		const { nodeTypes } = this;
		return new Workflow({ id, name, nodes, connections, settings, active: false, nodeTypes });
	}

	private async process(
		workflow: Workflow,
		additionalData: IWorkflowExecuteAdditionalData,
		data: IRunExecutionData,
	): Promise<IRun> {
		const hooks = new n8nCore.ExecutionLifecycleHooks(
			'integrated',
			additionalData.executionId as string,
			{} as IWorkflowBase,
		);
		const own = { ...additionalData, hooks };
		const execution = new n8nCore.WorkflowExecute(own, 'integrated', data);
		return await execution.processRunExecutionData(workflow);
	}
}

const lastOutput = ({ data: { resultData } }: IRun) =>
	resultData.runData[resultData.lastNodeExecuted ?? '']?.at(-1)?.data;
