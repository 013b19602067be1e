import type { IDataObject } from 'n8n-workflow';

import { digitsOf, truth } from '../support/numbers';
import type { TestN8n } from '../support/TestN8n';
import { chain, errorOf, hintsOf, ihmjc, jsonOf } from '../support/workflows';
import { importFile, nodeOf, pin, triggerOf } from './workflows/importFile';
import { withSummary } from './workflows/rows';

const MIN_NUMBERS = 2000;
const TODAY = ['ihmjcStatus', 'ihmjcUploadId'];

const numberAt = (index: number) => `+1415555${String(index).padStart(4, '0')}`;
const rowAt = (index: number): IDataObject => ({ id: index + 2, phone: numberAt(index) });

/** Tests a service that refuses short lists. */
export function smallListsSuite(n8n: () => TestN8n): void {
	test('are sent once: a sheet grows from 500 to 2,100 rows over four runs', async () => {
		const service = await n8n().service({ minLines: MIN_NUMBERS });
		const { sandbox } = service;
		const sheet: IDataObject[] = [];

		/** Runs the example workflow on the sheet, and writes its results into the sheet. */
		const runOnce = async () => {
			const workflow = importFile('daily-sheet.json', service);
			const { parameters } = nodeOf(workflow, 'Check Numbers');
			Object.assign(parameters.options as IDataObject, { minNumbers: MIN_NUMBERS });
			pin(workflow, 'Get Rows', sheet);
			pin(workflow, 'Update Rows', [{}]);
			const saved = await n8n().client.createWorkflow(withSummary(workflow));
			const run = await n8n().client.ended(await n8n().client.start(saved, triggerOf(workflow)));
			expect([run.status, errorOf(run)]).toEqual(['success', '']);
			for (const row of jsonOf(run, 'Result Columns')) {
				Object.assign(sheet[Number(row.id) - 2], row);
			}
			return hintsOf(run, 'Check Numbers');
		};
		const grow = (size: number) => {
			while (sheet.length < size) sheet.push(rowAt(sheet.length));
		};

		for (const [size, shown] of [
			[500, '500'],
			[1100, '1,100'],
			[1700, '1,700'],
		] as const) {
			grow(size);
			expect(await runOnce()).toContain(`Held: US ${shown} of 2,000.`);
			expect(new Set(sheet.map(({ ihmjcStatus }) => ihmjcStatus))).toEqual(new Set(['held']));
			expect(sandbox.uploads).toEqual([]);
		}
		grow(2100);
		expect(await runOnce()).not.toContain('Held');
		expect(sandbox.uploads).toHaveLength(1);
		expect([...sandbox.uploads[0].numbers()].sort()).toEqual(
			sheet.map(({ phone }) => digitsOf(String(phone))).sort(),
		);
		expect(sheet.map((row) => TODAY.map((field) => row[field]))).toEqual(
			sheet.map(({ phone }) => [truth(sandbox, String(phone)), sandbox.uploads[0].sendID]),
		);

		// The next morning, ten new rows are held, and nothing is charged again.
		grow(2110);
		const known = sheet.filter(({ ihmjcStatus }) =>
			['activated', 'unregistered'].includes(String(ihmjcStatus)),
		);
		const before = known.map((row) => ({ ...row }));
		await runOnce();
		expect(known).toEqual(before);
		expect(sheet.slice(2100).map(({ ihmjcStatus }) => ihmjcStatus)).toEqual(Array(10).fill('held'));
		expect(sandbox.uploads).toHaveLength(1);
	});

	test('keep old results of rows that are due again and held', async () => {
		const service = await n8n().service({ minLines: MIN_NUMBERS });
		const old = {
			phone: numberAt(100),
			ihmjcStatus: 'activated',
			ihmjcNumber: digitsOf(numberAt(100)),
			ihmjcUploadId: '41000',
			ihmjcCheckedAt: '2020-01-01T00:00:00.000Z',
		};
		const options = { minNumbers: MIN_NUMBERS, recheckAfter: 30 };
		const run = await n8n().run(chain([old], ihmjc(service, 'check', { options })));
		expect(jsonOf(run, 'check')).toEqual([
			expect.objectContaining({ ...old, ihmjcReason: 'tooFew' }),
		]);
		expect(service.sandbox.requests).toEqual([]);
	});

	test('are refused without Min Numbers, and the error says what to do', async () => {
		const service = await n8n().service({ minLines: MIN_NUMBERS });
		const run = await n8n().run(chain([rowAt(100)], ihmjc(service, 'check')));
		expect(run.status).toBe('error');
		expect(errorOf(run)).toMatch(/Too few numbers: at least 2000.*'Min Numbers'/);
	});
}
