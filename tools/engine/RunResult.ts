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

/** An execution as n8n would save it, with shortcuts to its data. They throw for a node that isn't in the workflow. */
export class RunResult {
	/** `success`, `error` or `canceled`. */
	readonly status: ExecutionStatus;
	/** All data of the execution. Tests search it for secrets that must not leak. */
	readonly data: IRunExecutionData;
	/** n8n's log at the level `debug`, with lines of nodes and of the engine. */
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

	/** Data that nodes keep between executions. n8n saves it, except after a manual run. */
	get staticData(): IDataObject {
		return deepCopy(this.workflow.staticData);
	}

	/** A node's runs: several in a loop, none if the node was never reached. */
	runs(nodeName: string): ITaskData[] {
		if (this.workflow.getNode(nodeName) === null) {
			throw new UserError(`The workflow has no node "${nodeName}"`);
		}
		return this.runData[nodeName] ?? [];
	}

	/** The items of an output of a node's last run, or of the run with that index. */
	items(nodeName: string, output = 0, runIndex = -1): INodeExecutionData[] {
		return this.runs(nodeName).at(runIndex)?.data?.main[output] ?? [];
	}

	/** The hints of all runs of a node. */
	hints(nodeName: string): NodeExecutionHint[] {
		return this.runs(nodeName).flatMap((run) => run.hints ?? []);
	}

	/** Milliseconds that all runs of a node took, including retries and the waits between them. */
	executionTime(nodeName: string): number {
		return this.runs(nodeName).reduce((sum, run) => sum + run.executionTime, 0);
	}

	/** The content of an item's file. */
	async binary(item: INodeExecutionData, property = 'data'): Promise<Buffer> {
		const file = item.binary?.[property];
		if (file === undefined) throw new UserError(`The item has no file "${property}"`);
		return await this.binaryData.getAsBuffer(file);
	}
}
