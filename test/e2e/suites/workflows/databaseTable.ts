import type { IDataObject } from 'n8n-workflow';

import { node } from '../../../../tools/editor/node';
import { AU, FR, GB, truth, US } from '../../support/numbers';
import { type Server, startPostgres } from '../../support/servers';
import type { TestN8n } from '../../support/TestN8n';
import { chain, errorOf, jsonOf } from '../../support/workflows';
import { importFile, nodeOf, triggerOf } from './importFile';

const QUERIES = ['Take New Rows', 'Write Statuses'];
const INVALID = 'call me maybe';
const ROWS = [...US, ...GB, ...AU, ...FR, US[0].replace('+', '00'), INVALID];

export function databaseTableSuite(n8n: () => TestN8n): void {
	let postgres: Server;

	beforeAll(async () => {
		postgres = await startPostgres();
	}, 120_000);

	afterAll(async () => await postgres?.stop());

	test('write the status of each list into the rows in database-table.json', async () => {
		// Long enough for a wait in the database.
		const service = await n8n().service({ jobSeconds: 5, minLines: 2 });
		const { sandbox } = service;
		const { client } = n8n();
		const credentials = {
			postgres: await client.createCredential('postgres', 'Postgres', {
				host: '127.0.0.1',
				port: postgres.port,
				database: 'postgres',
				user: 'n8n',
				password: '',
				ssl: 'disable',
			}),
		};
		const query = async (sql: string): Promise<IDataObject[]> => {
			const parameters = { operation: 'executeQuery', query: sql, options: {} };
			const more = { typeVersion: 2.6, credentials };
			const run = await n8n().run(chain([{}], node('postgres', 'Query', parameters, more)));
			expect(errorOf(run)).toBe('');
			return jsonOf(run, 'Query');
		};
		const rows = async () => await query('SELECT * FROM contacts ORDER BY id');
		const run = async () => {
			const workflow = importFile('database-table.json', service);
			for (const name of QUERIES) nodeOf(workflow, name).credentials = credentials;
			const saved = await client.createWorkflow(workflow);
			return await client.ended(await client.start(saved, triggerOf(workflow)), 170);
		};

		await query(`
			CREATE TABLE contacts (id serial, phone text, ihmjc_status text, ihmjc_upload_id text);
			INSERT INTO contacts (phone) VALUES ${ROWS.map((phone) => `('${phone}')`).join(', ')};
			INSERT INTO contacts (phone, ihmjc_status) VALUES ('${GB[0]}', 'activated'), (NULL, NULL);
		`);
		const ended = await run();

		// The list of one French number is refused, and the others are written.
		expect(ended.status).toBe('error');
		expect(errorOf(ended)).toMatch(/Too few numbers: at least 2/);
		expect(sandbox.uploads.map(({ country, count }) => [country, count]).sort()).toEqual([
			['AU', 2],
			['GB', 2],
			['US', 3],
		]);
		const expected = ROWS.map((phone) => {
			const number = phone.replace(/^00/, '+');
			const status = [INVALID, ...FR].includes(number) ? 'unknown' : truth(sandbox, number);
			return [phone, status === 'unknown' ? 'pending' : status];
		});
		const after = await rows();
		expect(after.map(({ phone, ihmjc_status: status }) => [phone, status])).toEqual([
			...expected,
			[GB[0], 'activated'],
			[null, null],
		]);
		const ids = new Set(sandbox.uploads.map(({ sendID }) => sendID));
		for (const { ihmjc_status: status, ihmjc_upload_id: id } of after.slice(0, ROWS.length)) {
			if (status !== 'pending') expect(ids).toContain(id);
		}

		// Nothing is new.
		const again = await run();
		expect([again.status, errorOf(again)]).toEqual(['success', '']);
		expect(sandbox.uploads).toHaveLength(3);
		expect(await rows()).toEqual(after);
	});
}
