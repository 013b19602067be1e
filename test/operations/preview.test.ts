import { chain } from '../../tools/engine/chain';
import { fileOf } from '../../tools/engine/rowsTrigger';
import { hintsOf, jsonOf, pairedWith } from '../helpers/ihmjcResult';
import { ERROR_OUTPUT, REGULAR } from '../helpers/onError';
import { setUp } from '../helpers/setUp';
import { closeAll } from '../tools/sandbox/sandboxes';

const parameters = { operation: 'preview', defaultCountry: 'none' };
const ADA = '+1 415 555 0100';
const TORONTO = '+1 416 555 0100';
const BEN = '+44 7700 900123';
const items = [
	{ phone: ADA },
	{ phone: TORONTO },
	{ phone: ADA },
	{ phone: BEN },
	{ phone: 'n/a' },
];

afterEach(closeAll);

describe('Preview', () => {
	it('returns the lists that would be sent and sends nothing', async () => {
		const { run, sandbox } = await setUp({ rechargePoints: 100, bonusPoints: 5 });
		const result = await run(parameters, { items, mode: 'manual' });
		const list = { app: 'whatsapp', numbers: 1, duplicates: 0, invalid: 0, action: 'send' };
		expect(jsonOf(result)).toEqual([
			{ ...list, country: 'US', callingCode: '1', duplicates: 1, invalid: 1 },
			{ ...list, country: 'CA', callingCode: '1' },
			{ ...list, country: 'GB', callingCode: '44' },
		]);
		expect(pairedWith(result)).toEqual([[0, 2], [1], [3]]);
		expect(hintsOf(result)).toEqual([
			'3 numbers in 3 lists would be sent.',
			'The account has 105 points; the price of a number depends on the app.',
			'1 number was skipped and not charged: 1 is not a phone number.',
		]);
		expect(sandbox.requests.map(({ endpoint }) => endpoint)).toEqual(['balance']);
	});

	it('counts numbers that look like numbers of other countries, and reads them as such by option', async () => {
		const { run } = await setUp();
		const foreign = ['14155550100', '491713920012', '491713920013'];
		const items = [...foreign, '020 7946 0018'].map((phone) => ({ phone }));
		const british = { ...parameters, defaultCountry: 'GB' };
		const rejecting = await run(british, { items });
		expect(jsonOf(rejecting)).toMatchObject([{ country: 'GB', numbers: 1, invalid: 3 }]);
		expect(hintsOf(rejecting)).toContain(
			'3 numbers were skipped and not charged: 3 belong to other countries.',
		);
		const options = { foreignNumbers: 'accept' };
		const accepting = await run({ ...british, options }, { items });
		expect(jsonOf(accepting).map(({ country }) => country)).toEqual(['US', 'DE', 'GB']);
	});

	it('splits by calling code and accepts only valid numbers by option', async () => {
		const { run } = await setUp();
		const options = { splitBy: 'callingCode', strictNumbers: true };
		const result = await run({ ...parameters, options }, { items });
		expect(jsonOf(result)[0]).toMatchObject({ country: 'US', callingCode: '1', numbers: 2 });
	});

	it('previews a text and a file', async () => {
		const { run } = await setUp();
		const text = { ...parameters, source: 'text', numbers: `${ADA}\n${BEN}` };
		expect(jsonOf(await run(text)).map(({ country }) => country)).toEqual(['US', 'GB']);
		const file = { json: {}, binary: { data: fileOf(`${ADA}\n${BEN}`) } };
		const result = await run({ ...parameters, source: 'binary' }, { items: [file] });
		expect(jsonOf(result).map(({ country }) => country)).toEqual(['US', 'GB']);
	});

	it('returns the code of an unknown app', async () => {
		const { run } = await setUp();
		const result = await run({ ...parameters, app: 'other', appCode: 'ABCDEF' }, { items });
		expect(jsonOf(result)[0].app).toBe('ABCDEF');
	});

	it('works without a balance and explains why it is missing', async () => {
		const { run } = await setUp();
		const result = await run(parameters, { items: [{ phone: ADA }], password: 'not-my-secret' });
		expect(jsonOf(result)).toHaveLength(1);
		expect(hintsOf(result)).toEqual([
			'1 number in 1 list would be sent.',
			'The balance could not be read: Ihmjc refused: Wrong account or password (RES 101). Check account and password in the credential for typos and spaces.',
		]);
	});

	it('works with a wrong base URL', async () => {
		const { run, sandbox } = await setUp();
		const elsewhere = { ...sandbox, url: 'ihmjc' };
		const result = await run(parameters, { items: [{ phone: ADA }], sandbox: elsewhere });
		expect(hintsOf(result)[1]).toMatch(/^The balance could not be read: .+[^.]\.$/);
	});

	it('knows the results of earlier checks, and what this execution has sent', async () => {
		const { run } = await setUp();
		const [checked] = jsonOf(
			await run({ ...parameters, operation: 'check' }, { items: [{ phone: ADA }] }),
		);
		const options = { return: 'rows', recheckAfter: 7, minNumbers: 2 };
		const rows = [
			checked,
			{ phone: BEN },
			{ phone: 'n/a' },
			{ phone: '+1 415 555 0101', ihmjcStatus: 'pending', ihmjcUploadId: '1', ihmjcNumber: '' },
		];
		const result = await run({ ...parameters, options }, { items: rows });
		expect(jsonOf(result)).toEqual([
			{ ...checked, ihmjcAction: 'keep' },
			{
				phone: BEN,
				ihmjcNumber: '447700900123',
				ihmjcCountry: 'GB',
				ihmjcReason: 'tooFew',
				ihmjcMessage: expect.stringMatching(/^Its list has 1 number, and 'Min Numbers' is 2\./),
				ihmjcDuplicate: false,
				ihmjcAction: 'hold',
			},
			{
				phone: 'n/a',
				ihmjcNumber: '',
				ihmjcCountry: '',
				ihmjcReason: 'notANumber',
				ihmjcMessage: expect.any(String),
				ihmjcDuplicate: false,
				ihmjcAction: 'skip',
			},
			expect.objectContaining({ ihmjcNumber: '14155550101', ihmjcAction: 'resume' }),
		]);
		expect(hintsOf(result)).toContain(
			'Held: GB 1 of 2. Run these rows again together with new ones.',
		);
	});

	it('warns above Max Numbers', async () => {
		const { run } = await setUp();
		const result = await run({ ...parameters, maxNumbers: 2 }, { items });
		expect(jsonOf(result)).toHaveLength(3);
		expect(hintsOf(result)).toContainEqual(
			expect.stringMatching(
				/^Check Numbers and Upload would fail: 3 numbers in 3 countries would exceed/,
			),
		);
	});

	it('returns an item that says why there is no list', async () => {
		const { run } = await setUp();
		const result = await run(parameters, { items: [{ phone: 'n/a' }, { phone: '' }] });
		expect(jsonOf(result)).toMatchObject([{ numbers: 0, invalid: 2, message: expect.any(String) }]);
		expect(pairedWith(result)).toEqual([[0, 1]]);
	});

	it('counts all invalid numbers for the first list, even if the first row is not in it', async () => {
		const { run } = await setUp();
		const pending = { phone: ADA, ihmjcStatus: 'pending', ihmjcUploadId: '1' };
		const rows = [pending, { phone: 'n/a' }, { phone: BEN }, { phone: TORONTO }];
		const result = await run(parameters, { items: rows });
		expect(jsonOf(result).map(({ country, invalid }) => [country, invalid])).toEqual([
			['GB', 1],
			['CA', 0],
		]);
		const texts = { ...parameters, source: 'text', numbers: '={{ $json.text }}' };
		const items = [{ text: 'n/a' }, { text: `${ADA}, hello` }, { text: `${BEN}, hello` }];
		expect(jsonOf(await run(texts, { items })).map(({ invalid }) => invalid)).toEqual([3, 0]);
	});

	it('says why there is no list even if other items are at the error output', async () => {
		const { run } = await setUp();
		const items = [{ json: { a: 1 } }, { json: {}, binary: { data: fileOf('n/a') } }];
		for (const operation of ['preview', 'upload']) {
			const result = await run(
				{ ...parameters, operation, source: 'binary' },
				{ items, node: ERROR_OUTPUT },
			);
			expect(jsonOf(result)).toMatchObject([{ uploadId: '', numbers: 0, invalid: 1 }]);
			expect(pairedWith(result)).toEqual([[1]]);
			expect(pairedWith(result, 1)).toEqual([[0]]);
		}
	});

	it('has nothing to say if every item has an error', async () => {
		const { run } = await setUp();
		const result = await run({ ...parameters, source: 'binary' }, { node: REGULAR });
		expect(jsonOf(result)).toEqual([{ error: { message: expect.any(String), uploadId: '' } }]);
	});

	it('sends unreadable items to the error output', async () => {
		const { run } = await setUp();
		const files = [{ json: { a: 1 } }, { json: {}, binary: { data: fileOf(ADA) } }];
		const result = await run(
			{ ...parameters, source: 'binary' },
			{ items: files, node: ERROR_OUTPUT },
		);
		expect(jsonOf(result)).toMatchObject([{ country: 'US' }]);
		expect(jsonOf(result, 1)).toMatchObject([{ a: 1, error: { uploadId: '' } }]);
		expect(pairedWith(result, 1)).toEqual([[0]]);
	});
});

describe('Preview of rows', () => {
	const rows = { ...parameters, options: { return: 'rows' } };
	const actionsOf = (result: Awaited<ReturnType<Awaited<ReturnType<typeof setUp>>['run']>>) =>
		jsonOf(result).map(({ ihmjcAction }) => ihmjcAction);

	it('returns every row with its number, paired with itself', async () => {
		const { run, sandbox } = await setUp();
		const given = items.map((item, id) => ({ id, ...item }));
		const result = await run(rows, { items: given });
		expect(jsonOf(result)).toEqual(
			[
				{ ihmjcNumber: '14155550100', ihmjcCountry: 'US', ihmjcAction: 'send' },
				{ ihmjcNumber: '14165550100', ihmjcCountry: 'CA', ihmjcAction: 'send' },
				{ ihmjcNumber: '14155550100', ihmjcCountry: 'US', ihmjcAction: 'send' },
				{ ihmjcNumber: '447700900123', ihmjcCountry: 'GB', ihmjcAction: 'send' },
				{ ihmjcNumber: '', ihmjcCountry: '', ihmjcAction: 'skip' },
			].map((fields, at) => ({
				...given[at],
				...fields,
				ihmjcReason: at === 4 ? 'notANumber' : '',
				ihmjcMessage: at === 4 ? expect.stringMatching(/phone number/) : '',
				ihmjcDuplicate: at === 2,
			})),
		);
		expect(pairedWith(result)).toEqual(items.map((_, item) => [item]));
		expect(sandbox.requests.map(({ endpoint }) => endpoint)).toEqual(['balance']);
	});

	it('names the fields as Check Numbers does, with an action for each app', async () => {
		const { run } = await setUp();
		const options = { return: 'rows', outputName: 'hlr' };
		const additionalApps = ['telegram', 'line-tw'];
		const result = await run(
			{ ...parameters, options, additionalApps },
			{ items: [{ phone: ADA }] },
		);
		expect(Object.keys(jsonOf(result)[0])).toEqual([
			'phone',
			'hlrNumber',
			'hlrCountry',
			'hlrReason',
			'hlrMessage',
			'hlrDuplicate',
			'hlrAction',
			'hlrTelegramAction',
			'hlrLineTwAction',
		]);
	});

	it('tells the apps of a row apart', async () => {
		const { run } = await setUp();
		const item = {
			phone: ADA,
			ihmjcTelegramStatus: 'activated',
			ihmjcTelegramCheckedAt: '1970-01-01T00:00:00Z',
		};
		const more = { additionalApps: ['telegram'], app: 'whatsapp' };
		const options = { return: 'rows', recheckAfter: 365 * 100 };
		const [row] = jsonOf(await run({ ...rows, ...more, options }, { items: [item] }));
		expect(row).toMatchObject({ ihmjcAction: 'send', ihmjcTelegramAction: 'keep' });
	});

	it.each([
		['a text', { source: 'text', numbers: `${ADA}, hello` }, {}],
		[
			'a file',
			{ source: 'binary' },
			{ items: [{ json: {}, binary: { data: fileOf(`${ADA}\nhello`) } }] },
		],
	])('returns every line of %s', async (_, source, more) => {
		const { run } = await setUp();
		const result = await run({ ...rows, ...source }, more);
		expect(jsonOf(result)).toMatchObject([
			{ phone: ADA, ihmjcNumber: '14155550100', ihmjcAction: 'send' },
			{ phone: 'hello', ihmjcNumber: '', ihmjcReason: 'notANumber', ihmjcAction: 'skip' },
		]);
	});

	it('shows the stored number of an unreadable cell whose upload would be resumed', async () => {
		const { run } = await setUp();
		const item = {
			phone: '',
			ihmjcStatus: 'pending',
			ihmjcUploadId: '1',
			ihmjcNumber: '14155550100',
		};
		expect(jsonOf(await run(rows, { items: [item] }))).toMatchObject([
			{ ihmjcNumber: '14155550100', ihmjcCountry: 'US', ihmjcReason: '', ihmjcAction: 'resume' },
		]);
	});

	it('resumes numbers that this execution has sent', async () => {
		const { run } = await setUp();
		const first = { name: 'First', parameters: { ...parameters, operation: 'check' } };
		const result = await run(rows, {
			items: [{ phone: ADA }],
			workflow: (trigger, ihmjc) => chain(trigger, { ...ihmjc, ...first }, ihmjc),
		});
		expect(actionsOf(result)).toEqual(['resume']);
		expect(hintsOf(result)).toContain('Nothing would be sent.');
	});

	it('returns actions above Max Numbers, and warns', async () => {
		const { run } = await setUp();
		const result = await run({ ...rows, maxNumbers: 1 }, { items });
		expect(actionsOf(result)).toEqual(['send', 'send', 'send', 'send', 'skip']);
		expect(hintsOf(result)).toContainEqual(
			expect.stringMatching(/^Check Numbers and Upload would/),
		);
	});

	it('skips a row whose item has an error, under On Error = Continue', async () => {
		const { run } = await setUp();
		const checked = { ihmjcStatus: 'activated', ihmjcNumber: '14155550101', ihmjcUploadId: '1' };
		const given = [
			{ phone: ADA },
			{ app: 'nonsense', phone: BEN },
			{ app: 'nonsense', ...checked },
		];
		const app = "={{ $json.app ?? 'whatsapp' }}";
		const result = await run({ ...rows, app }, { items: given, node: REGULAR });
		const failed = {
			ihmjcAction: 'skip',
			ihmjcReason: 'error',
			ihmjcMessage: expect.stringMatching(/nonsense/),
		};
		expect(jsonOf(result)).toMatchObject([
			{ ihmjcAction: 'send', ihmjcReason: '' },
			{ ...failed, ihmjcNumber: '' },
			{ ...failed, ...checked },
		]);
		const atErrors = await run({ ...rows, app }, { items: given, node: ERROR_OUTPUT });
		expect(pairedWith(atErrors)).toEqual([[0]]);
		expect(pairedWith(atErrors, 1)).toEqual([[1], [2]]);
	});

	it('returns rows in their order, though bare numbers wait for the end of the list', async () => {
		const items = ['14155550100', '', '+14155550101'].map((phone) => ({ phone }));
		const app = "={{ $json.phone === '' ? 'no such app' : 'whatsapp' }}";
		const { run } = await setUp();
		const options = { return: 'rows' };
		const parameters = { operation: 'preview', app, defaultCountry: 'none', options };
		const result = await run(parameters, { items, node: REGULAR });
		expect(jsonOf(result).map(({ phone }) => phone)).toEqual(items.map(({ phone }) => phone));
	});

	it('returns rows that Check Numbers takes after a person has approved them', async () => {
		const { run, sandbox } = await setUp();
		const previewed = jsonOf(await run(rows, { items }));
		const approved = previewed.filter(({ ihmjcAction }) => ihmjcAction !== 'skip');
		const again = jsonOf(await run(rows, { items: approved }));
		expect(again).toEqual(approved);
		const check = { ...parameters, operation: 'check' };
		const checked = jsonOf(await run(check, { items: approved }));
		expect(checked).toMatchObject(
			approved.map(({ phone, ihmjcNumber }) => ({ phone, ihmjcNumber, ihmjcReason: '' })),
		);
		expect(sandbox.uploads.map(({ count }) => count)).toEqual([1, 1, 1]);
	});

	it('keeps the files of rows', async () => {
		const { run } = await setUp();
		const item = { json: { phone: ADA }, binary: { photo: fileOf('a') } };
		const result = await run(rows, { items: [item] });
		expect(result.items('Ihmjc')[0].binary).toMatchObject(item.binary);
	});
});
