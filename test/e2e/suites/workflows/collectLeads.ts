import type { IDataObject } from 'n8n-workflow';

import { fetchN8n } from '../../../../tools/editor/fetchN8n';
import type { Execution } from '../../../../tools/editor/N8nClient';
import { AU, digitsOf, GB, truth, US } from '../../support/numbers';
import type { TestN8n } from '../../support/TestN8n';
import { until } from '../../support/until';
import { jsonOf } from '../../support/workflows';
import { importFile, nodeOf, pin } from './importFile';

const FILE = 'collect-leads.json';
const TABLE = 'Ihmjc leads';
const KEY = { 'X-Api-Key': 'let-me-in' };
const HOUR = 3_600_000;
const MIN_NUMBERS = 3;

const keyOf = (phone: string) => digitsOf(phone).replace(/^00/, '');
const emailOf = (phone: string) => `${keyOf(phone)}@example.com`;

export function collectLeadsSuite(n8n: () => TestN8n): void {
	test('charge a lead once, however often and simultaneously it comes, in collect-leads.json', async () => {
		let now = Date.now();
		const service = await n8n().service({
			jobSeconds: 3600,
			minLines: MIN_NUMBERS,
			now: () => now,
		});
		const { sandbox } = service;
		const { client } = n8n();

		/** Runs the scheduled part, with a Max Wait of 0, so that it makes one query. */
		const run = async (minNumbers = MIN_NUMBERS): Promise<Execution> => {
			const workflow = importFile(FILE, service);
			const { options } = nodeOf(workflow, 'Check Numbers').parameters;
			expect(options).toMatchObject({ minNumbers: 2000, maxWait: 30 });
			Object.assign(options as IDataObject, { minNumbers, maxWait: 0 });
			pin(workflow, 'Add to HubSpot', [{}]);
			const saved = await client.createWorkflow(workflow);
			const execution = await client.ended(await client.start(saved, 'Every Hour'));
			expect(execution.data.resultData.error).toBeUndefined();
			return execution;
		};
		const statuses = async () =>
			Object.fromEntries(
				(await client.dataTableRows(TABLE)).map((row) => [
					keyOf(String(row.phone)),
					row.ihmjcStatus ?? '',
				]),
			);
		const sent = () => sandbox.uploads.map((upload) => [...upload.numbers()].sort());

		await run();
		const workflow = importFile(FILE, service);
		nodeOf(workflow, 'Webhook').credentials = {
			httpHeaderAuth: await client.createCredential('httpHeaderAuth', 'API key', {
				name: Object.keys(KEY)[0],
				value: KEY['X-Api-Key'],
			}),
		};
		// This copy only takes leads.
		for (const name of ['Every Hour', 'Add to HubSpot']) nodeOf(workflow, name).disabled = true;
		await client.activate(await client.createWorkflow(workflow));
		const url = `${client.url}/webhook/${String(nodeOf(workflow, 'Webhook').parameters.path)}`;
		const call = async (lead: IDataObject, headers: Record<string, string> = KEY) => {
			const body = JSON.stringify(lead);
			const all = { 'Content-Type': 'application/json', ...headers };
			return (await fetchN8n(url, { method: 'POST', headers: all, body })).status;
		};
		await until(async () => (await call({}, {})) !== 404, 20);
		expect(await call({ phone: AU[0] }, {})).toBe(403);

		// Two simultaneous calls for one number, and result fields that callers must not set.
		const lead = (phone: string) => ({ name: 'Ada', phone, email: emailOf(phone) });
		const claim = { ihmjcStatus: 'pending', ihmjcUploadId: '42992' };
		const calls = [lead(US[0]), lead(US[0]), { ...lead(GB[0]), ...claim }];
		expect(await Promise.all(calls.map(async (each) => await call(each)))).toEqual([200, 200, 200]);
		await run();
		expect(sandbox.requests).toEqual([]);
		expect(await statuses()).toEqual({ [keyOf(US[0])]: '', [keyOf(GB[0])]: '' });

		// The list of one country is long enough now.
		for (const phone of [US[1], US[2], `00${digitsOf(US[0])}`]) {
			expect(await call(lead(phone))).toBe(200);
		}
		await run();
		const americans = [...US.map(digitsOf)].sort();
		expect(sent()).toEqual([americans]);
		await run();
		now += HOUR;
		const { length: queries } = sandbox.requests;
		const done = await run();
		expect(sandbox.requests.length).toBeGreaterThan(queries);
		expect(sent()).toEqual([americans]);
		const results = await statuses();
		expect(Object.keys(results)).toHaveLength(4);
		for (const number of US) expect(results[keyOf(number)]).toBe(truth(sandbox, number));
		const activated = US.filter((number) => truth(sandbox, number) === 'activated');
		const written = jsonOf(done, 'On WhatsApp').map(({ email }) => email);
		expect([...new Set(written)].sort()).toEqual(activated.map(emailOf).sort());

		// A lead that comes again keeps its result.
		expect(await call(lead(US[0]))).toBe(200);
		await run();
		expect(await statuses()).toEqual(results);
		expect(sent()).toEqual([americans]);

		// A list that may have been charged isn't sent again by itself.
		for (const phone of [GB[1], '+44 7700 900124']) await call(lead(phone));
		sandbox.addQuirk({ quirk: 'reset', endpoint: 'upload', afterAccept: true, times: 1 });
		await run();
		expect(sandbox.uploads).toHaveLength(2);
		expect((await statuses())[keyOf(GB[0])]).toBe('lost');
		await run();
		expect(sandbox.uploads).toHaveLength(2);
	});
}
