import type { IDataObject } from 'n8n-workflow';

import type { Execution, WorkflowFile } from '../../../../tools/editor/N8nClient';
import { AU, digitsOf, GB, truth, US } from '../../support/numbers';
import type { TestN8n } from '../../support/TestN8n';
import { jsonOf } from '../../support/workflows';
import { importFile, nodeOf, pin, triggerOf } from './importFile';

const DAY = 86_400_000;
const yesterday = () => new Date(Date.now() - DAY).toISOString();

/** The fields of `$json` used in a mapping or a list of properties. */
const fieldsIn = (value: unknown): string[] =>
	[...JSON.stringify(value).matchAll(/\{\{ \$json\.(\w+) \}\}/g)].map(([, field]) => field);

/** Replaces the Slack node, which the tests can't run, by one that returns its text. */
export function withSummary(workflow: WorkflowFile): WorkflowFile {
	const node = nodeOf(workflow, 'Post a Summary');
	const assignment = { id: '1', name: 'text', value: String(node.parameters.text), type: 'string' };
	Object.assign(node, {
		type: 'n8n-nodes-base.set',
		typeVersion: 3.4,
		parameters: { assignments: { assignments: [assignment] }, options: {} },
	});
	return workflow;
}

/** Tests workflows that read rows from a sheet or a CRM and write them back. Those nodes have pinned data. */
export function rowsSuite(n8n: () => TestN8n): void {
	const run = async (workflow: WorkflowFile): Promise<Execution> => {
		const saved = await n8n().client.createWorkflow(workflow);
		const execution = await n8n().client.ended(
			await n8n().client.start(saved, triggerOf(workflow)),
		);
		expect(execution.data.resultData.error).toBeUndefined();
		expect(execution.status).toBe('success');
		return execution;
	};

	const answered = (phone: string): IDataObject => ({
		phone,
		ihmjcStatus: 'activated',
		ihmjcNumber: digitsOf(phone),
		ihmjcApp: 'whatsapp',
		ihmjcUploadId: '1',
		ihmjcCheckedAt: yesterday(),
	});

	test('check rows without a result and map each to its row in google-sheet.json', async () => {
		const service = await n8n().service();
		const workflow = importFile('google-sheet.json', service);
		pin(workflow, 'Get Rows', [
			{ id: 2, ...answered(US[0]) },
			{ id: 3, phone: US[1] },
			{ id: 4, phone: GB[0], ihmjcStatus: '' },
			{ id: 5, phone: 'call me maybe', ihmjcStatus: 'failed' },
			{ id: 6, ...answered(US[2]), ihmjcStatus: 'pending', phone: AU[0] },
			{ id: 7, phone: AU[1], ihmjcStatus: 'held' },
		]);
		pin(workflow, 'Write Status Back', [{}]);
		const rows = jsonOf(await run(workflow), 'Check Numbers');

		expect(rows.map(({ id, ihmjcStatus }) => [id, ihmjcStatus])).toEqual([
			[3, truth(service.sandbox, US[1])],
			[4, truth(service.sandbox, GB[0])],
			[5, 'invalid'],
			[6, truth(service.sandbox, AU[0])],
			[7, truth(service.sandbox, AU[1])],
		]);
		const { columns } = nodeOf(workflow, 'Write Status Back').parameters;
		const fields = fieldsIn((columns as IDataObject).value);
		expect(fields).toHaveLength(7);
		for (const row of rows) expect(Object.keys(row)).toEqual(expect.arrayContaining(fields));
	});

	test('charge and write only new and corrected rows in daily-sheet.json', async () => {
		const service = await n8n().service();
		const workflow = importFile('daily-sheet.json', service);
		pin(workflow, 'Get Rows', [
			{ id: 2, name: 'Ada', ...answered(US[0]) },
			{ id: 3, name: 'Boris', phone: US[1] },
			{ id: 4, name: 'Dora', ...answered(US[2]), phone: GB[0] },
		]);
		pin(workflow, 'Update Rows', [{}]);
		const done = await run(withSummary(workflow));
		const rows = jsonOf(done, 'Result Columns');

		expect(rows).toEqual(
			[[3, US[1]] as const, [4, GB[0]] as const].map(([id, phone]) => ({
				id,
				ihmjcStatus: truth(service.sandbox, phone),
				ihmjcNumber: digitsOf(phone),
				ihmjcApp: 'whatsapp',
				ihmjcUploadId: expect.stringMatching(/^\d+$/),
				ihmjcCheckedAt: expect.stringMatching(/^\d{4}-/),
				ihmjcMessage: '',
			})),
		);
		const paid = service.sandbox.uploads.map(({ count }) => count);
		expect(paid).toEqual([1, 1]);

		const counts = new Map<string, number>();
		for (const status of ['activated', ...rows.map(({ ihmjcStatus }) => String(ihmjcStatus))]) {
			counts.set(status, (counts.get(status) ?? 0) + 1);
		}
		const [{ text }] = jsonOf(done, 'Post a Summary');
		expect(text).toMatch(/^Sheet checked: .*\. Points left: 100499\.99\d+\.$/);
		for (const [status, count] of counts) expect(text).toContain(`${count} ${status}`);
	});

	test('write a new upload ID of a row that stays pending in daily-sheet.json', async () => {
		const service = await n8n().service({ jobSeconds: 3600 });
		const workflow = importFile('daily-sheet.json', service);
		const { parameters } = nodeOf(workflow, 'Check Numbers');
		Object.assign(parameters.options as IDataObject, { maxWait: 0 });
		const pending = { ihmjcStatus: 'pending', ihmjcCheckedAt: '' };
		pin(workflow, 'Get Rows', [{ id: 2, ...answered(US[0]), ...pending, phone: US[1] }]);
		pin(workflow, 'Update Rows', [{}]);
		const [row] = jsonOf(await run(withSummary(workflow)), 'Result Columns');
		const [{ sendID }] = service.sandbox.uploads;
		expect(row).toMatchObject({ ...pending, ihmjcNumber: digitsOf(US[1]), ihmjcUploadId: sendID });
	});

	test('check and write only contacts that are due in hubspot-contacts.json', async () => {
		const service = await n8n().service();
		const workflow = importFile('hubspot-contacts.json', service);
		const fresh = answered(US[0]);
		pin(workflow, 'Get Contacts', [
			{
				id: '1',
				properties: {
					email: 'ada@example.com',
					phone: fresh.phone,
					ihmjc_status: fresh.ihmjcStatus,
					ihmjc_number: fresh.ihmjcNumber,
					ihmjc_upload_id: fresh.ihmjcUploadId,
					ihmjc_checked_at: fresh.ihmjcCheckedAt,
				},
			},
			// HubSpot returns null for properties that were never set.
			{ id: '2', properties: { email: 'gus@example.com', phone: AU[0], ihmjc_status: null } },
		]);
		pin(workflow, 'Update Contact', [{}]);
		const rows = jsonOf(await run(workflow), 'Changed Contacts');

		expect(rows).toEqual([
			expect.objectContaining({
				email: 'gus@example.com',
				ihmjcStatus: truth(service.sandbox, AU[0]),
				ihmjcNumber: digitsOf(AU[0]),
			}),
		]);
		const fields = fieldsIn(nodeOf(workflow, 'Update Contact').parameters);
		expect(fields).toHaveLength(5);
		expect(Object.keys(rows[0])).toEqual(expect.arrayContaining(fields));
		const compared = fieldsIn(nodeOf(workflow, 'Changed Contacts').parameters);
		expect(['email', ...compared].sort()).toEqual(fields.sort());
	});
}
