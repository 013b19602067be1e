import { workflowFile, workflowFileNames } from '../../../editor/workflowFiles';
import type { TestN8n } from '../support/TestN8n';

/** The example workflows, as a user imports them. */
export function workflowFilesSuite(n8n: () => TestN8n): void {
	test.each(workflowFileNames())('%s runs', async (fileName) => {
		const { sandbox, credential } = await n8n().service();
		const workflow = workflowFile(fileName, credential);
		for (const { type, parameters } of workflow.nodes) {
			if (type === 'n8n-nodes-base.wait') Object.assign(parameters, { amount: 1, unit: 'seconds' });
		}
		const trigger = workflow.nodes.find(({ type }) => type.endsWith('Trigger'))?.name ?? '';
		const saved = await n8n().client.createWorkflow(workflow);
		const run = await n8n().client.ended(await n8n().client.start(saved, trigger));
		expect(run.data.resultData.error).toBeUndefined();
		expect(run.status).toBe('success');
		expect(sandbox.uploads.length).toBeGreaterThan(0);
	});
}
