import { mailBy, startMailServer, textOf } from '../../support/mailServer';
import { reply } from '../../support/reply';
import type { TestN8n } from '../../support/TestN8n';
import { until } from '../../support/until';
import { jsonOf } from '../../support/workflows';
import { importFile, nodeOf, triggerOf } from './importFile';

export function approvalSuite(n8n: () => TestN8n): void {
	/** Runs the example until it waits for a person, and lets that person reply. */
	const run = async (approved: boolean) => {
		const mailServer = await startMailServer();
		try {
			const service = await n8n().service({ rechargePoints: 8.25, bonusPoints: 0.5 });
			const workflow = importFile('approve-before-sending.json', service);
			const { client } = n8n();
			const ask = nodeOf(workflow, 'Ask a Person');
			ask.parameters.toEmail = 'ada@example.com';
			await mailBy(mailServer, client, [ask]);
			nodeOf(workflow, 'Preview').parameters.options = { minNumbers: 3 };
			const saved = await client.createWorkflow(workflow);
			const execution = await client.start(saved, triggerOf(workflow));
			await until(async () => (await client.execution(execution)).status === 'waiting', 60);
			expect(service.sandbox.uploads).toEqual([]);
			const [mail] = mailServer.mails;
			await reply(mail, approved, client);
			const ended = await client.ended(execution);
			expect(ended.data.resultData.error).toBeUndefined();
			return { uploads: service.sandbox.uploads, mail: textOf(mail), ended };
		} finally {
			await mailServer.stop();
		}
	};

	test('send what a person approves in approve-before-sending.json', async () => {
		const { uploads, mail, ended } = await run(true);
		expect(mail).toContain('US for whatsapp: 3\r\n');
		expect(mail).toContain('AU for whatsapp: 2 (held, not sent now)');
		expect(mail).toContain('not charged: 1');
		expect(mail).toContain('Points left: 8.75');
		const sent = uploads.map(({ country, count }) => [country, count]);
		expect(sent.sort()).toEqual([
			['AU', 2],
			['GB', 3],
			['US', 3],
		]);
		expect(jsonOf(ended, 'Check Numbers')).toHaveLength(10);
	});

	test('send nothing that a person declines in approve-before-sending.json', async () => {
		const { uploads, ended } = await run(false);
		expect(uploads).toEqual([]);
		expect(jsonOf(ended, 'Check Numbers')).toEqual([]);
		expect(jsonOf(ended, 'Approved?', 1)).toHaveLength(1);
	});
}
