import type { TestN8n } from '../../support/TestN8n';
import { jsonOf } from '../../support/workflows';
import { importFile, triggerOf } from './importFile';

export function rememberedAnswersSuite(n8n: () => TestN8n): void {
	test('charge each number once in remembered-answers.json', async () => {
		const service = await n8n().service();
		const workflow = importFile('remembered-answers.json', service);
		const { client } = n8n();
		const saved = await client.createWorkflow(workflow);
		const run = async () => {
			const execution = await client.ended(await client.start(saved, triggerOf(workflow)));
			expect(execution.data.resultData.error).toBeUndefined();
			return jsonOf(execution, 'Check Numbers');
		};
		const paid = () => service.sandbox.uploads.reduce((sum, { count }) => sum + count, 0);

		const first = await run();
		expect(first).toHaveLength(10);
		const paidAtFirst = paid();
		expect(paidAtFirst).toBe(8);

		const second = await run();
		const statusesOf = (rows: typeof first) =>
			rows.map(({ name, ihmjcStatus }) => [name, ihmjcStatus]);
		expect(statusesOf(second)).toEqual(statusesOf(first));
		// Numbers without a result are checked again.
		const unknown = first.filter(({ ihmjcStatus }) => ihmjcStatus === 'unknown').length;
		expect(paid() - paidAtFirst).toBe(unknown);
	});
}
