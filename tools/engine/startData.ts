import {
	createRunExecutionData,
	deepCopy,
	UserError,
	type INode,
	type INodeExecutionData,
	type IPinData,
	type IRunExecutionData,
	type IWorkflowExecuteAdditionalData,
	type Workflow,
	type WorkflowExecuteMode,
} from 'n8n-workflow';
import { n8nCore } from './n8nCore';

/** An execution that starts with the items of a trigger. */
export function dataFrom(
	trigger: INode,
	items: INodeExecutionData[][],
	pinData?: IPinData,
): IRunExecutionData {
	return createRunExecutionData({
		resultData: { pinData },
		executionData: {
			nodeExecutionStack: [{ node: trigger, data: { main: items }, source: null }],
		},
	});
}

/** A run from the editor: n8n itself runs the trigger, unless its items are pinned. */
export function dataToRunManually(trigger: INode, pinData?: IPinData): IRunExecutionData {
	return dataFrom(trigger, [[{ json: {} }]], pinData);
}

/** Runs the trigger as in an active workflow. The items that it emits start the execution. */
export async function dataFromTrigger(
	trigger: INode,
	workflow: Workflow,
	additionalData: IWorkflowExecuteAdditionalData,
	mode: WorkflowExecuteMode,
): Promise<IRunExecutionData> {
	let emitted: INodeExecutionData[][] = [[{ json: {} }]];
	const emit = (items: INodeExecutionData[][]) => {
		emitted = items;
	};
	const context = new n8nCore.TriggerContext(
		workflow,
		trigger,
		additionalData,
		mode,
		'activate',
		emit,
	);
	const type = workflow.nodeTypes.getByNameAndVersion(trigger.type, trigger.typeVersion);
	await type.trigger?.call(context);
	return dataFrom(trigger, emitted);
}

/**
 * The editor's "Retry with currently saved workflow" of a failed execution: it resumes at the node that
 * failed, with that node's context. The data is copied, as if it had been saved and read again.
 */
export function dataToRetry(failed: IRunExecutionData, workflow: Workflow): IRunExecutionData {
	const data = deepCopy(failed);
	const { lastNodeExecuted, runData } = data.resultData;
	delete data.resultData.error;
	if (lastNodeExecuted && runData[lastNodeExecuted]?.at(-1)?.error !== undefined) {
		runData[lastNodeExecuted].pop();
	}
	for (const entry of data.executionData?.nodeExecutionStack ?? []) {
		const node = workflow.getNode(entry.node.name);
		if (node === null) throw new UserError(`The node "${entry.node.name}" is missing`);
		entry.node = node;
	}
	return data;
}
