import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { fileOf } from '../../tools/engine/rowsTrigger';
import { WHATSAPP } from '../../tools/sandbox/appCodes';
import { errorsOf, hintsOf, jsonOf, pairedWith, errorOf } from '../helpers/ihmjcResult';
import { ERROR_OUTPUT, REGULAR } from '../helpers/onError';
import { setUp } from '../helpers/setUp';
import { virtualClock } from '../helpers/virtualClock';
import { closeAll } from '../tools/sandbox/sandboxes';

const parameters = { defaultCountry: 'none' };
const ADA = '+1 415 555 0100';
const BEN = '+44 7700 900123';
const CHEN = '+61 491 570 156';

afterEach(closeAll);

describe('Check Numbers sends nothing and explains', () => {
	const items = [
		{ name: 'Ada', phone: ADA },
		{ phone: BEN, 'e-mail': 'ben@example.com' },
	];
	const binary = (content: string | Buffer, fileName = 'list.txt') => ({
		items: [{ json: {}, binary: { data: fileOf(content, { fileName }) } }],
	});
	const file = { source: 'binary' };

	const cases: Array<
		[
			string,
			INodeParameters,
			{ message: RegExp; description?: RegExp; itemIndex?: number },
			object?,
		]
	> = [
		[
			'a field that no row has',
			{ phoneField: 'mobile' },
			{
				message: /^Field "mobile" is missing in all items$/,
				description: /The items have: name, phone, e-mail\. Nothing was sent\.$/,
			},
		],
		[
			'a number entered as a field',
			{ phoneField: ADA },
			{
				message: /^'Phone Field' is a number, not the name of a field$/,
				description: /^Enter the field's name, such as phone, not its value\./,
			},
		],
		[
			'a missing field, if other fields have spaces in their names',
			{ phoneField: 'mobile' },
			{
				message: /^Field "mobile" is missing in all items$/,
				description: /The items have: name, " tel"\./,
			},
			{ items: [{ name: 'Ada', ' tel': ADA }] },
		],
		...['30 days', '={{ $json.nothing }}', -1, '={{ [30] }}', ''].map(
			(recheckAfter): (typeof cases)[number] => [
				`${JSON.stringify(recheckAfter)} as Recheck After`,
				{ options: { recheckAfter } },
				{
					message: /^'Recheck After' can't be ".*"$/,
					description: /^Enter a number, 0 or more\. Nothing was sent\.$/,
				},
			],
		),
		[
			'a field that an expression leaves empty',
			{ phoneField: '={{ $json.nothing }}' },
			{ message: /^'Phone Field' is empty$/, description: /The items have: name, phone/ },
		],
		[
			'too many numbers',
			{ maxNumbers: 1 },
			{
				message: /^2 numbers in 2 countries would exceed 'Max Numbers' \(1\), so nothing was sent$/,
				description: /raise 'Max Numbers', or set it to 0/,
			},
		],
		[
			'an unknown app of one row',
			{ app: '={{ $json.name ? "Ws" : "Wats" }}' },
			{ message: /^App "Wats" doesn't exist$/, itemIndex: 1 },
		],
		[
			'another app without a code',
			{ app: 'other' },
			{ message: /^'App Code' is missing$/, description: /Enter the code/ },
		],
		[
			'a country that does not exist',
			{ defaultCountry: '={{ "Atlantis" }}' },
			{ message: /^"Atlantis" in 'Default Country' is not a country$/ },
		],
		[
			'a text without a number',
			{ source: 'text', numbers: '={{ " ; " }}' },
			{ message: /^'Numbers' is empty$/ },
		],
		[
			'a wrong Output Name',
			{ options: { outputName: '2nd' } },
			{
				message: /^'Output Name' can't be "2nd"$/,
				description: /such as telegram/,
			},
		],
		[
			'an item without a file',
			file,
			{ message: /^Binary field "data" is missing or has no file$/, itemIndex: 0 },
		],
		['an empty file', file, { message: /^The file "list\.txt" is empty$/ }, binary('\ufeff\r\n')],
		[
			'a workbook',
			file,
			{
				message: /^The file "list\.xlsx" must be .*, but it is an Excel or ZIP file$/,
				description: /Extract From File/,
			},
			binary(Buffer.from('PK\x03\x04…'), 'list.xlsx'),
		],
		[
			'a table',
			file,
			{
				message: /^The file "list\.csv" must be .*, but it is a table, such as CSV$/,
				description: /Extract From File.*Set 'Source' to 'Items'/,
			},
			binary('name,phone\nAda,+14155550100\n', 'list.csv'),
		],
	];

	it.each(cases)('%s', async (_, given, expected, more = { items }) => {
		const { run, sandbox } = await setUp();
		const error = errorOf(await run({ ...parameters, ...given }, more));
		expect(error.name).toBe('NodeOperationError');
		expect(error.message).toMatch(expected.message);
		expect(error.description).toMatch(expected.description ?? /./);
		expect(error.itemIndex).toBe(expected.itemIndex ?? 0);
		expect(sandbox.requests).toEqual([]);
	});

	it('a missing default country, for which n8n stops the node', async () => {
		const { run, sandbox } = await setUp();
		expect(errorOf(await run({}, { items })).message).toMatch('"Default Country" is required');
		expect(sandbox.requests).toEqual([]);
	});

	it('a number entered as a field, without quoting it', async () => {
		const { run } = await setUp();
		for (const phoneField of ['14155550100', '+1 415 555 0100 x12', 'tel:+14155550100']) {
			const { message, description } = errorOf(await run({ ...parameters, phoneField }, { items }));
			expect(`${message} ${description}`).not.toMatch(/555/);
		}
	});
});

describe('Check Numbers quotes the service', () => {
	const items = [{ phone: ADA }];

	it('after a wrong password', async () => {
		const { run, requestCounts } = await setUp();
		const error = errorOf(await run(parameters, { items, password: 'not-my-secret' }));
		expect(error).toMatchObject({
			name: 'NodeApiError',
			message: 'Ihmjc refused: Wrong account or password (RES 101)',
			description: expect.stringMatching(
				/not accepted and not charged.*Check the account, the password/,
			),
			uploadId: undefined,
		});
		expect(requestCounts()).toMatchObject({ upload: 1, query: 0 });
	});

	it('after a list that is too small, with the upload ID of another list', async () => {
		const { run, spent } = await setUp({ minLines: 2 });
		const rows = [{ phone: BEN }, { phone: '+44 7700 900124' }, { phone: CHEN }];
		const error = errorOf(await run(parameters, { items: rows }));
		expect(error).toMatchObject({
			name: 'NodeApiError',
			message:
				'1 of 2 uploads: Ihmjc refused: Too few numbers: at least 2 (RES 108) (upload ID 42992)',
			itemIndex: 2,
			uploadId: '42992',
		});
		expect(error.description).toMatch(
			/Uploads: WhatsApp, GB: upload 42992 done; WhatsApp, AU: failed/,
		);
		expect(spent()).toBe(2);
	});

	it('if the points run out, with the upload IDs of earlier lists', async () => {
		const { run, requestCounts } = await setUp({ rechargePoints: 1, bonusPoints: 1 });
		const rows = [{ phone: ADA }, { phone: BEN }, { phone: CHEN }];
		const error = errorOf(await run(parameters, { items: rows }));
		expect(error.message).toMatch(/^1 of 3 uploads: Ihmjc refused: Not enough points \(RES 109\)/);
		expect(error.uploadId).toBe('42992, 42993');
		expect(error.itemIndex).toBe(2);
		expect(requestCounts()).toMatchObject({ upload: 3, download: 4 });
	});

	it('after an HTML page instead of an upload ID, and warns of a possible charge', async () => {
		const { run, sandbox, requestCounts } = await setUp();
		sandbox.addQuirk({ quirk: 'html200', afterAccept: true });
		const error = errorOf(await run(parameters, { items }));
		expect(error.message).toBe(
			'Ihmjc returned an HTML page. The list of 1 number may have been accepted and charged, so it is not sent again',
		);
		expect(error.description).toMatch(/^Look in your Ihmjc account/);
		expect(requestCounts().upload).toBe(1);
	});

	it('after HTML pages instead of a status, with the upload ID', async () => {
		const { run, sandbox } = await setUp();
		sandbox.addQuirk({ quirk: 'html200', endpoint: 'query' });
		const error = errorOf(await run(parameters, { items }));
		expect(error.message).toBe('Ihmjc returned an HTML page (upload ID 42992)');
		expect(error.description).toMatch(
			/Uploads with an ID are already paid for and still running\./,
		);
	});

	it('when the wait has ended, with the last status', async () => {
		const { run } = await setUp({ jobSeconds: 3600 });
		const error = errorOf(await run({ ...parameters, options: { maxWait: 2 } }, { items }));
		expect(error).toMatchObject({
			name: 'NodeOperationError',
			message: 'The upload did not finish in time (upload ID 42992)',
			description: expect.stringMatching(
				/^Uploads with an ID are already paid for and still running.*Raise 'Max Wait'/,
			),
			uploadId: '42992',
		});
	});

	it('when the wait has ended after a failed query', async () => {
		const { run, sandbox } = await setUp({ jobSeconds: 3600 });
		sandbox.addQuirk({ quirk: 'status503', endpoint: 'query', skip: 1 });
		const error = errorOf(await run({ ...parameters, options: { maxWait: 1 } }, { items }));
		expect(error).toMatchObject({
			message: 'Ihmjc returned HTTP status 503 (upload ID 42992)',
			description: expect.stringMatching(
				/^Uploads with an ID are already paid for and still running\./,
			),
		});
	});
});

describe('Check Numbers', () => {
	const answered = expect.stringMatching(/^(activated|unregistered)$/);

	it("gets the result if the service doesn't know a new upload at first", async () => {
		const { run, sandbox } = await setUp();
		sandbox.addQuirk({ quirk: 'refuse', endpoint: 'query', times: 2 });
		const [json] = jsonOf(await run(parameters, { items: [{ phone: ADA }] }));
		expect(json).toMatchObject({ ihmjcUploadId: '42992', ihmjcStatus: answered });
	});

	it.each(['jsonDownload', 'html200', 'status500'] as const)(
		'gets the result if the file of an empty list is missing (%s)',
		async (quirk) => {
			const { run, sandbox } = await setUp();
			// The first download is the list of activated numbers, which contains all numbers.
			expect(sandbox.statusOf('14155550100', WHATSAPP)).toBe('activated');
			sandbox.addQuirk({ quirk, endpoint: 'download', skip: 1 });
			const [json] = jsonOf(await run(parameters, { items: [{ phone: ADA }] }));
			expect(json).toMatchObject({ ihmjcStatus: 'activated', ihmjcMessage: '' });
		},
	);

	it('fails if the file of a list with numbers is missing', async () => {
		const { run, sandbox } = await setUp();
		sandbox.addQuirk({ quirk: 'jsonDownload' });
		const error = errorOf(await run(parameters, { items: [{ phone: ADA }] }));
		expect(error.uploadId).toBe('42992');
	});
});

describe('Check Numbers with', () => {
	it('Failed Numbers = Keep returns the failed rows and the results of the others', async () => {
		const { run, sandbox } = await setUp({ minLines: 2 });
		const options = { failedNumbers: 'keep' };
		const rows = [{ phone: BEN }, { phone: CHEN }, { phone: '+44 7700 900124' }];
		const result = await run({ ...parameters, options }, { items: rows });
		const [, failed, ...others] = jsonOf(result);
		expect(failed).toEqual({
			phone: CHEN,
			ihmjcStatus: 'failed',
			ihmjcNumber: '61491570156',
			ihmjcCountry: 'AU',
			ihmjcApp: 'whatsapp',
			ihmjcUploadId: '',
			ihmjcReason: 'refused',
			ihmjcMessage: expect.stringMatching(
				/^Ihmjc refused: Too few numbers: at least 2 \(RES 108\)\./,
			),
			ihmjcCheckedAt: '',
			ihmjcDuplicate: false,
		});
		expect(others).toHaveLength(1);
		expect(sandbox.uploads).toHaveLength(1);
		expect(hintsOf(result)).toContain('Rows without a result: 1 failed.');
	});

	it.each([
		['a lost response', { quirk: 'reset', afterAccept: true } as const, 'lost', ''],
		['a missing status', { quirk: 'status500', endpoint: 'query' } as const, 'noAnswer', '42992'],
		['an unreachable service', undefined, 'notSent', ''],
	])('Failed Numbers = Keep explains %s', async (_, quirk, reason, uploadId) => {
		const { run, sandbox } = await setUp();
		if (quirk) sandbox.addQuirk(quirk);
		else await sandbox.close();
		const options = { failedNumbers: 'keep' };
		const result = await run({ ...parameters, options }, { items: [{ phone: ADA }] });
		expect(jsonOf(result)[0]).toMatchObject({
			ihmjcStatus: 'failed',
			ihmjcReason: reason,
			ihmjcUploadId: uploadId,
		});
	});

	it('On Timeout = Output returns pending rows with the upload ID', async () => {
		const { run } = await setUp({ jobSeconds: 3600 });
		const options = { maxWait: 1, onTimeout: 'output' };
		const result = await run({ ...parameters, options }, { items: [{ phone: ADA }] });
		expect(jsonOf(result)[0]).toMatchObject({
			ihmjcStatus: 'pending',
			ihmjcReason: 'timeout',
			ihmjcUploadId: '42992',
			ihmjcMessage: expect.stringMatching(/Run this row through the node again/),
			ihmjcCheckedAt: '',
		});
		expect(hintsOf(result)).toContain('Rows without a result: 1 pending.');
	});

	it('On Timeout = Output explains why the last query failed', async () => {
		const { run, sandbox } = await setUp({ jobSeconds: 3600 });
		sandbox.addQuirk({ quirk: 'status503', endpoint: 'query', skip: 1 });
		const options = { maxWait: 1, onTimeout: 'output' };
		const result = await run({ ...parameters, options }, { items: [{ phone: ADA }] });
		expect(jsonOf(result)[0]).toMatchObject({
			ihmjcStatus: 'pending',
			ihmjcMessage:
				'Ihmjc returned HTTP status 503. Run this row through the node again to get its result at no extra charge.',
		});
	});
});

it.each([
	['a text', { source: 'text', numbers: ADA }, {}],
	['a file', { source: 'binary' }, { items: [{ json: {}, binary: { data: fileOf(ADA) } }] }],
])(
	'explains how to get the result of %s, which has no row to run again',
	async (_, source, more) => {
		const { run } = await setUp({ jobSeconds: 3600 });
		const options = { maxWait: 0, onTimeout: 'output' };
		const [pending] = jsonOf(await run({ ...parameters, ...source, options }, more));
		expect(pending).toMatchObject({
			ihmjcStatus: 'pending',
			ihmjcMessage:
				"Ihmjc is still working on this number. To get its result at no extra charge, enter the upload ID in the option 'Resume Uploads'.",
		});
	},
);

it('accepts a text for a switch and null for Output Name from an expression', async () => {
	const { run, requestCounts } = await setUp();
	const options = { strictNumbers: '={{ "true" }}', outputName: '={{ null }}' };
	const result = await run({ ...parameters, options }, { items: [{ phone: '+1 415 055 0100' }] });
	expect(jsonOf(result)).toMatchObject([{ ihmjcStatus: 'invalid' }]);
	expect(requestCounts().upload).toBe(0);
});

describe('Check Numbers with On Error =', () => {
	const rows = [
		{ id: 1, phone: ADA },
		{ id: 2, phone: CHEN, error: 'mine' },
		{ id: 3, phone: BEN, error: '' },
		{ id: 4, phone: 'n/a', error: null },
	];
	/** Lists of one number are refused, the British list of two is accepted. */
	const atLeastTwo = { minLines: 2 };
	const withFriend = [...rows, { id: 5, phone: '+44 7700 900124' }];

	it('Continue returns every row, failed ones with result fields instead of an error field', async () => {
		const { run } = await setUp(atLeastTwo);
		const result = await run(parameters, { items: withFriend, node: REGULAR });
		const given = jsonOf(result);
		expect(result.status).toBe('success');
		expect(given.map(({ id, error, ihmjcStatus }) => [id, error, ihmjcStatus])).toEqual([
			[1, undefined, 'failed'],
			[2, 'mine', 'failed'],
			[3, '', expect.stringMatching(/activated|unregistered|unknown/)],
			[4, null, 'invalid'],
			[5, undefined, expect.stringMatching(/activated|unregistered|unknown/)],
		]);
		expect(pairedWith(result)).toEqual(withFriend.map((_, index) => [index]));
	});

	it('Error Output sends only the failed rows there, with their own fields', async () => {
		const { run } = await setUp(atLeastTwo);
		const result = await run(parameters, { items: withFriend, node: ERROR_OUTPUT });
		expect(jsonOf(result, 0).map(({ id, error }) => [id, error])).toEqual([
			[3, ''],
			[4, null],
			[5, undefined],
		]);
		expect(jsonOf(result, 1)).toEqual(
			[rows[0], rows[1]].map((row) => ({
				...row,
				error: { message: expect.stringMatching(/^Ihmjc refused: Too few numbers/), uploadId: '' },
			})),
		);
		expect(pairedWith(result, 0)).toEqual([[2], [3], [4]]);
		expect(pairedWith(result, 1)).toEqual([[0], [1]]);
	});

	it.each([
		['Continue', REGULAR, 0],
		['Error Output', ERROR_OUTPUT, 1],
	])('%s returns a mistake that concerns all rows without throwing', async (_, node, output) => {
		const { run, sandbox } = await setUp();
		const result = await run({ ...parameters, maxNumbers: 1 }, { items: rows, node });
		expect(result.status).toBe('success');
		expect(sandbox.requests).toEqual([]);
		expect(jsonOf(result, 1 - output)).toEqual([]);
		const given = jsonOf(result, output);
		expect(given.map(({ id }) => id)).toEqual([1, 2, 3, 4]);
		const texts =
			output === 1 ? errorsOf(given) : given.map(({ ihmjcMessage }) => ihmjcMessage as string);
		for (const text of texts) expect(text).toMatch(/^3 numbers in 3 countries.*raise/);
	});

	it('Error Output includes the upload ID of a row whose wait ended', async () => {
		const { run } = await setUp({ jobSeconds: 3600 });
		const result = await run(
			{ ...parameters, options: { maxWait: 1 } },
			{ items: [{ phone: ADA }, { phone: BEN }, { phone: 'n/a' }], node: ERROR_OUTPUT },
		);
		expect(jsonOf(result, 0).map(({ phone }) => phone)).toEqual(['n/a']);
		expect(jsonOf(result, 1).map(({ error }) => (error as IDataObject).uploadId)).toEqual([
			'42992',
			'42993',
		]);
		expect(errorsOf(jsonOf(result, 1))[0]).toMatch(
			/^The upload did not finish in time \(upload ID 42992\)\./,
		);
	});

	it.each([
		['Continue', REGULAR],
		['Error Output', ERROR_OUTPUT],
	])('%s continues with the other rows if one has a wrong app', async (_, node) => {
		const { run, requestCounts } = await setUp();
		const result = await run(
			{ ...parameters, app: '={{ $json.app }}' },
			{
				items: [
					{ phone: ADA, app: 'Wats' },
					{ phone: ADA, app: 'Ws' },
				],
				node,
			},
		);
		expect(requestCounts().upload).toBe(1);
		const good = jsonOf(result).find(({ app }) => app === 'Ws');
		expect(good?.ihmjcNumber).toBe('14155550100');
		const bad = [...jsonOf(result), ...jsonOf(result, 1)].find(({ app }) => app === 'Wats')!;
		expect(bad.ihmjcMessage ?? (bad.error as IDataObject).message).toMatch(
			/^App "Wats" doesn't exist\./,
		);
	});

	it('Continue keeps the upload ID of a pending row, because it was charged', async () => {
		const { run, requestCounts } = await setUp({ jobSeconds: 3600 });
		const options = { maxWait: 0, onTimeout: 'output' };
		const [pending] = jsonOf(await run({ ...parameters, options }, { items: [{ phone: ADA }] }));
		const mistakes = [{ maxNumbers: 'x' }, { app: '={{ "Wats" }}' }];
		for (const mistake of mistakes) {
			const result = await run(
				{ ...parameters, ...mistake },
				{ items: [pending, { phone: BEN }], node: REGULAR },
			);
			expect(jsonOf(result)).toEqual([pending, expect.objectContaining({ ihmjcReason: 'error' })]);
			await run({ ...parameters, options }, { items: [jsonOf(result)[0]] });
		}
		expect(requestCounts().upload).toBe(1);
	});

	it('Continue and Retry On Fail keeps a row with an error column and charges it once', async () => {
		const { run, spent } = await setUp();
		const items = [{ phone: ADA, error: '' }];
		const node = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
		const result = await run(parameters, { items, node });
		expect(jsonOf(result)[0]).toMatchObject({ ...items[0], ihmjcNumber: '14155550100' });
		expect(spent()).toBe(1);
	});
});

it('logs which uploads are still running when it is canceled', async () => {
	const canceled = new AbortController();
	const { sandbox, run } = await setUp({ jobSeconds: 3600 });
	const clock = virtualClock();
	const sleep = clock.sleep.bind(clock);
	clock.sleep = async (milliseconds) => {
		canceled.abort();
		await sleep(milliseconds);
	};
	const result = await run(parameters, {
		items: [{ phone: ADA }, { phone: BEN }],
		clock,
		run: { signal: canceled.signal },
	});
	expect(result.status).toBe('canceled');
	const asked = sandbox.requests.map(({ endpoint }) => endpoint);
	expect(asked).toEqual(['upload', 'upload', 'query']);
	for (const uploadId of ['42992', '42993']) {
		expect(result.logs.map(({ message: line }) => line)).toContainEqual(
			expect.stringMatching(
				`^Ihmjc: upload ${uploadId} was accepted \\(1 number, WhatsApp, execution `,
			),
		);
	}
});
