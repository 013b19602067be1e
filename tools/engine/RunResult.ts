import type { BinaryDataService } from 'n8n-core';
import {
	deepCopy,
	UserError,
	type ExecutionError,
	type ExecutionStatus,
	type IDataObject,
	type INodeExecutionData,
	type IRunExecutionData,
	type ITaskData,
	type NodeExecutionHint,
	type Workflow,
} from 'n8n-workflow';
import type { LogLine } from './currentRun';

interface Outcome {
	status: ExecutionStatus;
	data: IRunExecutionData;
	logs: LogLine[];
}

/** An execution as n8n would have saved it, and short ways into it. Names that aren't in the workflow throw. */
export class RunResult {
	/** `success`, `error` or `canceled`. */
	readonly status: ExecutionStatus;
	/** All that n8n knows of the execution; the place to search for what must not leak. */
	readonly data: IRunExecutionData;
	/** What n8n's log would hold at the level `debug`: the nodes' lines and the engine's own. */
	readonly logs: LogLine[];

	constructor(
		{ status, data, logs }: Outcome,
		private readonly workflow: Workflow,
		private readonly binaryData: BinaryDataService,
	) {
		this.status = status;
		this.data = data;
		this.logs = logs;
	}

	get error(): ExecutionError | undefined {
		return this.data.resultData.error;
	}

	get runData() {
		return this.data.resultData.runData;
	}

	/** What nodes keep from execution to execution, as they left it. n8n saves it, but not that of a manual run. */
	get staticData(): IDataObject {
		return deepCopy(this.workflow.staticData);
	}

	/** A node's runs, several in a loop; none if it was never reached. */
	runs(nodeName: string): ITaskData[] {
		if (this.workflow.getNode(nodeName) === null) {
			throw new UserError(`There is no node "${nodeName}" in the workflow`);
		}
		return this.runData[nodeName] ?? [];
	}

	/** What an output of a node's last run gave, or of the run of that index. */
	items(nodeName: string, output = 0, runIndex = -1): INodeExecutionData[] {
		return this.runs(nodeName).at(runIndex)?.data?.main[output] ?? [];
	}

	/** The hints of all runs of a node. */
	hints(nodeName: string): NodeExecutionHint[] {
		return this.runs(nodeName).flatMap((run) => run.hints ?? []);
	}

	/** Milliseconds that all runs of a node took, retries and the waits between them included. */
	executionTime(nodeName: string): number {
		return this.runs(nodeName).reduce((sum, run) => sum + run.executionTime, 0);
	}

	/** The content of a file that an item carries. */
	async binary(item: INodeExecutionData, property = 'data'): Promise<Buffer> {
		const file = item.binary?.[property];
		if (file === undefined) throw new UserError(`The item has no file "${property}"`);
		return await this.binaryData.getAsBuffer(file);
	}
}
