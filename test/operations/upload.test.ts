import type { INodeParameters } from 'n8n-workflow';

import { removeBinaryFiles } from '../../tools/engine/binaryFiles';
import { fileOf } from '../../tools/engine/rowsTrigger';
import { TELEGRAM, WHATSAPP } from '../../tools/sandbox/appCodes';
import { errorsOf, hintsOf, jsonOf, pairedWith, errorOf } from '../helpers/ihmjcResult';
import { ERROR_OUTPUT, REGULAR } from '../helpers/onError';
import { setUp } from '../helpers/setUp';
import { closeAll } from '../tools/sandbox/sandboxes';

const parameters = { operation: 'upload', defaultCountry: 'none' };
const asFile = { ...parameters, source: 'binary' };
const ADA = '+1 415 555 0100';
const BEN = '+44 7700 900123';
const CHEN = '+61 491 570 156';

const fileItem = (content: string | Buffer, fileName = 'list.txt') => ({
	json: {},
	binary: { data: fileOf(content, { fileName }) },
});

afterEach(closeAll);
afterAll(removeBinaryFiles);

describe('Upload', () => {
	it('sends a list for each country and returns an item for each upload, paired with its rows', async () => {
		const { run, sandbox } = await setUp();
		const items = [
			{ phone: ADA },
			{ phone: BEN },
			{ phone: '14155550100' },
			{ phone: 'n/a' },
			{ phone: '0044 7700 900124' },
		];
		const result = await run(parameters, { items, mode: 'manual' });
		const common = { app: 'whatsapp', appCode: WHATSAPP };
		expect(jsonOf(result)).toEqual([
			{
				...common,
				uploadId: '42992',
				country: 'US',
				callingCode: '1',
				numbers: 1,
				duplicates: 1,
				invalid: 1,
				accepted: 1,
				pointsLeft: 100_499,
			},
			{
				...common,
				uploadId: '42993',
				country: 'GB',
				callingCode: '44',
				numbers: 2,
				duplicates: 0,
				invalid: 0,
				accepted: 2,
				pointsLeft: 100_497,
			},
		]);
		expect(pairedWith(result)).toEqual([
			[0, 2],
			[1, 4],
		]);
		expect(sandbox.uploads.map((upload) => upload.numbers())).toEqual([
			['14155550100'],
			['447700900123', '447700900124'],
		]);
		expect(hintsOf(result)).toEqual([
			'1 number was skipped and not charged: 1 is not a phone number.',
			'3 numbers were sent. Points left: 100,497.',
			'You will be charged again if you rerun this node. Pin its output to keep building with this result.',
		]);
		expect(sandbox.requests.every(({ endpoint }) => endpoint === 'upload')).toBe(true);
	});

	it('returns null for values that the service omits', async () => {
		const { run } = await setUp({ quirks: [{ quirk: 'noPoints' }] });
		const [item] = jsonOf(await run(parameters, { items: [{ phone: ADA }] }));
		expect(item).toMatchObject({ numbers: 1, accepted: null, pointsLeft: null });
	});

	it("returns the service's count and reports a difference", async () => {
		const { run } = await setUp({ quirks: [{ quirk: 'wrongLine', value: '1999' }] });
		const result = await run(parameters, { items: [{ phone: ADA }] });
		expect(jsonOf(result)[0]).toMatchObject({ numbers: 1, accepted: 2000 });
		expect(hintsOf(result)).toEqual([
			'1 number was sent in upload 42992, but Ihmjc counted 2,000. Ask Ihmjc about this upload ID.',
		]);
	});

	it('accepts a different app and country in each row', async () => {
		const { run, sandbox } = await setUp();
		await run(
			{ ...parameters, app: '={{ $json.app }}', defaultCountry: '={{ $json.country }}' },
			{
				items: [
					{ phone: '415 555 0100', app: 'Ws', country: 'US' },
					{ phone: '07700 900123', app: 'telegram', country: 'GB' },
				],
			},
		);
		expect(sandbox.uploads.map(({ appCode, country }) => [appCode, country])).toEqual([
			[WHATSAPP, 'US'],
			[TELEGRAM, 'GB'],
		]);
	});

	it('accepts an app by its code, known or unknown', async () => {
		const { run, sandbox } = await setUp();
		const items = [TELEGRAM, 'ABCDEF'].map((code) => ({ phone: ADA, code }));
		const result = await run(
			{ ...parameters, app: 'other', appCode: '={{ $json.code }}' },
			{ items, node: ERROR_OUTPUT },
		);
		expect(jsonOf(result)).toMatchObject([{ app: 'telegram', appCode: TELEGRAM }]);
		expect(sandbox.requests.map(({ fields }) => fields.type)).toEqual([TELEGRAM, 'ABCDEF']);
		expect(jsonOf(result, 1)).toMatchObject([{ code: 'ABCDEF' }]);
	});

	it.each([
		['={{ $json.list }}', [[0, 1]]],
		[`${ADA}\n${ADA}`, [[0]]],
	])('sends the text %j of two items once', async (numbers, paired) => {
		const { run, requestCounts } = await setUp();
		const items = [{ list: ADA }, { list: ADA }];
		const result = await run({ ...parameters, source: 'text', numbers }, { items });
		expect(requestCounts().upload).toBe(1);
		expect(pairedWith(result)).toEqual(paired);
	});

	it('returns an item that says why nothing was sent', async () => {
		const { run, requestCounts } = await setUp();
		const result = await run(parameters, { items: [{ phone: 'n/a' }, { phone: '' }] });
		expect(requestCounts().upload).toBe(0);
		expect(jsonOf(result)).toMatchObject([
			{ uploadId: '', numbers: 0, invalid: 2, message: expect.stringMatching(/^Nothing was sent/) },
		]);
		expect(pairedWith(result)).toEqual([[0, 1]]);
		expect(hintsOf(result)).toEqual([
			'2 numbers were skipped and not charged: 1 is not a phone number, 1 is empty.',
		]);
	});
});

describe('Upload of a file', () => {
	it.each(['default', 'filesystem'] as const)(
		'reads the numbers, drops duplicates and splits by country in the binary mode %s',
		async (binaryMode) => {
			const { run, sandbox } = await setUp();
			const content = `\ufeff${BEN}\r\n${ADA}\r0044 7700 900124\nn/a\n\n${BEN}`;
			const result = await run(asFile, { items: [fileItem(content)], run: { binaryMode } });
			const common = { app: 'whatsapp', appCode: WHATSAPP };
			expect(jsonOf(result)).toEqual([
				{
					...common,
					uploadId: '42992',
					country: 'GB',
					callingCode: '44',
					numbers: 2,
					duplicates: 1,
					invalid: 1,
					accepted: 2,
					pointsLeft: 100_498,
				},
				{
					...common,
					uploadId: '42993',
					country: 'US',
					callingCode: '1',
					numbers: 1,
					duplicates: 0,
					invalid: 0,
					accepted: 1,
					pointsLeft: 100_497,
				},
			]);
			expect(pairedWith(result)).toEqual([[0], [0]]);
			expect(sandbox.uploads.map((upload) => upload.numbers())).toEqual([
				['447700900123', '447700900124'],
				['14155550100'],
			]);
			expect(sandbox.requests[0].file).toEqual({
				name: 'numbers.txt',
				contentType: 'text/plain',
				size: '447700900123\n447700900124\n'.length,
			});
		},
	);

	it('ignores the removed option Clean Up of a saved workflow', async () => {
		const { run, sandbox } = await setUp();
		const options = { cleanUp: false };
		await run({ ...asFile, options }, { items: [fileItem(`${BEN}\n${BEN}\nn/a\n`)] });
		expect(sandbox.uploads.map((upload) => upload.numbers())).toEqual([['447700900123']]);
	});

	it.each([
		['customers.txt', 'customers.txt'],
		['../../etc/passwd', 'passwd'],
		['', 'numbers.txt'],
	])('sends the file name %j as %j', async (fileName, name) => {
		const { run, sandbox } = await setUp();
		const items = [fileItem(`${BEN}\n`)];
		await run({ ...asFile, options: { fileName } }, { items });
		await run(
			{ ...parameters, source: 'text', numbers: BEN, options: { fileName } },
			{ items: [{}] },
		);
		expect(sandbox.requests.map(({ file }) => file?.name)).toEqual([name, name]);
	});

	it.each<[string, ReturnType<typeof fileItem>, RegExp]>([
		['an empty file', fileItem(''), /^The file "list\.txt" is empty$/],
		['a file of blank lines', fileItem('\ufeff\r\n \n'), /^The file "list\.txt" is empty$/],
		[
			'a workbook',
			fileItem('PK\x03\x04', 'a.xlsx'),
			/^The file "a\.xlsx" must be .*, but it is an Excel or ZIP file$/,
		],
		['an old workbook', fileItem(Buffer.from('d0cf11e0', 'hex'), 'a.xls'), /is an Excel file/],
		['a PDF file', fileItem('%PDF-1.7', 'a.pdf'), /is a PDF file/],
		['UTF-16', fileItem(Buffer.from('\ufeff447700900123', 'utf16le')), /is not plain text/],
		['CSV', fileItem('name;phone\nBen;447700900123', 'a.csv'), /is a table, such as CSV/],
		...[{}, { data: null }, { data: {} }, { data: [] }].map(
			(binary): [string, ReturnType<typeof fileItem>, RegExp] => [
				`the binary fields ${JSON.stringify(binary)}`,
				{ json: {}, binary: binary as never },
				/^Binary field "data" is missing or has no file$/,
			],
		),
		[
			'an item without binary fields',
			{ json: {} } as never,
			/^Binary field "data" is missing or has no file$/,
		],
	])('refuses %s before anything is sent', async (_, item, message) => {
		const { run, sandbox } = await setUp();
		const error = errorOf(await run(asFile, { items: [fileItem('447700900123'), item] }));
		expect(error.message).toMatch(message);
		expect(error.itemIndex).toBe(1);
		expect(sandbox.requests).toEqual([]);
	});

	it.each(['constructor', '__proto__', 'toString', 'list', 'data.data'])(
		'refuses a binary field named %s, which no item has',
		async (binaryPropertyName) => {
			const { run, sandbox } = await setUp();
			const items = [fileItem(BEN)];
			const error = errorOf(await run({ ...asFile, binaryPropertyName }, { items }));
			expect(error.message).toBe(`Binary field "${binaryPropertyName}" is missing or has no file`);
			expect(error.itemIndex).toBe(0);
			expect(sandbox.requests).toEqual([]);
		},
	);

	it('refuses an empty field name', async () => {
		const { run } = await setUp();
		const binaryPropertyName = '={{ "" }}';
		const error = errorOf(await run({ ...asFile, binaryPropertyName }, { items: [fileItem(BEN)] }));
		expect(error).toMatchObject({ message: "'Input Binary Field' is empty", itemIndex: 0 });
	});

	it('checks Max Numbers before anything is sent', async () => {
		const { run, sandbox } = await setUp();
		const items = [fileItem(`${ADA}\n`), fileItem(`${BEN}\n${BEN}\n`)];
		const error = errorOf(await run({ ...asFile, maxNumbers: 1 }, { items }));
		expect(error.message).toBe(
			"2 numbers in 2 countries would exceed 'Max Numbers' (1), so nothing was sent",
		);
		expect(sandbox.requests).toEqual([]);
	});
});

describe('Upload with a mistake or a fault', () => {
	const items = [{ phone: BEN }, { phone: CHEN }, { phone: '+44 7700 900124' }];

	it.each<[string, INodeParameters, RegExp]>([
		[
			'a field that no row has',
			{ phoneField: 'mobile' },
			/^Field "mobile" is missing in all items$/,
		],
		['a number entered as a field', { phoneField: ADA }, /^'Phone Field' is a number/],
		['a text without a number', { source: 'text', numbers: '={{ "" }}' }, /^'Numbers' is empty$/],
		['too many numbers', { maxNumbers: 2 }, /^3 numbers in 2 countries/],
		[
			'an unknown country',
			{ defaultCountry: '={{ "Atlantis" }}' },
			/^"Atlantis" in 'Default Country' is not a country$/,
		],
	])('sends nothing and explains %s', async (_, given, message) => {
		const { run, sandbox } = await setUp();
		expect(errorOf(await run({ ...parameters, ...given }, { items })).message).toMatch(message);
		expect(sandbox.requests).toEqual([]);
	});

	it('reports a wrong password once for all lists', async () => {
		const { run } = await setUp();
		const error = errorOf(await run(parameters, { items, password: 'not-my-secret' }));
		expect(error.message).toBe(
			'2 of 2 uploads: Ihmjc refused: Wrong account or password (RES 101)',
		);
	});

	it('sends the other lists and includes their upload IDs in the error', async () => {
		const { run, sandbox } = await setUp({ minLines: 2 });
		const error = errorOf(await run(parameters, { items: [items[1], items[0], items[2]] }));
		expect(sandbox.uploads).toHaveLength(1);
		expect(error).toMatchObject({ uploadId: '42992', itemIndex: 0 });
		expect(error.message).toMatch(/^1 of 2 uploads: .*Too few numbers.*\(upload ID 42992\)$/);
		expect(error.description).toMatch(/WhatsApp, GB: upload 42992 accepted/);
	});

	it('returns one error for a refused list with On Error = Continue', async () => {
		const { run } = await setUp({ minLines: 2 });
		const result = await run(parameters, { items, node: REGULAR });
		expect(result.status).toBe('success');
		const [uploaded, refused] = jsonOf(result);
		expect(uploaded).toMatchObject({ uploadId: '42992', numbers: 2 });
		expect(Object.keys(refused)).toEqual(['error']);
		expect(errorsOf([refused])[0]).toMatch(/^Ihmjc refused: Too few numbers/);
		expect(pairedWith(result)).toEqual([[0, 2], [1]]);
	});

	it('sends the rows of a refused list to the error output', async () => {
		const { run } = await setUp({ minLines: 2 });
		const result = await run(parameters, { items, node: ERROR_OUTPUT });
		expect(jsonOf(result, 0)).toHaveLength(1);
		expect(jsonOf(result, 1)).toEqual([{ phone: CHEN, error: expect.any(Object) }]);
		expect(pairedWith(result, 1)).toEqual([[1]]);
	});

	it.each([
		['Continue', REGULAR],
		['Error Output', ERROR_OUTPUT],
	])('sends the other files with On Error = %s', async (_, node) => {
		const { run, sandbox } = await setUp();
		const files = [fileItem(''), fileItem(`${BEN}\n`)];
		const result = await run(asFile, { items: files, node });
		expect(result.status).toBe('success');
		expect(sandbox.uploads).toHaveLength(1);
		expect(jsonOf(result).at(-1)).toMatchObject({ uploadId: '42992' });
		const errors = [...jsonOf(result), ...jsonOf(result, 1)].filter(({ error }) => error);
		expect(errorsOf(errors)).toEqual([expect.stringMatching(/^The file "list\.txt" is empty\./)]);
	});
});
