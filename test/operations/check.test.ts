import { removeBinaryFiles } from '../../tools/engine/binaryFiles';
import { fileOf } from '../../tools/engine/rowsTrigger';
import { TELEGRAM, WHATSAPP } from '../../tools/sandbox/appCodes';
import { britishNumbers, rowsOf } from '../helpers/fictionalNumbers';
import { errorsOf, hintsOf, jsonOf, pairedWith } from '../helpers/ihmjcResult';
import { RESULT_FIELDS } from '../helpers/mixedRows';
import { ERROR_OUTPUT } from '../helpers/onError';
import { setUp } from '../helpers/setUp';
import { closeAll } from '../tools/sandbox/sandboxes';

const parameters = { defaultCountry: 'none' };
const ADA = '+1 415 555 0100';
const BEN = '+44 7700 900123';

afterEach(closeAll);
afterAll(removeBinaryFiles);

describe('Check Numbers', () => {
	it('is the default operation and keeps every field of a row', async () => {
		const { run, sandbox } = await setUp();
		const row = { id: 7, phone: ADA, tags: ['a'], nested: { deep: null }, ihmjcStatus: 'old' };
		const result = await run(parameters, { items: [row] });
		const [checked] = jsonOf(result);
		expect(checked).toEqual({
			...row,
			ihmjcStatus: sandbox.statusOf('14155550100', WHATSAPP),
			ihmjcNumber: '14155550100',
			ihmjcCountry: 'US',
			ihmjcApp: 'whatsapp',
			ihmjcUploadId: '42992',
			ihmjcReason: '',
			ihmjcMessage: '',
			ihmjcCheckedAt: expect.any(String),
			ihmjcDuplicate: false,
		});
		expect(Object.keys(checked).slice(5)).toEqual(RESULT_FIELDS.slice(1));
	});

	it('keeps the files of a row', async () => {
		const { run } = await setUp();
		const items = [{ json: { phone: ADA }, binary: { photo: fileOf('smile') } }];
		const result = await run(parameters, { items });
		expect((await result.binary(result.items('Ihmjc')[0], 'photo')).toString()).toBe('smile');
	});

	it('uploads nothing and charges nothing without a valid number', async () => {
		const { run, requestCounts, spent } = await setUp();
		const result = await run(parameters, { items: [{ phone: 'n/a' }, { phone: '' }] });
		expect(
			jsonOf(result).map(({ ihmjcStatus, ihmjcReason }) => [ihmjcStatus, ihmjcReason]),
		).toEqual([
			['invalid', 'notANumber'],
			['invalid', 'empty'],
		]);
		expect(requestCounts()).toMatchObject({ upload: 0, query: 0, download: 0 });
		expect(spent()).toBe(0);
		expect(hintsOf(result)).toEqual([
			'2 numbers were skipped and not charged: 1 is not a phone number, 1 is empty.',
		]);
	});

	it('sends all lists before its first query', async () => {
		const { run, sandbox } = await setUp();
		await run(
			{ ...parameters, app: '={{ $json.app }}' },
			{
				items: [
					{ phone: ADA, app: 'whatsapp' },
					{ phone: ADA, app: 'Tg' },
					{ phone: BEN, app: 'Telegram' },
				],
			},
		);
		expect(sandbox.requests.map(({ endpoint }) => endpoint)).toEqual([
			...['upload', 'upload', 'upload'],
			...['query', 'query', 'query'],
			...['download', 'download', 'download', 'download', 'download', 'download'],
		]);
		expect(sandbox.uploads.map(({ appCode, country }) => [appCode, country])).toEqual([
			[WHATSAPP, 'US'],
			[TELEGRAM, 'US'],
			[TELEGRAM, 'GB'],
		]);
	});

	it('recognizes a short last number without a line end as one that was sent', async () => {
		const { run, sandbox, requestCounts } = await setUp();
		sandbox.addQuirk({ quirk: 'noLastNewline' });
		const phones = ['+4930123456789', '+493022345678', '+49303234567', '+4930423456'];
		const result = await run(parameters, { items: phones.map((phone) => ({ phone })) });
		expect(requestCounts().download).toBe(2);
		expect(hintsOf(result)).toEqual([]);
		expect(jsonOf(result).map(({ ihmjcStatus }) => ihmjcStatus)).not.toContain('unknown');
	});

	describe('with a source of numbers', () => {
		it.each([
			['its own key before a path', 'a.b', { 'a.b': ADA, a: { b: 'n/a' } }],
			['a path', 'contact.phones[0].value', { contact: { phones: [{ value: ADA }] } }],
			[
				'a name with a space before it, as in the header "name, phone"',
				' phone',
				{ ' phone': ADA },
			],
			['a name typed with a space after it', 'phone ', { phone: ADA }],
			['a quoted name with a space after it', "['phone ']", { 'phone ': ADA }],
			['a dragged path', 'contact["mobile phone"]', { contact: { 'mobile phone': ADA } }],
		])('accepts %s', async (_, phoneField, row) => {
			const { run } = await setUp();
			const result = await run({ ...parameters, phoneField }, { items: [row] });
			expect(jsonOf(result)[0]).toMatchObject({ ...row, ihmjcNumber: '14155550100' });
		});

		it('treats a row without the field as empty if another row has it', async () => {
			const { run } = await setUp();
			const result = await run(parameters, { items: [{ phone: ADA }, { name: 'No phone' }] });
			expect(jsonOf(result)[1]).toMatchObject({ ihmjcStatus: 'invalid', ihmjcReason: 'empty' });
		});

		it('returns one item for each entry of a pasted list', async () => {
			const { run } = await setUp();
			const numbers = `${ADA}, ${BEN}; \n\n14155550100\nn/a`;
			const result = await run({ ...parameters, source: 'text', numbers });
			expect(jsonOf(result).map(({ phone, ihmjcNumber }) => [phone, ihmjcNumber])).toEqual([
				[ADA, '14155550100'],
				[BEN, '447700900123'],
				['14155550100', '14155550100'],
				['n/a', ''],
			]);
			expect(jsonOf(result)[2].ihmjcDuplicate).toBe(true);
			expect(Object.keys(jsonOf(result)[0])).toEqual(['phone', ...RESULT_FIELDS]);
		});

		it('checks a fixed text once for any number of items', async () => {
			const { run, requestCounts, spent } = await setUp();
			const result = await run(
				{ ...parameters, source: 'text', numbers: ADA },
				{ items: [{ a: 1 }, { a: 2 }, { a: 3 }] },
			);
			expect(jsonOf(result)).toHaveLength(1);
			expect(requestCounts().upload).toBe(1);
			expect(spent()).toBe(1);
		});

		it('checks a fixed text for each item if app or country is an expression', async () => {
			const { run, sandbox, spent } = await setUp();
			const items = [
				{ app: 'Ws', country: 'US' },
				{ app: 'Tg', country: 'US' },
				{ app: 'whatsapp', country: 'US' },
				{ app: 'Ws', country: 'none' },
			];
			const result = await run(
				{
					source: 'text',
					numbers: `${BEN}\n(415) 555-0100`,
					app: '={{ $json.app }}',
					defaultCountry: '={{ $json.country }}',
				},
				{ items },
			);
			const answers = jsonOf(result).map(({ ihmjcApp, ihmjcNumber, ihmjcDuplicate }) => [
				ihmjcApp,
				ihmjcNumber,
				ihmjcDuplicate,
			]);
			expect(answers).toEqual([
				['whatsapp', '447700900123', false],
				['whatsapp', '14155550100', false],
				['telegram', '447700900123', false],
				['telegram', '14155550100', false],
				['whatsapp', '447700900123', true],
				['whatsapp', '14155550100', true],
				['whatsapp', '447700900123', true],
				['whatsapp', '', false],
			]);
			expect(pairedWith(result)).toEqual([[0], [0], [1], [1], [2], [2], [3], [3]]);
			expect(sandbox.uploads).toHaveLength(4);
			expect(spent()).toBe(4);
		});

		it('checks a fixed text for the items with a known app with On Error = Continue', async () => {
			const { run, spent } = await setUp();
			const result = await run(
				{ ...parameters, source: 'text', numbers: ADA, app: '={{ $json.app }}' },
				{ items: [{ app: 'Wats' }, { app: 'Ws' }], node: ERROR_OUTPUT },
			);
			expect(jsonOf(result)).toMatchObject([{ phone: ADA, ihmjcApp: 'whatsapp' }]);
			expect(errorsOf(jsonOf(result, 1))).toEqual([
				expect.stringMatching(/^App "Wats" doesn't exist/),
			]);
			expect(pairedWith(result, 1)).toEqual([[0]]);
			expect(spent()).toBe(1);
		});

		it('checks the text of an expression separately for each item', async () => {
			const { run, sandbox } = await setUp();
			const result = await run(
				{ ...parameters, source: 'text', numbers: '={{ $json.list }}' },
				{ items: [{ list: ADA }, { list: `${ADA}\n${BEN}` }] },
			);
			expect(pairedWith(result)).toEqual([[0], [1], [1]]);
			expect(jsonOf(result).map(({ ihmjcDuplicate }) => ihmjcDuplicate)).toEqual([
				false,
				true,
				false,
			]);
			expect(sandbox.uploads.map(({ country }) => country)).toEqual(['US', 'GB']);
		});

		it.each(['default', 'filesystem'] as const)(
			'accepts a text file in the binary mode %s',
			async (binaryMode) => {
				const { run } = await setUp();
				const list = fileOf(`\ufeff${ADA}\r\n\r\n  ${BEN}\r\nn/a`);
				const result = await run(
					{ ...parameters, source: 'binary', binaryPropertyName: 'list' },
					{ items: [{ json: { own: 1 }, binary: { list } }], run: { binaryMode } },
				);
				expect(result.error).toBeUndefined();
				expect(jsonOf(result).map(({ phone, ihmjcNumber }) => [phone, ihmjcNumber])).toEqual([
					[ADA, '14155550100'],
					[`  ${BEN}`, '447700900123'],
					['n/a', ''],
				]);
				expect(result.items('Ihmjc').every(({ binary }) => binary === undefined)).toBe(true);
			},
		);
	});

	describe('with parameters', () => {
		it('accepts a different app in each row by slug, name, vendor name, code or "other"', async () => {
			const { run, sandbox } = await setUp();
			const apps = ['telegram', 'Telegram', 'tg', TELEGRAM.toLowerCase(), 'other'];
			const result = await run(
				{ ...parameters, app: '={{ $json.app }}', appCode: '={{ $json.code }}' },
				{ items: apps.map((app) => ({ phone: ADA, app, code: TELEGRAM })) },
			);
			expect(result.error).toBeUndefined();
			expect(sandbox.uploads.map(({ appCode, count }) => [appCode, count])).toEqual([
				[TELEGRAM, 1],
			]);
			expect(jsonOf(result).map(({ ihmjcApp }) => ihmjcApp)).toEqual(apps.map(() => 'telegram'));
		});

		it('needs no App Code for an app from an expression', async () => {
			const { run } = await setUp();
			const result = await run({ ...parameters, app: '={{ "Ws" }}' }, { items: [{ phone: ADA }] });
			expect(jsonOf(result)[0].ihmjcApp).toBe('whatsapp');
		});

		it('returns the code of an unknown app', async () => {
			const { run, sandbox } = await setUp();
			const result = await run(
				{ ...parameters, app: 'other', appCode: 'ABCDEF', options: { failedNumbers: 'keep' } },
				{ items: [{ phone: ADA }] },
			);
			expect(sandbox.requests[0].fields.type).toBe('ABCDEF');
			expect(jsonOf(result)[0]).toMatchObject({ ihmjcApp: 'ABCDEF', ihmjcReason: 'refused' });
		});

		it('accepts a different default country in each row', async () => {
			const { run } = await setUp();
			const result = await run(
				{ defaultCountry: '={{ $json.country }}' },
				{
					items: [
						{ phone: '(415) 555-0100', country: 'US' },
						{ phone: '07700 900123', country: 'gb' },
						{ phone: '0639 98 00 00', country: 'France' },
						{ phone: '415 555 0100', country: 'none' },
					],
				},
			);
			expect(jsonOf(result).map(({ ihmjcNumber }) => ihmjcNumber)).toEqual([
				'14155550100',
				'447700900123',
				'33639980000',
				'',
			]);
		});

		it('accepts a blank default country if the number needs none', async () => {
			const { run } = await setUp();
			const result = await run(
				{ defaultCountry: '={{ $json.country }}' },
				{
					items: [
						{ phone: '(415) 555-0100', country: 'USA' },
						{ phone: '+44 7700 900123', country: '' },
						{ phone: '14155550100', country: '' },
					],
				},
			);
			expect(jsonOf(result)).toMatchObject([
				{ ihmjcNumber: '14155550100' },
				{ ihmjcNumber: '447700900123' },
				{ ihmjcNumber: '', ihmjcReason: 'noCountryCode' },
			]);
		});

		it('reads a different phone field in each row by expression', async () => {
			const { run, sandbox } = await setUp();
			const result = await run(
				{ ...parameters, phoneField: '={{ $json.preferred }}' },
				{
					items: [
						{ preferred: 'mobile', mobile: ADA, office: '+1 415 555 0111' },
						{ preferred: 'office', mobile: '+1 415 555 0112', office: BEN },
						{ preferred: '', mobile: '+1 415 555 0113' },
					],
				},
			);
			expect(jsonOf(result)).toMatchObject([
				{ ihmjcNumber: '14155550100' },
				{ ihmjcNumber: BEN.replace(/\D/g, '') },
				{ ihmjcNumber: '', ihmjcReason: 'empty' },
			]);
			expect(sandbox.requests.filter(({ endpoint }) => endpoint === 'upload')).toHaveLength(2);
		});

		it('finds a field despite invisible characters and spaces in its header', async () => {
			const { run } = await setUp();
			const items = [{ '\ufeffphone ': ADA }, { '\ufeffphone ': BEN }];
			const result = await run(parameters, { items });
			expect(jsonOf(result).map(({ ihmjcStatus }) => ihmjcStatus)).not.toContain('invalid');
		});

		it.each([
			[1, false],
			[2, true],
			[0, true],
		])(
			'decides with Max Numbers %i whether two unique numbers are sent: %s',
			async (maxNumbers, isSent) => {
				const { run, requestCounts } = await setUp();
				const items = [{ phone: ADA }, { phone: ADA }, { phone: BEN }, { phone: 'n/a' }];
				const result = await run({ ...parameters, maxNumbers }, { items });
				expect(requestCounts().upload).toBe(isSent ? 2 : 0);
				expect(result.status).toBe(isSent ? 'success' : 'error');
			},
		);
	});

	describe('with options', () => {
		const canada = '+1 416 555 0100';

		it.each([
			['country', ['US', 'CA']],
			['callingCode', ['US']],
		])('splits by %s', async (splitBy, countries) => {
			const { run, sandbox } = await setUp({ countryRule: 'callingCode' });
			const result = await run(
				{ ...parameters, options: { splitBy } },
				{ items: [{ phone: ADA }, { phone: canada }] },
			);
			expect(sandbox.uploads.map(({ country }) => country)).toEqual(countries);
			expect(jsonOf(result).map(({ ihmjcCountry }) => ihmjcCountry)).toEqual(['US', 'CA']);
		});

		it.each([
			[false, 'US'],
			[true, ''],
		])(
			'accepts any number of the right length unless Strict Numbers is on (%s)',
			async (strictNumbers, country) => {
				const { run } = await setUp();
				const result = await run(
					{ ...parameters, options: { strictNumbers } },
					{ items: [{ phone: '+1 415 055 0100' }] },
				);
				expect(jsonOf(result)[0].ihmjcCountry).toBe(country);
			},
		);

		it('writes the result under another name and keeps an earlier one', async () => {
			const { run } = await setUp();
			const [row] = jsonOf(await run(parameters, { items: [{ phone: ADA }] }));
			const options = { outputName: 'telegram' };
			const result = await run({ ...parameters, app: 'telegram', options }, { items: [row] });
			expect(jsonOf(result)[0]).toMatchObject({ ...row, telegramApp: 'telegram' });
			expect(Object.keys(jsonOf(result)[0])).toHaveLength(1 + 9 + 9);
		});

		it('polls at the interval and limits the number of queries', async () => {
			const { run, sandbox, clock } = await setUp({ jobSeconds: 100 });
			const items = [{ phone: ADA }];
			const start = clock.now();
			await run({ ...parameters, options: { pollInterval: 40 } }, { items });
			const times = sandbox.requests
				.filter(({ endpoint }) => endpoint === 'query')
				.map(({ at }) => (at - start) / 1000);
			expect(times).toEqual([0, 40, 80, 120]);
			clock.advance(1_000_000);
			const before = sandbox.requests.length;
			await run({ ...parameters, options: { pollInterval: 1 } }, { items });
			const queries = sandbox.requests.slice(before).filter(({ endpoint }) => endpoint === 'query');
			expect(queries).toHaveLength(11);
		});
	});

	it('reports how many points are left after the last list, including fractions', async () => {
		const { run } = await setUp({
			rechargePoints: 49.8332,
			bonusPoints: 0,
			pricePerNumber: 0.0000115,
		});
		const items = [{ phone: ADA }, { phone: '+44 7700 900123' }];
		const hints = hintsOf(await run(parameters, { items, mode: 'manual' }));
		expect(hints[0]).toBe('2 numbers were sent. Points left: 49.833177.');
	});

	it.each(['noPoints', 'jifen'] as const)(
		'does not mention the points left if the service returns none (%s)',
		async (quirk) => {
			const { run } = await setUp({ quirks: [{ quirk }] });
			const hints = hintsOf(await run(parameters, { items: [{ phone: ADA }], mode: 'manual' }));
			expect(hints[0]).toBe('1 number was sent.');
		},
	);

	it('reports that the service counted a different number of lines', async () => {
		const { run } = await setUp({ quirks: [{ quirk: 'wrongLine' }] });
		expect(hintsOf(await run(parameters, { items: [{ phone: ADA }] }))).toEqual([
			'1 number was sent in upload 42992, but Ihmjc counted 0. Ask Ihmjc about this upload ID.',
		]);
	});

	it('reports the charge only in the editor', async () => {
		const { run } = await setUp();
		const items = [{ phone: ADA }];
		expect(hintsOf(await run(parameters, { items, mode: 'manual' }))).toEqual([
			'1 number was sent. Points left: 100,499.',
			'You will be charged again if you rerun this node. Pin its output to keep building with this result.',
		]);
		expect(hintsOf(await run(parameters, { items }))).toEqual([]);
	});

	it('returns an incomplete result with a hint', async () => {
		const { run, sandbox } = await setUp();
		sandbox.addQuirk({ quirk: 'shortDownload', endpoint: 'download' });
		const items = rowsOf(britishNumbers(20));
		const result = await run(parameters, { items });
		expect(result.status).toBe('success');
		const statuses = jsonOf(result).map(({ ihmjcStatus }) => ihmjcStatus);
		expect(statuses).toContain('failed');
		expect(statuses).not.toContain('unknown');
		expect(hintsOf(result).join('\n')).toMatch(/Rows without a result: \d+ failed\./);
	});
});
