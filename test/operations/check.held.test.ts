import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { chain } from '../../tools/engine/chain';
import { fileOf } from '../../tools/engine/rowsTrigger';
import { TELEGRAM, WHATSAPP } from '../../tools/sandbox/appCodes';
import {
	americanNumbers,
	britishNumbers,
	canadianNumbers,
	FIVE_COUNTRIES,
	rowsOf,
} from '../helpers/fictionalNumbers';
import { errorOf, hintsOf, jsonOf, pairedWith } from '../helpers/ihmjcResult';
import { ERROR_OUTPUT, REGULAR } from '../helpers/onError';
import type { IhmjcRun } from '../helpers/runIhmjc';
import { setUp } from '../helpers/setUp';
import { closeAll } from '../tools/sandbox/sandboxes';

const DAY = 24 * 3_600_000;
const check = (options: IDataObject = {}, more: INodeParameters = {}): INodeParameters => ({
	defaultCountry: 'none',
	options: { minNumbers: 3, ...options },
	...more,
});
const statusesOf = (rows: IDataObject[], field = 'ihmjcStatus') => rows.map((row) => row[field]);
const linesOf = (numbers: string[]) => numbers.map((number) => `+${number}`).join('\n');
const times = <Value>(count: number, value: Value) => Array<Value>(count).fill(value);

/** What was sent, such as "US 3". */
const sentOf = ({ sandbox }: Awaited<ReturnType<typeof setUp>>) =>
	sandbox.uploads.map(({ country, count }) => `${country} ${count}`);

afterEach(closeAll);

describe('a list with fewer numbers than Min Numbers', () => {
	it('is held, while longer lists are sent', async () => {
		const world = await setUp();
		const items = rowsOf([...americanNumbers(2), ...britishNumbers(3)]);
		const result = await world.run(check(), { items });
		const rows = jsonOf(result);
		expect(rows[0]).toEqual({
			phone: '+14155550100',
			ihmjcStatus: 'held',
			ihmjcNumber: '14155550100',
			ihmjcCountry: 'US',
			ihmjcApp: 'whatsapp',
			ihmjcUploadId: '',
			ihmjcReason: 'tooFew',
			ihmjcMessage:
				"Its list has 2 numbers, and 'Min Numbers' is 3. It was not sent or charged. Run this row through the node again: it is sent once there are enough numbers.",
			ihmjcCheckedAt: '',
			ihmjcDuplicate: false,
		});
		expect(statusesOf(rows.slice(2))).not.toContain('held');
		expect(pairedWith(result)).toEqual(items.map((_, item) => [item]));
		expect(sentOf(world)).toEqual(['GB 3']);
		expect(world.spent()).toBe(3);
		expect(hintsOf(result)).toContain(
			'Held: US 2 of 3. Run these rows again together with new ones.',
		);
	});

	it('is sent once it is long enough, with the rows that were held before', async () => {
		const world = await setUp();
		const numbers = americanNumbers(3);
		const held = jsonOf(await world.run(check(), { items: rowsOf(numbers.slice(0, 2)) }));
		expect(statusesOf(held)).toEqual(['held', 'held']);
		const items = [...held, ...rowsOf(numbers.slice(2))];
		const rows = jsonOf(await world.run(check(), { items }));
		expect(statusesOf(rows)).toEqual(
			numbers.map((number) => world.sandbox.statusOf(number, WHATSAPP)),
		);
		expect(rows[0]).toMatchObject({ ihmjcReason: '', ihmjcMessage: '', ihmjcUploadId: '42992' });
		expect(sentOf(world)).toEqual(['US 3']);
	});

	it('counts each number once, and holds its duplicates too', async () => {
		const world = await setUp();
		const items = rowsOf(['14155550100', '14155550100', '14155550101']);
		const rows = jsonOf(await world.run(check(), { items }));
		expect(rows.map((row) => [row.ihmjcStatus, row.ihmjcDuplicate])).toEqual([
			['held', false],
			['held', true],
			['held', false],
		]);
		expect(rows[0].ihmjcMessage).toMatch(/^Its list has 2 numbers/);
	});

	it.each([
		['country', []],
		['callingCode', ['US 3']],
	])('is a list of one country or calling code, as Split By says (%s)', async (splitBy, sent) => {
		const world = await setUp({ countryRule: 'callingCode' });
		const items = rowsOf([...americanNumbers(2), ...canadianNumbers(1)]);
		const result = await world.run(check({ splitBy }), { items });
		expect(sentOf(world)).toEqual(sent);
		expect(hintsOf(result).some((hint) => hint.startsWith('Held: US 2 of 3, CA 1 of 3.'))).toBe(
			splitBy === 'country',
		);
	});

	it('holds one app of a row and sends the other', async () => {
		const world = await setUp();
		const app = "={{ $itemIndex < 2 ? 'telegram' : 'whatsapp' }}";
		const parameters = check({}, { app, additionalApps: ['whatsapp'] });
		const result = await world.run(parameters, { items: rowsOf(americanNumbers(3)) });
		const rows = jsonOf(result);
		expect(statusesOf(rows).slice(0, 2)).toEqual(['held', 'held']);
		expect(rows[0]).toMatchObject({
			ihmjcApp: 'telegram',
			ihmjcWhatsappStatus: world.sandbox.statusOf('14155550100', WHATSAPP),
			ihmjcWhatsappReason: '',
		});
		expect(world.sandbox.uploads.map(({ appCode, count }) => [appCode, count])).toEqual([
			[WHATSAPP, 3],
		]);
		expect(hintsOf(result)).toContain(
			'Held: Telegram US 2 of 3. Run these rows again together with new ones.',
		);
	});

	it('is held for an additional app', async () => {
		const world = await setUp();
		const additionalApps = "={{ $itemIndex === 0 ? ['telegram'] : [] }}";
		const parameters = check({}, { additionalApps });
		const [row] = jsonOf(await world.run(parameters, { items: rowsOf(americanNumbers(3)) }));
		expect(row).toMatchObject({
			ihmjcTelegramStatus: 'held',
			ihmjcTelegramUploadId: '',
			ihmjcTelegramReason: 'tooFew',
			ihmjcTelegramMessage: expect.stringMatching(/^Its list has 1 number, /),
			ihmjcTelegramCheckedAt: '',
		});
	});

	it.each<[string, INodeParameters, Partial<IhmjcRun>]>([
		[
			'text',
			{ source: 'text', numbers: '={{ $json.list }}' },
			{
				items: [americanNumbers(2), britishNumbers(3)].map((list) => ({ list: linesOf(list) })),
			},
		],
		[
			'file',
			{ source: 'binary' },
			{
				items: [americanNumbers(2), britishNumbers(3)].map((list) => ({
					json: {},
					binary: { data: fileOf(linesOf(list)) },
				})),
			},
		],
	])('is held in a %s', async (_, source, more) => {
		const world = await setUp();
		const result = await world.run(check({}, source), more);
		expect(statusesOf(jsonOf(result)).slice(0, 2)).toEqual(['held', 'held']);
		expect(sentOf(world)).toEqual(['GB 3']);
	});

	it('has the numbers of one text only, because each text makes its own lists', async () => {
		const world = await setUp();
		const [one, two, three, four] = americanNumbers(4);
		const items = [[one, two].join(), [three, four].join()].map((list) => ({ list }));
		const parameters = check({}, { source: 'text', numbers: '={{ $json.list }}' });
		const result = await world.run(parameters, { items });
		expect(statusesOf(jsonOf(result))).toEqual(times(4, 'held'));
		expect(hintsOf(result)).toContain(
			'Held: US 2 of 3, US 2 of 3. Run these rows again together with new ones.',
		);
	});

	it.each([
		['five', 5, 'US 1 of 3, CA 1 of 3, GB 1 of 3, FR 1 of 3, AU 1 of 3'],
		['seven', 7, 'US 1 of 3, CA 1 of 3, GB 1 of 3, FR 1 of 3, AU 1 of 3 and 2 more'],
	])('is named in a hint, of %s lists', async (_, count, named) => {
		const { run } = await setUp();
		const items = rowsOf([...FIVE_COUNTRIES, '491713920012', '34612345678'].slice(0, count));
		expect(hintsOf(await run(check(), { items }))).toEqual([
			`Held: ${named}. Run these rows again together with new ones.`,
		]);
	});

	it('is named with thousands separators', async () => {
		const { run } = await setUp();
		const items = rowsOf(Array.from({ length: 1412 }, (_, at) => String(14_155_000_000 + at)));
		const options = { minNumbers: 2000, strictNumbers: false };
		const result = await run(check(options), { items });
		expect(hintsOf(result)).toContain(
			'Held: US 1,412 of 2,000. Run these rows again together with new ones.',
		);
		expect(jsonOf(result)[0].ihmjcMessage).toMatch(
			/^Its list has 1,412 numbers, and 'Min Numbers' is 2,000\./,
		);
	});

	it("doesn't count for Max Numbers", async () => {
		const world = await setUp();
		const items = rowsOf([...americanNumbers(2), ...britishNumbers(3)]);
		const result = await world.run(check({}, { maxNumbers: 3 }), { items });
		expect(result.status).toBe('success');
		expect(sentOf(world)).toEqual(['GB 3']);
	});
});

describe('Min Numbers never holds', () => {
	it('a number that another node of this execution has sent', async () => {
		const world = await setUp();
		const first = { name: 'First', parameters: check({ minNumbers: 0 }) };
		const result = await world.run(check(), {
			items: rowsOf(americanNumbers(2)),
			workflow: (rows, ihmjc) => chain(rows, { ...ihmjc, ...first }, ihmjc),
		});
		expect(statusesOf(jsonOf(result), 'ihmjcReason')).not.toContain('tooFew');
		expect(hintsOf(result)).toEqual([]);
		expect(sentOf(world)).toEqual(['US 2']);
	});

	it('a pending row', async () => {
		const world = await setUp({ jobSeconds: 3600 });
		const options = { minNumbers: 0, maxWait: 0, onTimeout: 'output' };
		const pending = jsonOf(await world.run(check(options), { items: rowsOf(americanNumbers(1)) }));
		world.clock.advance(DAY);
		const [row, added] = jsonOf(
			await world.run(check(), { items: [...pending, { phone: '+14155550101' }] }),
		);
		expect(row.ihmjcStatus).toBe(world.sandbox.statusOf('14155550100', WHATSAPP));
		expect(added.ihmjcStatus).toBe('held');
		expect(added.ihmjcMessage).toMatch(/^Its list has 1 number, /);
	});

	it('a number of Resume Uploads', async () => {
		const world = await setUp();
		const items = rowsOf(americanNumbers(2));
		await world.run(check({ minNumbers: 0 }), { items });
		const options = { resumeUploads: '42992' };
		const rows = jsonOf(
			await world.run(check(options), { items: [...items, ...rowsOf(britishNumbers(1))] }),
		);
		expect(rows[0].ihmjcStatus).toBe(world.sandbox.statusOf('14155550100', WHATSAPP));
		expect(rows[2].ihmjcStatus).toBe('held');
		expect(world.sandbox.uploads).toHaveLength(1);
	});

	it('a fresh result, and its number in other rows', async () => {
		const world = await setUp();
		const checked = jsonOf(
			await world.run(check({ minNumbers: 0 }), { items: rowsOf(americanNumbers(1)) }),
		);
		const items = [...checked, { phone: '+14155550100' }, { phone: '+14155550101' }];
		const rows = jsonOf(await world.run(check({ recheckAfter: 7 }), { items }));
		expect(rows[0]).toEqual(checked[0]);
		expect(rows[1].ihmjcStatus).toBe(checked[0].ihmjcStatus);
		expect(rows[2].ihmjcMessage).toMatch(/^Its list has 1 number, /);
	});

	it('a number of an AI agent', async () => {
		const { run } = await setUp();
		const parameters = check({}, { source: 'text', numbers: '+1 415 555 0100' });
		expect(statusesOf(jsonOf(await run(parameters, { isTool: true })), 'status')).not.toContain(
			'held',
		);
	});
});

describe('a previous result', () => {
	const [ada] = rowsOf(['14155550100']);

	it.each(['activated', 'unregistered', 'unknown', 'Activated'])(
		'%s of a held row stays, with its upload ID and time',
		async (status) => {
			const { run, spent } = await setUp();
			const before = {
				...ada,
				ihmjcStatus: status,
				ihmjcNumber: '14155550100',
				ihmjcCountry: 'US',
				ihmjcApp: 'whatsapp',
				ihmjcUploadId: '41000',
				ihmjcReason: '',
				ihmjcMessage: '',
				ihmjcCheckedAt: '2026-01-01T09:00:00.000Z',
				ihmjcDuplicate: false,
			};
			const result = await run(check({ recheckAfter: 7 }), { items: [before] });
			expect(jsonOf(result)).toEqual([
				{
					...before,
					ihmjcStatus: status.toLowerCase(),
					ihmjcReason: 'tooFew',
					ihmjcMessage: expect.stringMatching(/^Its list has 1 number, /),
				},
			]);
			expect(spent()).toBe(0);
		},
	);

	it('of an additional app stays if that app is held', async () => {
		const { run } = await setUp();
		const telegram = {
			ihmjcTelegramStatus: 'activated',
			ihmjcTelegramUploadId: '41001',
			ihmjcTelegramCheckedAt: '2026-01-01T09:00:00.000Z',
		};
		const parameters = check({}, { additionalApps: ['telegram'] });
		const [row] = jsonOf(await run(parameters, { items: [{ ...ada, ...telegram }] }));
		expect(row).toMatchObject({
			...telegram,
			ihmjcStatus: 'held',
			ihmjcTelegramReason: 'tooFew',
		});
	});

	it.each([
		['a failure before anything was sent', { ihmjcStatus: 'failed' }],
		['a status without meaning', { ihmjcStatus: 'new' }],
		['a result of another number', { ihmjcStatus: 'activated', ihmjcNumber: '14155550199' }],
		['a result of another app', { ihmjcStatus: 'activated', ihmjcApp: 'telegram' }],
	])('is replaced if it is %s', async (_, before) => {
		const { run } = await setUp();
		const [row] = jsonOf(await run(check(), { items: [{ ...ada, ...before }] }));
		expect(row).toMatchObject({
			ihmjcStatus: 'held',
			ihmjcNumber: '14155550100',
			ihmjcApp: 'whatsapp',
		});
	});

	it('stays if the wait for another country is handed over to the database', async () => {
		const items = [
			{ ...ada, ihmjcStatus: 'activated', ihmjcUploadId: '41000' },
			...rowsOf(['14155550101', ...britishNumbers(3)]),
		];
		const outputs = await Promise.all(
			['memory', 'database'].map(async (waitIn) => {
				const { run } = await setUp({ jobSeconds: 600 });
				return await run(check({ waitIn }), { items, canWaitInDatabase: true });
			}),
		);
		const [inMemory, inDatabase] = outputs.map((result) =>
			jsonOf(result).map((row) => ({ ...row, ihmjcCheckedAt: Boolean(row.ihmjcCheckedAt) })),
		);
		expect(inDatabase).toEqual(inMemory);
		expect(inDatabase[0]).toMatchObject({ ihmjcStatus: 'activated', ihmjcUploadId: '41000' });
		expect(inDatabase[1]).toMatchObject({
			ihmjcStatus: 'held',
			ihmjcMessage: expect.stringMatching(/^Its list has 2 numbers, /),
		});
	});
});

describe('a held row with On Error =', () => {
	/** Telegram has three numbers, WhatsApp one. */
	const additionalApps = "={{ $itemIndex === 0 ? ['telegram', 'whatsapp'] : ['telegram'] }}";
	const parameters = check({}, { app: 'telegram', additionalApps });
	const items = rowsOf(americanNumbers(3));

	it('Stop is no error', async () => {
		const { run } = await setUp();
		const result = await run(parameters, { items });
		expect(result.status).toBe('success');
		expect(jsonOf(result)[0].ihmjcWhatsappStatus).toBe('held');
	});

	it('Error Output stays in the main output, even if its other app failed', async () => {
		const { run } = await setUp({ minLines: 4 });
		const result = await run(parameters, { items, node: ERROR_OUTPUT });
		expect(jsonOf(result)).toEqual([
			expect.objectContaining({
				phone: '+14155550100',
				ihmjcStatus: 'failed',
				ihmjcWhatsappStatus: 'held',
			}),
		]);
		expect(jsonOf(result, 1)).toHaveLength(2);
	});

	it('Continue has no error field', async () => {
		const { run } = await setUp();
		const [row] = jsonOf(await run(check(), { items: items.slice(1), node: REGULAR }));
		expect(row).toMatchObject({ ihmjcStatus: 'held' });
		expect(row).not.toHaveProperty('error');
	});
});

describe('Min Numbers', () => {
	it('above Max Numbers is an error', async () => {
		const { run, requestCounts } = await setUp();
		const parameters = check({ minNumbers: 2000 }, { maxNumbers: 100 });
		const items = rowsOf(americanNumbers(1));
		for (const operation of ['check', 'preview']) {
			expect(errorOf(await run({ ...parameters, operation }, { items }))).toMatchObject({
				message:
					"'Min Numbers' (2,000) is above 'Max Numbers' (100), so nothing could ever be sent",
				description: expect.stringMatching(/Nothing was sent\.$/),
			});
		}
		expect(requestCounts()).toMatchObject({ upload: 0, balance: 0 });
	});

	it.each([0, 3])('may be up to Max Numbers (%d)', async (maxNumbers) => {
		const world = await setUp();
		await world.run(check({}, { maxNumbers }), { items: rowsOf(americanNumbers(3)) });
		expect(sentOf(world)).toEqual(['US 3']);
	});

	it.each(['soon', -1, true, '={{ null }}'])("can't be %p", async (minNumbers) => {
		const { run, requestCounts } = await setUp();
		const result = await run(check({ minNumbers }), { items: rowsOf(americanNumbers(1)) });
		expect(errorOf(result).message).toContain("'Min Numbers'");
		expect(requestCounts().upload).toBe(0);
	});

	it('reads a text from an expression', async () => {
		const world = await setUp();
		const items = rowsOf(americanNumbers(1));
		expect(
			statusesOf(jsonOf(await world.run(check({ minNumbers: '={{ "2" }}' }), { items }))),
		).toEqual(['held']);
	});
});

it('says what two apps hold, each with its own name', async () => {
	const { run, sandbox } = await setUp();
	const parameters = check({}, { additionalApps: ['telegram'] });
	const result = await run(parameters, { items: rowsOf(americanNumbers(1)) });
	expect(hintsOf(result)).toEqual([
		'Held: WhatsApp US 1 of 3, Telegram US 1 of 3. Run these rows again together with new ones.',
	]);
	expect(sandbox.uploads.map(({ appCode }) => appCode)).not.toContain(TELEGRAM);
});
