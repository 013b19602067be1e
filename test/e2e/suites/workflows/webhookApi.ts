import type { IDataObject } from 'n8n-workflow';

import { GB, truth, US } from '../../support/numbers';
import type { TestN8n } from '../../support/TestN8n';
import { until } from '../../support/until';
import { importFile, nodeOf } from './importFile';

const KEY = { name: 'X-Api-Key', value: 'let-me-in' };

export function webhookApiSuite(n8n: () => TestN8n): void {
	test('webhook-api.json answers, and answers pending rows that are posted again unpaid', async () => {
		const service = await n8n().service({ jobSeconds: 2 });
		const workflow = importFile('webhook-api.json', service);
		const { client } = n8n();
		nodeOf(workflow, 'Webhook').credentials = {
			httpHeaderAuth: await client.createCredential('httpHeaderAuth', 'API key', KEY),
		};
		// The first look is enough to see that it is pending.
		Object.assign(nodeOf(workflow, 'Check Numbers').parameters.options as IDataObject, {
			maxWait: 0,
		});
		await client.activate(await client.createWorkflow(workflow));

		const post = async (body: IDataObject, headers: Record<string, string>) =>
			await fetch(`${client.url}/webhook/check-numbers`, {
				method: 'POST',
				headers: { 'Content-Type': 'application/json', ...headers },
				body: JSON.stringify(body),
			});
		const key = { [KEY.name]: KEY.value };
		await until(async () => (await post({}, {})).status !== 404, 20);
		expect((await post({ numbers: US }, {})).status).toBe(403);

		const empty = await post({ numbers: [] }, key);
		expect([empty.status, await empty.json()]).toEqual([
			400,
			{ error: '"numbers" must be a list of phone numbers' },
		]);
		const unknown = await post({ app: 'carrier pigeon', numbers: US }, key);
		expect([unknown.status, await unknown.json()]).toEqual([
			422,
			{ error: expect.stringContaining('carrier pigeon') },
		]);
		expect(service.sandbox.uploads).toEqual([]);

		const numbers = [US[0], GB[0], 'call me maybe'];
		const first = await post({ numbers }, key);
		const rows = (await first.json()) as IDataObject[];
		expect(rows.map(({ phone, ihmjcStatus }) => [phone, ihmjcStatus])).toEqual([
			[US[0], 'pending'],
			[GB[0], 'pending'],
			['call me maybe', 'invalid'],
		]);
		expect(service.sandbox.uploads).toHaveLength(2);

		let again: IDataObject[] = [];
		await until(async () => {
			again = (await (await post({ numbers: rows }, key)).json()) as IDataObject[];
			return again.every(({ ihmjcStatus }) => ihmjcStatus !== 'pending');
		}, 30);
		expect(again.map(({ ihmjcStatus }) => ihmjcStatus)).toEqual([
			truth(service.sandbox, US[0]),
			truth(service.sandbox, GB[0]),
			'invalid',
		]);
		expect(service.sandbox.uploads).toHaveLength(2);
	});
}
