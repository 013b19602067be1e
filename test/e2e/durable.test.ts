import { NEWEST_N8N } from '../../tools/editor/versions';
import { workflowFile } from '../../tools/editor/workflowFiles';
import { triggerOf } from './suites/workflows/importFile';
import { TestN8n, type TestService } from './support/TestN8n';
import { until } from './support/until';
import { jsonOf } from './support/workflows';

/** n8n keeps waits of 65 seconds and more in its database, shorter ones in memory. */
const DURABLE_SECONDS = 66;

describe(`lists that take hours, on n8n ${NEWEST_N8N}`, () => {
	let n8n: TestN8n;

	beforeAll(async () => {
		n8n = await TestN8n.start({ version: NEWEST_N8N });
	}, 240_000);

	afterAll(async () => await n8n?.stop());

	const start = async (fileName: string, { credential }: TestService) => {
		const workflow = workflowFile(fileName, credential);
		for (const { type, parameters } of workflow.nodes) {
			if (type === 'n8n-nodes-base.wait') {
				Object.assign(parameters, { amount: DURABLE_SECONDS, unit: 'seconds' });
			}
			// The first look is enough: every further round does the same.
			if (parameters.options && 'maxWait' in Object(parameters.options)) {
				Object.assign(parameters.options, { maxWait: 0 });
			}
		}
		return await n8n.client.start(await n8n.client.createWorkflow(workflow), triggerOf(workflow));
	};

	test('n8n is killed during the wait and started again: both workflows end right, paid once', async () => {
		const once = await n8n.service({ jobSeconds: 40 });
		// Done only in the second round.
		const twice = await n8n.service({ jobSeconds: 100 });
		const checkId = await start('durable-check.json', once);
		const stepsId = await start('durable-steps.json', twice);
		const isWaiting = async (id: string) => (await n8n.client.execution(id)).status === 'waiting';
		await until(async () => (await isWaiting(checkId)) && (await isWaiting(stepsId)), 120);
		expect(once.sandbox.uploads).toHaveLength(3);

		await n8n.restart('SIGKILL');

		const check = await n8n.client.ended(checkId, 200);
		expect(check.status).toBe('success');
		const runs = check.data.resultData.runData.Checked.map(({ data }) => data?.main[0] ?? []);
		const statuses = runs.flat().map(({ json }) => json.ihmjcStatus);
		expect(statuses).toHaveLength(10);
		expect(statuses).not.toContain('pending');
		expect(once.sandbox.uploads).toHaveLength(3);

		const steps = await n8n.client.ended(stepsId, 200);
		expect(steps.status).toBe('success');
		expect(steps.data.resultData.runData.Query).toHaveLength(2);
		const downloaded = jsonOf(steps, 'Download').map(({ number }) => number);
		expect(new Set(downloaded).size).toBe(downloaded.length);
		expect(downloaded.length).toBeGreaterThan(5);
		expect(twice.sandbox.uploads).toHaveLength(3);
	}, 400_000);
});
