import { deepCopy, UserError, type IDataObject, type INodeExecutionData } from 'n8n-workflow';
import { additionalDataFor } from './additionalDataFor';
import { CredentialsHelper } from './CredentialsHelper';
import { currentRun } from './currentRun';
import { binaryDataInMemory, n8nCore, serviceOf } from './n8nCore';
import type { RunResult } from './RunResult';
import { runWorkflow, workflowOf, type RunOptions, type WorkflowFile } from './runWorkflow';

/** An active workflow with a polling trigger. Here, `poll` triggers each poll. */
export interface ActiveWorkflow {
	/** The execution of the first poll, which n8n makes when it activates a workflow. */
	first: RunResult | undefined;
	/**
	 * Polls the trigger once, as n8n does at its poll times. Rejects with the error of a failed poll, which n8n
	 * saves as a failed execution.
	 *
	 * @returns The execution that the poll started, if any.
	 */
	poll(): Promise<RunResult | undefined>;
	/**
	 * The data of triggers that n8n has saved, after the first poll and whenever a poll starts the workflow.
	 * A restarted n8n has only this.
	 */
	saved(): IDataObject;
}

/**
 * Activates a workflow that starts with a polling trigger. Rejects if the first poll fails, because n8n
 * then refuses to activate the workflow.
 */
export async function activateWorkflow(
	file: WorkflowFile,
	options: Omit<RunOptions, 'mode' | 'emitted' | 'resumeFrom'> = {},
): Promise<ActiveWorkflow> {
	const credentialsHelper = new CredentialsHelper(
		options.credentialTypes ?? {},
		options.credentials ?? {},
	);
	const workflow = workflowOf(file, options, credentialsHelper);
	const [trigger] = workflow.getPollNodes();
	if (trigger === undefined) throw new UserError('The workflow has no trigger to poll');

	const additionalData = additionalDataFor(credentialsHelper);
	const log = options.log ?? (() => {});

	let saved: IDataObject = {};
	const save = () => (saved = deepCopy(workflow.staticData));

	/** Each poll has its own context, because polls may overlap. */
	async function poll(isFirst: boolean): Promise<RunResult | undefined> {
		const emissions: INodeExecutionData[][][] = [];
		const failures: Error[] = [];
		const context = new n8nCore.PollContext(
			workflow,
			trigger,
			additionalData,
			'trigger',
			'activate',
			(items) => emissions.push(items),
			(error) => failures.push(error),
		);
		const ask = serviceOf(n8nCore.PollTriggerExecutor).create(
			workflow,
			trigger,
			context,
			() => true,
		);
		await currentRun.run({ log, binaryData: binaryDataInMemory }, async () => await ask(isFirst));
		const [[failure], [emitted]] = [failures, emissions];
		if (failure) throw failure;
		if (isFirst || emitted) save();
		if (!emitted) return undefined;
		return await runWorkflow({ ...file, staticData: saved }, { ...options, emitted });
	}

	const first = await poll(true);
	return { first, poll: async () => await poll(false), saved: () => saved };
}
