import { fetchN8n } from '../../../../tools/editor/fetchN8n';
import { mailBy, type MailServer, startMailServer } from '../../support/mailServer';
import { GB, truth, US, digitsOf } from '../../support/numbers';
import type { TestN8n } from '../../support/TestN8n';
import { until } from '../../support/until';
import { importFile, nodeOf } from './importFile';

const LOGIN = { user: 'colleague', password: 'form-login' };
const MAILS = ['Mail the Lists', 'Mail What Went Wrong'];

export function uploadFormSuite(n8n: () => TestN8n): void {
	let mailServer: MailServer;

	beforeAll(async () => {
		mailServer = await startMailServer();
	});

	afterAll(async () => await mailServer?.stop());

	test('mail the two lists or the error in upload-form.json', async () => {
		const service = await n8n().service();
		const workflow = importFile('upload-form.json', service);
		const { client } = n8n();
		const form = nodeOf(workflow, 'On Form Submission');
		form.credentials = {
			httpBasicAuth: await client.createCredential('httpBasicAuth', 'Form', LOGIN),
		};
		await mailBy(
			mailServer,
			client,
			MAILS.map((name) => nodeOf(workflow, name)),
		);
		await client.activate(await client.createWorkflow(workflow));

		const url = `${client.url}/form/${form.webhookId}`;
		const login = Buffer.from(`${LOGIN.user}:${LOGIN.password}`).toString('base64');
		const submit = async (lines: string[]) => {
			const body = new FormData();
			body.set('field-0', 'WhatsApp');
			body.set('field-1', new Blob([lines.join('\n')], { type: 'text/plain' }), 'mine.txt');
			body.set('field-2', 'ada@example.com');
			const headers = { Authorization: `Basic ${login}` };
			return await fetchN8n(url, { method: 'POST', headers, body });
		};
		await until(async () => (await fetchN8n(url)).status === 401, 20);
		const mailed = async () => {
			const before = mailServer.mails.length;
			return async () => {
				await until(() => mailServer.mails.length > before, 60);
				return mailServer.mails[mailServer.mails.length - 1];
			};
		};

		const lists = await mailed();
		expect((await submit([...US, ...GB, 'call me maybe'])).status).toBe(200);
		const mail = await lists();
		expect(mail).toMatch(/^To: ada@example\.com$/m);
		const attached = [...mail.matchAll(/^([A-Za-z0-9+/=]{8,})\r?$/gm)]
			.flatMap(([, text]) => Buffer.from(text, 'base64').toString().split(/\s+/))
			.filter((line) => /^\d{11,}$/.test(line));
		expect(attached.sort()).toEqual([...US, ...GB].map(digitsOf).sort());
		for (const list of ['activated', 'unregistered'] as const) {
			const some = [...US, ...GB].some((number) => truth(service.sandbox, number) === list);
			if (some) expect(mail).toMatch(new RegExp(`filename=.*${list}`));
		}

		const wrong = await mailed();
		await submit(['call me maybe']);
		expect(await wrong()).toMatch(/could not be checked/);
	});
}
