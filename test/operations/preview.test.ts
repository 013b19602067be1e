import { fileOf } from '../../tools/engine/rowsTrigger';
import { hintsOf, jsonOf, pairedWith } from '../helpers/ihmjcResult';
import { ERROR_OUTPUT } from '../helpers/onError';
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
		const foreign = ['14155550100', '4915112345678', '4915112345679'];
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
			'The balance could not be read: Ihmjc refused: Wrong account or password (RES 101). Check the account and password in the credential, also for spaces.',
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
			'Held: GB 1 of 2. They are sent once enough rows are together.',
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
