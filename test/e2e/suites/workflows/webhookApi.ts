import type { IDataObject } from 'n8n-workflow';

import { fetchN8n } from '../../../../tools/editor/fetchN8n';
import type { SavedDataTable, WorkflowFile } from '../../../../tools/editor/N8nClient';
import { AU, digitsOf, FR, GB, rowsOf, truth, US } from '../../support/numbers';
import type { TestN8n } from '../../support/TestN8n';
import { until } from '../../support/until';
import { chain, ihmjc } from '../../support/workflows';
import { importFile, nodeOf } from './importFile';

const KEY = { 'X-Api-Key': 'let-me-in' };
const HOUR = 3_600_000;

export function webhookApiSuite(n8n: () => TestN8n): void {
	let table: SavedDataTable;

	/** Activates the API with a Max Wait of 0, so that each call makes one query. */
	const activate = async (workflow: WorkflowFile) => {
		const { client } = n8n();
		nodeOf(workflow, 'Webhook').credentials = {
			httpHeaderAuth: await client.createCredential('httpHeaderAuth', 'API key', {
				name: Object.keys(KEY)[0],
				value: KEY['X-Api-Key'],
			}),
		};
		Object.assign(nodeOf(workflow, 'Check Numbers').parameters.options as IDataObject, {
			maxWait: 0,
		});
		const { path } = nodeOf(workflow, 'Webhook').parameters;
		await client.activate(await client.createWorkflow(workflow));
		const post = async (body: object, headers: Record<string, string> = KEY) =>
			await fetchN8n(`${client.url}/webhook/${String(path)}`, {
				method: 'POST',
				headers: { 'Content-Type': 'application/json', ...headers },
				body: JSON.stringify(body),
			});
		const check = async (numbers: unknown[], app?: string) =>
			(await (await post({ numbers, app })).json()) as IDataObject[];
		await until(async () => (await post({}, {})).status !== 404, 20);
		return { post, check };
	};

	const remembered = async () =>
		(await n8n().client.dataTableRows(table)).map(({ number, app, uploadId }) => [
			number,
			app,
			uploadId,
		]);

	beforeAll(async () => {
		table = await n8n().client.createDataTable('Ihmjc pending', ['number', 'app', 'uploadId']);
	});

	test('remembers pending uploads, and accepts none from callers, in webhook-api.json', async () => {
		let now = Date.now();
		const service = await n8n().service({ jobSeconds: 3600, now: () => now });
		const { sandbox } = service;
		const { post, check } = await activate(importFile('webhook-api.json', service));
		expect((await post({ numbers: US }, {})).status).toBe(403);

		const empty = await post({ numbers: [null, {}] });
		expect([empty.status, await empty.json()]).toEqual([
			400,
			{ error: '"numbers" must be a list of phone numbers' },
		]);
		const unknown = await post({ app: 'carrier pigeon', numbers: US });
		expect([unknown.status, await unknown.json()]).toEqual([
			422,
			{ error: expect.stringContaining('carrier pigeon') },
		]);
		expect(sandbox.uploads).toEqual([]);

		const first = await check([US[0], { phone: GB[0], name: 'Dora' }, 'call me maybe']);
		expect(first.map(({ phone, ihmjcStatus }) => [phone, ihmjcStatus])).toEqual([
			[US[0], 'pending'],
			[GB[0], 'pending'],
			['call me maybe', 'invalid'],
		]);
		const fields = first.flatMap((row) => Object.keys(row));
		for (const field of ['number', 'name', 'ihmjcUploadId']) expect(fields).not.toContain(field);
		const [american, british] = sandbox.uploads.map(({ sendID }) => sendID);
		expect(await remembered()).toEqual([
			[digitsOf(US[0]), 'whatsapp', american],
			[digitsOf(GB[0]), 'whatsapp', british],
		]);
		// The same number is checked separately for another app.
		expect(statuses(await check([US[0]], 'Telegram'))).toEqual(['pending']);
		expect(sandbox.uploads).toHaveLength(3);

		const others = await n8n().run(chain(rowsOf(AU), ihmjc(service, 'upload')));
		expect(others.status).toBe('success');
		const theirs = sandbox.uploads[3].sendID;
		now += HOUR;

		// The same numbers in another order and spelling, and a new one.
		const again = await check([GB[0], US[1], digitsOf(US[0])]);
		expect(again.map(({ phone }) => phone)).toEqual([GB[0], US[1], digitsOf(US[0])]);
		expect(statuses(again)).toEqual([
			truth(sandbox, GB[0]),
			'pending',
			truth(sandbox, digitsOf(US[0])),
		]);
		expect(sandbox.uploads.slice(4).map((upload) => upload.numbers())).toEqual([[digitsOf(US[1])]]);
		expect((await remembered()).map(([number, app]) => [number, app])).toEqual([
			[digitsOf(US[0]), 'telegram'],
			[digitsOf(US[1]), 'whatsapp'],
		]);

		const claims = (row: IDataObject) => ({
			ihmjcStatus: 'pending',
			ihmjcApp: 'whatsapp',
			ihmjcUploadId: theirs,
			ihmjc: { status: 'pending', uploadId: theirs },
			uploadId: theirs,
			...row,
		});
		const claimed = await check([
			claims({ phone: AU[0], ihmjcNumber: digitsOf(AU[0]) }),
			claims({ phone: 'call me maybe', ihmjcNumber: digitsOf(AU[1]) }),
			claims({ phone: '', ihmjcNumber: digitsOf(AU[1]) }),
		]);
		expect(statuses(claimed)).toEqual(['pending', 'invalid', 'invalid']);
		expect(JSON.stringify(claimed)).not.toContain(digitsOf(AU[1]));
		const askedFor = sandbox.requests.map(({ fields: { sendID } }) => sendID);
		expect(askedFor).toContain(american);
		expect(askedFor).not.toContain(theirs);
		expect(sandbox.uploads.at(-1)?.numbers()).toEqual([digitsOf(AU[0])]);
	});

	test('sends a number again if its upload is too old to have a result, in webhook-api.json', async () => {
		const service = await n8n().service({ jobSeconds: 3600 });
		const workflow = importFile('webhook-api.json', service);
		nodeOf(workflow, 'Webhook').parameters.path = 'check-later';
		const { filters } = nodeOf(workflow, 'Forget Old Uploads').parameters;
		const [age] = (filters as { conditions: IDataObject[] }).conditions;
		expect(age.keyValue).toBe("={{ $now.minus(8, 'days') }}");
		age.keyValue = "={{ $now.plus(1, 'day') }}";
		const { check } = await activate(workflow);
		for (const uploads of [1, 2]) {
			expect(statuses(await check(FR))).toEqual(['pending']);
			expect(service.sandbox.uploads).toHaveLength(uploads);
		}
		const { sendID } = service.sandbox.uploads[1];
		expect(await remembered()).toEqual([[digitsOf(FR[0]), 'whatsapp', sendID]]);
	});
}

const statuses = (rows: IDataObject[]) => rows.map(({ ihmjcStatus }) => ihmjcStatus);
