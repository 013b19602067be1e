import type { TestN8n } from '../../support/TestN8n';
import { jsonOf } from '../../support/workflows';
import { importFile, nodeOf, pin, triggerOf } from './importFile';

export function balanceSuite(n8n: () => TestN8n): void {
	test('fill in the whole message of low-balance.json', async () => {
		const service = await n8n().service({ rechargePoints: 8.25, bonusPoints: 0.5 });
		const workflow = importFile('low-balance.json', service);
		pin(workflow, 'Warn in Slack', [{}]);
		const saved = await n8n().client.createWorkflow(workflow);
		const run = await n8n().client.ended(await n8n().client.start(saved, triggerOf(workflow)));

		expect(run.status).toBe('success');
		const [item] = jsonOf(run, 'Balance Low');
		expect(item).toMatchObject({ totalPoints: 8.75, threshold: 10 });
		const { text } = nodeOf(workflow, 'Warn in Slack').parameters;
		const fields = [...String(text).matchAll(/\$json\.(\w+)/g)].map(([, field]) => field);
		expect(fields).toHaveLength(4);
		expect(Object.keys(item)).toEqual(expect.arrayContaining(fields));
	});
}
