import type { IDataObject } from 'n8n-workflow';

import { node } from '../../../tools/editor/node';
import contract from '../../contract/ihmjc.v1.json';
import { FIXTURES } from '../../fixtures';
import { AU, digitsOf, FR, GB, rowsOf, truth, US } from '../support/numbers';
import type { TestN8n } from '../support/TestN8n';
import { chain, hintsOf, ihmjc, jsonOf, outputOf } from '../support/workflows';

const NUMBERS = [...US, ...GB, ...AU];

const OUTPUTS: Record<string, unknown> = contract.outputs;

/** Tests every operation with several items. */
export function operationsSuite(n8n: () => TestN8n): void {
	test.each(FIXTURES.flatMap(({ calls }) => calls))(
		'return the fields of the contract from $name',
		async ({ parameters: { operation, ...parameters }, needsUpload, contract: kind = '' }) => {
			const service = await n8n().service();
			const earlier = needsUpload ? [ihmjc(service, 'upload')] : [];
			const node = ihmjc(service, String(operation), parameters);
			const run = await n8n().run(chain(rowsOf(US), ...earlier, node));
			expect(run.status).toBe('success');
			const [json] = jsonOf(run, String(operation));
			expect(json).toEqual(expect.any(Object));
			expect(Object.keys(json)).toEqual(expect.arrayContaining(Object.keys(OUTPUTS[kind] ?? {})));
		},
	);

	test('return every row with its status from Check Numbers', async () => {
		const service = await n8n().service();
		const rows = [...rowsOf(NUMBERS), { phone: 'call me maybe' }, { phone: '0014155550100' }];
		const run = await n8n().run(chain(rows, ihmjc(service, 'check')));

		expect(run.status).toBe('success');
		expect(jsonOf(run, 'check')).toEqual(
			[
				...NUMBERS.map((phone) => ({ phone, ihmjcStatus: truth(service.sandbox, phone) })),
				{ phone: 'call me maybe', ihmjcStatus: 'invalid' },
				{
					phone: '0014155550100',
					ihmjcStatus: truth(service.sandbox, US[0]),
					ihmjcDuplicate: true,
				},
			].map((row) => expect.objectContaining(row)),
		);
		expect(outputOf(run, 'check').map(({ pairedItem }) => pairedItem)).toEqual(
			rows.map((_, item) => ({ item })),
		);
		expect(service.sandbox.uploads.map(({ country, count }) => [country, count])).toEqual([
			['US', 3],
			['GB', 2],
			['AU', 2],
		]);
		expect(hintsOf(run, 'check')).toContain('7 numbers were sent.');
	});

	test('send nothing with Preview', async () => {
		const service = await n8n().service();
		const run = await n8n().run(chain(rowsOf(NUMBERS), ihmjc(service, 'preview')));

		expect(jsonOf(run, 'preview').map(({ country, numbers }) => [country, numbers])).toEqual([
			['US', 3],
			['GB', 2],
			['AU', 2],
		]);
		expect(service.sandbox.uploads).toEqual([]);
		expect(hintsOf(run, 'preview')).toContain('7 numbers in 3 lists would be sent');
	});

	test('handle several uploads with Upload, Wait Until Done, Query and Download', async () => {
		const service = await n8n().service();
		const run = await n8n().run(
			chain(
				rowsOf(NUMBERS),
				ihmjc(service, 'upload'),
				ihmjc(service, 'waitUntilDone'),
				ihmjc(service, 'query'),
				ihmjc(service, 'download', { file: 'both', outputAs: 'items' }),
			),
		);

		expect(run.status).toBe('success');
		const ids = service.sandbox.uploads.map(({ sendID }) => sendID);
		expect(ids).toHaveLength(3);
		const idsOf = (name: string) => jsonOf(run, name).map(({ uploadId }) => uploadId);
		expect(idsOf('upload')).toEqual(ids);
		expect(idsOf('waitUntilDone')).toEqual(ids);
		expect(idsOf('query')).toEqual(ids);
		expect(jsonOf(run, 'query').every(({ done }) => done === true)).toBe(true);
		expect(sorted(jsonOf(run, 'download'))).toEqual(
			sorted(
				NUMBERS.filter((number) => truth(service.sandbox, number) !== 'unknown').map((number) => ({
					number: digitsOf(number),
					status: truth(service.sandbox, number),
				})),
			),
		);
		expect(service.sandbox.uploads).toHaveLength(3);
	});

	test('return files that other nodes can read from Download', async () => {
		const service = await n8n().service();
		const run = await n8n().run(
			chain(
				rowsOf([...US, ...GB]),
				ihmjc(service, 'upload'),
				ihmjc(service, 'download', { file: 'both', outputAs: 'binary' }),
				node('extractFromFile', 'Read', { operation: 'text', options: {} }),
			),
		);

		expect(run.status).toBe('success');
		expect(jsonOf(run, 'download').map(({ file, complete }) => [file, complete])).toEqual([
			['activated', true],
			['unregistered', true],
			['activated', true],
			['unregistered', true],
		]);
		const [files] = [jsonOf(run, 'download'), jsonOf(run, 'Read')];
		const texts = jsonOf(run, 'Read').map(({ data }) => String(data));
		const read = files.flatMap(({ file }, index) =>
			texts[index]
				.split(/\s+/)
				.filter(Boolean)
				.map((number) => ({ number, status: file })),
		);
		expect(sorted(read as IDataObject[])).toEqual(
			sorted(
				[...US, ...GB]
					.filter((number) => truth(service.sandbox, number) !== 'unknown')
					.map((number) => ({ number: digitsOf(number), status: truth(service.sandbox, number) })),
			),
		);
	});

	test('return a ZIP that n8n can unpack from Download', async () => {
		const service = await n8n().service();
		const run = await n8n().run(
			chain(
				rowsOf([...US, ...GB]),
				ihmjc(service, 'upload'),
				ihmjc(service, 'download', { file: 'zip' }),
				node(
					'compression',
					'Unpack',
					{ operation: 'decompress', binaryPropertyName: 'data' },
					{ typeVersion: 1.1 },
				),
			),
		);

		expect(run.status).toBe('success');
		expect(outputOf(run, 'Unpack')).toHaveLength(2);
		expect(Object.keys(outputOf(run, 'Unpack')[0].binary ?? {}).length).toBeGreaterThan(0);
	});

	test('accept files', async () => {
		const service = await n8n().service();
		const texts = [US, GB].map((numbers) => ({ text: numbers.join('\r\n') }));
		const file = node(
			'convertToFile',
			'To File',
			{ operation: 'toText', sourceProperty: 'text', options: {} },
			{ typeVersion: 1.1 },
		);
		const uploaded = await n8n().run(
			chain(texts, file, ihmjc(service, 'upload', { source: 'binary' })),
		);
		expect(jsonOf(uploaded, 'upload').map(({ numbers }) => numbers)).toEqual([3, 2]);
		expect(service.sandbox.uploads.map((upload) => upload.numbers())).toEqual(
			[US, GB].map((numbers) => numbers.map(digitsOf)),
		);

		const mixed = [{ text: [US[0], GB[0], US[0]].join('\n') }, { text: FR.join('\n') }];
		const sorted = await n8n().run(
			chain(mixed, file, ihmjc(service, 'upload', { source: 'binary' })),
		);
		expect(jsonOf(sorted, 'upload').map(({ country, numbers }) => [country, numbers])).toEqual([
			['US', 1],
			['GB', 1],
			['FR', 1],
		]);

		const checked = await n8n().run(
			chain(mixed, file, ihmjc(service, 'check', { source: 'binary' })),
		);
		expect(jsonOf(checked, 'check').map(({ phone, ihmjcStatus }) => [phone, ihmjcStatus])).toEqual(
			[US[0], GB[0], US[0], FR[0]].map((number) => [number, truth(service.sandbox, number)]),
		);
	});

	test('return a balance for every item', async () => {
		const service = await n8n().service({ rechargePoints: 1000, bonusPoints: 20 });
		const run = await n8n().run(chain([{ a: 1 }, { a: 2 }], ihmjc(service, 'balance')));
		const points = { rechargePoints: 1000, bonusPoints: 20, totalPoints: 1020 };
		expect(jsonOf(run, 'balance')).toEqual([points, points]);
	});
}

const sorted = (rows: IDataObject[]) =>
	rows.map(({ number, status }) => `${String(number)} ${String(status)}`).sort();
