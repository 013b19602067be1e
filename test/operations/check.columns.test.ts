import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { errorsOf, hintsOf, jsonOf, errorOf } from '../helpers/ihmjcResult';
import { ERROR_OUTPUT, REGULAR } from '../helpers/onError';
import { setUp } from '../helpers/setUp';
import { closeAll } from '../tools/sandbox/sandboxes';

afterEach(closeAll);

const parameters = { defaultCountry: 'none' };
const ADA = '+14155550100';
const BEN = '+447700900123';

/** Renames the result fields of a row, as a database or a CRM does. */
const renamed = (row: IDataObject, rename: (name: string) => string) =>
	Object.fromEntries(
		Object.entries(row).map(([name, value]) => [
			name.startsWith('ihmjc') ? rename(name) : name,
			value,
		]),
	);

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const EXPORTS: Array<[string, (name: string) => string]> = [
	['Salesforce', (name) => `${name}__c`],
	['HubSpot', (name) => `property_${snake(name)}`],
	['a table with a prefix', (name) => `x_${snake(name)}`],
	['flattened records', (name) => `fields.${name}`],
	['headers with words', (name) => `Contact ${snake(name).replaceAll('_', ' ')} (1)`],
];

describe('the results of rows that come back', () => {
	it.each(EXPORTS)('are found under the names of %s', async (_, rename) => {
		const { run, spent } = await setUp({ jobSeconds: 600 });
		const additionalApps = ['telegram'];
		const late = { maxWait: 0, onTimeout: 'output' };
		const items = [{ phone: ADA }];
		const more = { ...parameters, additionalApps };
		const pending = jsonOf(await run({ ...more, options: late }, { items }));
		expect(pending[0]).toMatchObject({ ihmjcStatus: 'pending', ihmjcTelegramStatus: 'pending' });
		const back = pending.map((row) => renamed(row, rename));
		const answered = await run(more, { items: back });
		expect(jsonOf(answered)[0]).toMatchObject({
			ihmjcStatus: expect.stringMatching(/^(un)?registered|activated$/),
			ihmjcTelegramStatus: expect.stringMatching(/^(un)?registered|activated$/),
			ihmjcUploadId: '42992',
			ihmjcTelegramUploadId: '42993',
		});

		const fresh = jsonOf(answered).map((row) =>
			renamed(
				Object.fromEntries(
					Object.entries(row).filter(([name]) => !Object.hasOwn(back[0], name) || name === 'phone'),
				),
				rename,
			),
		);
		const again = await run({ ...more, options: { recheckAfter: 7 } }, { items: fresh });
		expect(jsonOf(again)[0]).toMatchObject({
			ihmjcUploadId: '42992',
			ihmjcTelegramUploadId: '42993',
		});
		expect(spent()).toBe(2);
	});

	it('are not found under almost the right names, and a hint says so', async () => {
		const { run, spent } = await setUp();
		const items = jsonOf(await run(parameters, { items: [{ phone: ADA }] })).map((row) =>
			renamed(row, (name) => `my${name}`),
		);
		const result = await run({ ...parameters, options: { recheckAfter: 7 } }, { items });
		expect(hintsOf(result)).toContainEqual(
			expect.stringMatching(
				/^1 row has a previous result under another name, such as "myihmjcStatus"/,
			),
		);
		expect(spent()).toBe(2);
	});

	it('are kept for an app under the name that the panel shows', async () => {
		const { run, spent } = await setUp();
		const [row] = jsonOf(await run(parameters, { items: [{ phone: ADA }] }));
		const items = [{ ...row, ihmjcApp: 'WhatsApp (Ws)' }];
		const given = { ...parameters, app: '={{ "whatsapp (WS)" }}', options: { recheckAfter: 7 } };
		expect(jsonOf(await run(given, { items }))).toEqual(items);
		expect(spent()).toBe(1);
	});
});

describe('the phone field', () => {
	it.each([
		['a no-break space', 'Phone\u00a0Number', 'Phone Number'],
		['a line break', 'Phone\r\nNumber', 'Phone Number'],
		['a decomposed accent', 'Te\u0301le\u0301phone', 'Téléphone'],
		['a composed accent', 'Téléphone', 'Te\u0301le\u0301phone'],
	])('is found if its header has %s', async (_, header, phoneField) => {
		const { run } = await setUp();
		const [row] = jsonOf(await run({ ...parameters, phoneField }, { items: [{ [header]: ADA }] }));
		expect(row.ihmjcNumber).toBe('14155550100');
	});

	it('may be blank in the first row', async () => {
		const { run, spent } = await setUp();
		const items = [{ phone: ADA }, { phone: BEN, field: 'phone' }, { phone: ADA, field: true }];
		const given = { ...parameters, phoneField: '={{ $json.field }}' };
		const rows = items.slice(0, 2);
		expect(jsonOf(await run(given, { items: rows })).map(({ ihmjcReason }) => ihmjcReason)).toEqual(
			['empty', ''],
		);
		const regular = jsonOf(await run(given, { items, node: REGULAR }));
		expect(regular.map(({ ihmjcReason }) => ihmjcReason)).toEqual(['empty', '', 'error']);
		const failed = jsonOf(await run(given, { items, node: ERROR_OUTPUT }), 1);
		expect(errorsOf(failed)).toEqual([expect.stringMatching(/^'Phone Field' can't be "true"\./)]);
		expect(errorOf(await run(given, { items })).itemIndex).toBe(2);
		expect(spent()).toBe(3);
	});
});

describe('a default country by expression', () => {
	const given = { ...parameters, defaultCountry: '={{ $json.country }}' };

	it('may be a formal name, a name turned around, or a code of three letters', async () => {
		const { run } = await setUp();
		const items = [
			{ phone: '010-2000-0100', country: 'Korea, Republic of' },
			{ phone: '07700 900123', country: 'GBR' },
			{ phone: '301 2345', country: 'Gambia, The' },
		];
		const rows = jsonOf(await run(given, { items }));
		expect(rows.map(({ ihmjcCountry }) => ihmjcCountry)).toEqual(['KR', 'GB', 'GM']);
	});

	it('fails only its own row if it is unknown', async () => {
		const { run, spent } = await setUp();
		const items = [
			{ phone: ADA, country: 'US' },
			{ phone: BEN, country: 'Atlantis' },
		];
		const message = /^"Atlantis" in 'Default Country' is not a country/;
		const error = errorOf(await run(given, { items }));
		expect(error).toMatchObject({ message: expect.stringMatching(message), itemIndex: 1 });
		expect(spent()).toBe(0);
		const [good, bad] = jsonOf(await run(given, { items, node: REGULAR }));
		expect([good.ihmjcNumber, bad.ihmjcStatus, bad.ihmjcMessage]).toEqual([
			'14155550100',
			'failed',
			expect.stringMatching(message),
		]);
		const result = await run(given, { items, node: ERROR_OUTPUT });
		expect(jsonOf(result)).toHaveLength(1);
		expect(errorsOf(jsonOf(result, 1))).toEqual([expect.stringMatching(message)]);
		expect(spent()).toBe(2);
	});
});

describe('fields that result fields would overwrite', () => {
	const own = { phone: ADA, contactNumber: '5', contactStatus: 'customer' };
	const given = { ...parameters, options: { outputName: 'contact' } };
	const message = /^The field "contactStatus" would be overwritten, although it is not a result/;

	it('are an error, and keep their values', async () => {
		const { run, spent, requestCounts } = await setUp();
		const items = [{ phone: BEN }, own];
		const error = errorOf(await run(given, { items }));
		expect(error).toMatchObject({ message: expect.stringMatching(message), itemIndex: 1 });
		expect(requestCounts().upload).toBe(0);

		const [good, bad] = jsonOf(await run(given, { items, node: REGULAR }));
		expect(good.contactNumber).toBe('447700900123');
		expect(bad).toEqual({ error: { message: expect.stringMatching(message), uploadId: '' } });

		const result = await run(given, { items, node: ERROR_OUTPUT });
		expect(jsonOf(result, 1)).toEqual([
			{ ...own, error: { message: expect.stringMatching(message), uploadId: '' } },
		]);
		expect(spent()).toBe(2);
	});

	it.each<[IDataObject, string | undefined]>([
		[{ contactNumber: '5' }, 'contactNumber'],
		[{ contactNumber: '5', contactStatus: '' }, 'contactNumber'],
		[{ contactNumber: '', contactStatus: null }, undefined],
		[{ contactNumber: '5', contactStatus: 'Activated' }, undefined],
		[{ contactNumber: '5', contactAction: 'send' }, undefined],
		[{ contactTelegramStatus: 'friend' }, 'contactTelegramStatus'],
	])('are %j: %s', async (fields, field) => {
		const { run } = await setUp();
		const items = [{ phone: ADA, ...fields }];
		const all = { ...given, additionalApps: ['telegram'] };
		const result = await run(all, { items });
		expect(result.error?.message).toEqual(
			field && expect.stringMatching(`^The field "${field}" would be overwritten`),
		);
		const [row] = jsonOf(await run(all, { items, node: REGULAR }));
		if (field === 'contactTelegramStatus') {
			expect(row).toMatchObject({ ...fields, contactStatus: 'failed', contactReason: 'error' });
		}
		const [preview] = jsonOf(await run({ ...all, operation: 'preview' }, { items, node: REGULAR }));
		expect('error' in preview).toBe(field !== undefined);
	});

	it('are never overwritten by another error either', async () => {
		const { run } = await setUp();
		const wrong = { ...given, maxNumbers: 'many' } as INodeParameters;
		expect(jsonOf(await run(wrong, { items: [own], node: REGULAR }))).toEqual([
			{ error: { message: expect.stringMatching(/^'Max Numbers' can't be "many"/), uploadId: '' } },
		]);
	});
});

describe('an upload ID', () => {
	const LONG = 'x'.repeat(1_000_000);

	it.each(['null', 'undefined', '#N/A', '-', ' NaN '])(
		'is none if a CSV made it "%s"',
		async (id) => {
			const { run, spent } = await setUp();
			const items = [{ phone: ADA, ihmjcStatus: 'failed', ihmjcUploadId: id, uploadId: id }];
			expect(jsonOf(await run(parameters, { items }))[0].ihmjcUploadId).toBe('42992');
			expect(spent()).toBe(1);
			for (const operation of ['query', 'waitUntilDone', 'download']) {
				const uploads = [{ uploadId: '42992' }, ...items];
				const result = await run(
					{ operation, uploadId: '={{ $json.uploadId }}' },
					{ items: uploads },
				);
				expect(errorOf(result)).toMatchObject({ message: 'Upload ID is missing', itemIndex: 1 });
				const node = ERROR_OUTPUT;
				const one = await run(
					{ operation, uploadId: '={{ $json.uploadId }}' },
					{ items: uploads, node },
				);
				expect([jsonOf(one), jsonOf(one, 1)].map(({ length }) => length)).toEqual([1, 1]);
			}
		},
	);

	it('is an error if it is longer than 100 characters', async () => {
		const { run, requestCounts } = await setUp();
		const message = `Upload ID can't be "${'x'.repeat(50)}…"`;
		const pending = { phone: ADA, ihmjcStatus: 'pending', ihmjcUploadId: LONG };
		const items = [{ phone: BEN }, pending];
		expect(errorOf(await run(parameters, { items }))).toMatchObject({ message, itemIndex: 1 });
		for (const operation of ['query', 'waitUntilDone', 'download']) {
			const result = await run({ operation }, { items: [{ uploadId: LONG }] });
			expect(errorOf(result)).toMatchObject({ message, itemIndex: 0 });
		}
		expect(requestCounts()).toMatchObject({ upload: 0, query: 0 });
		const regular = jsonOf(await run(parameters, { items, node: REGULAR }));
		expect(regular[1]).toEqual(pending);
		const failed = jsonOf(await run(parameters, { items, node: ERROR_OUTPUT }), 1);
		expect(errorsOf(failed)).toEqual([expect.stringContaining(message)]);
	});
});

it('names the first item of the first list that exceeds Max Numbers', async () => {
	for (const operation of ['check', 'upload']) {
		const { run } = await setUp();
		const items = [{ phone: '' }, { phone: ADA }, { phone: BEN }];
		const error = errorOf(await run({ ...parameters, operation, maxNumbers: 1 }, { items }));
		expect(error.message).toMatch(/^2 numbers in 2 countries would exceed 'Max Numbers' \(1\)/);
		expect(error.itemIndex).toBe(1);
	}
});

it('ignores options that no longer exist, even if their expressions fail', async () => {
	const { run } = await setUp();
	const options = { rowsToReturn: "={{ $('No such node').item }}", outputFormat: 'object' };
	const result = await run({ ...parameters, options }, { items: [{ phone: ADA }] });
	expect(jsonOf(result)[0].ihmjcNumber).toBe('14155550100');
});
