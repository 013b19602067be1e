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
 * The sub-workflows of an execution that its nodes bring along, and their waits in n8n's database: a whole n8n saves the
 * data, and resumes it when the time has come. This does the same without waiting, and tells its caller.
 */
export class SubWorkflows {
	private children: Child[] = [];

	/**
	 * @param onWait Is told until when an execution waits, before it goes on.
	 */
	constructor(
		private readonly nodeTypes: INodeTypes,
		private readonly onWait: (until: Date) => void,
	) {}

	/** n8n's own function of that name. */
	readonly executeWorkflow = async (
		{ code }: IExecuteWorkflowInfo,
		additionalData: IWorkflowExecuteAdditionalData,
		{ inputData, parentExecution, parentWorkflowId }: ExecuteWorkflowOptions,
	): Promise<ExecuteWorkflowData> => {
		if (!code) throw new UserError('Only a workflow that is brought along can be run');
		const file = { ...code, id: code.id ?? parentWorkflowId };
		const saved = stringify(file);
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

	/** Whether there are any that an execution waits for. */
	get areWaiting(): boolean {
		return this.children.length > 0;
	}

	/**
	 * Lets the sub-workflows that the execution waits for come to their end.
	 *
	 * @returns The data of the execution with their result, as n8n changes it
	 */
	async finish(
		parent: IRunExecutionData,
		additionalData: IWorkflowExecuteAdditionalData,
	): Promise<IRunExecutionData> {
		const [{ workflow, executionId, ...child }] = this.children;
		this.children = [];
		let { run } = child;
		while (run.waitTill) {
			this.onWait(new Date(run.waitTill));
			const data = throughDatabase(run.data);
			run = await this.process(workflow(), { ...additionalData, executionId }, data);
		}
		const data = throughDatabase(parent);
		const [entry] = data.executionData?.nodeExecutionStack ?? [];
		const { error } = run.data.resultData;
		const output = lastOutput(run);
		if (error) entry.metadata = { ...entry.metadata, resumeError: error };
		else if (output) entry.data = throughDatabase(output);
		return data;
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

/** As n8n saves an execution, and reads it again. */
const throughDatabase = <Data>(data: Data): Data => parse(stringify(data)) as Data;
