import type { IDataObject } from 'n8n-workflow';

import { removeBinaryFiles } from '../../tools/engine/binaryFiles';
import { fileOf } from '../../tools/engine/rowsTrigger';
import { TELEGRAM, WHATSAPP } from '../../tools/sandbox/appCodes';
import { hintsOf, jsonOf, pairedWith, errorOf } from '../helpers/ihmjcResult';
import { RESULT_FIELDS } from '../helpers/mixedRows';
import { ERROR_OUTPUT, REGULAR } from '../helpers/onError';
import { RETRY } from '../helpers/payOnce';
import { setUp } from '../helpers/setUp';
import { closeAll } from '../tools/sandbox/sandboxes';

const LINE_TAIWAN = 'BE0DDD98ADE259BA';
const parameters = { defaultCountry: 'none', additionalApps: ['telegram', 'line-tw'] };
const ADA = '+1 415 555 0100';
const BEN = '+44 7700 900123';
const KEEP = { failedNumbers: 'keep' };
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const APP_KEYS = ['Status', 'UploadId', 'Reason', 'Message', 'CheckedAt'];
const fieldsOf = (app: string) => APP_KEYS.map((key) => `ihmjc${app}${key}`);
const statusesOf = ({ ihmjcStatus, ihmjcTelegramStatus, ihmjcLineTwStatus }: IDataObject) => [
	ihmjcStatus,
	ihmjcTelegramStatus,
	ihmjcLineTwStatus,
];
const idsOf = ({ ihmjcUploadId, ihmjcTelegramUploadId, ihmjcLineTwUploadId }: IDataObject) => [
	ihmjcUploadId,
	ihmjcTelegramUploadId,
	ihmjcLineTwUploadId,
];

afterEach(closeAll);
afterAll(removeBinaryFiles);

async function world(options: Parameters<typeof setUp>[0] = {}) {
	const { sandbox, ...more } = await setUp(options);
	const truth = (phone: string) =>
		[WHATSAPP, TELEGRAM, LINE_TAIWAN].map((code) =>
			sandbox.statusOf(phone.replace(/\D/g, ''), code),
		);
	return { sandbox, truth, ...more };
}

describe('Check Numbers with additional apps', () => {
	it('adds five fields for each app, named after the app', async () => {
		const { run, truth } = await world();
		const [row] = jsonOf(await run(parameters, { items: [{ phone: ADA }] }));
		expect(Object.keys(row)).toEqual([
			'phone',
			...RESULT_FIELDS,
			...fieldsOf('Telegram'),
			...fieldsOf('LineTw'),
		]);
		expect(statusesOf(row)).toEqual(truth(ADA));
		expect(idsOf(row)).toEqual(['42992', '42993', '42994']);
	});

	it('sends the uploads of all apps before its first query, and waits once', async () => {
		const { run, sandbox, clock } = await world({ jobSeconds: 600 });
		const before = clock.now();
		await run(parameters, { items: [{ phone: ADA }, { phone: BEN }] });
		const asked = sandbox.requests.map(({ endpoint }) => endpoint);
		expect(asked.slice(0, 7)).toEqual([...Array<string>(6).fill('upload'), 'query']);
		expect(sandbox.uploads.map(({ appCode, country }) => [appCode, country])).toEqual([
			[WHATSAPP, 'US'],
			[TELEGRAM, 'US'],
			[LINE_TAIWAN, 'US'],
			[WHATSAPP, 'GB'],
			[TELEGRAM, 'GB'],
			[LINE_TAIWAN, 'GB'],
		]);
		expect(clock.now() - before).toBeLessThan(2 * 600_000);
	});

	it.each<[string, unknown, string[]]>([
		['an array', ['telegram', 'line-tw'], [WHATSAPP, TELEGRAM, LINE_TAIWAN]],
		['a text', 'Tg, line taiwan', [WHATSAPP, TELEGRAM, LINE_TAIWAN]],
		['a text with blanks', ' telegram,, ', [WHATSAPP, TELEGRAM]],
		['an array with blanks', ['telegram', '', null], [WHATSAPP, TELEGRAM]],
		["the row's own app", ['whatsapp', 'Ws', 'Telegram'], [WHATSAPP, TELEGRAM]],
		['nothing', null, [WHATSAPP]],
		['an empty array', [], [WHATSAPP]],
	])('accepts %s from an expression in each row', async (_, apps, codes) => {
		const { run, sandbox } = await world();
		const items = [{ phone: ADA, apps } as IDataObject, { phone: BEN, apps: 'telegram' }];
		const result = await run({ ...parameters, additionalApps: '={{ $json.apps }}' }, { items });
		expect(result.error).toBeUndefined();
		const american = sandbox.uploads.filter(({ country }) => country === 'US');
		expect(american.map(({ appCode }) => appCode)).toEqual(codes);
		expect(sandbox.uploads.length - american.length).toBe(2);
		expect(jsonOf(result)[1]).not.toHaveProperty('ihmjcLineTwStatus');
	});

	it.each<[string, unknown, RegExp]>([
		['an unknown app', 'telegram, Wats', /^App "Wats" in 'Additional Apps' doesn't exist$/],
		['an object', [{ app: 'telegram' }], /^'Additional Apps' can't be "\{…\}"$/],
		['"other"', ['other'], /^App "other" in 'Additional Apps' doesn't exist$/],
	])('sends nothing if an expression returns %s', async (_, apps, message) => {
		const { run, sandbox } = await world();
		const items = [{ phone: ADA, apps } as IDataObject];
		const error = errorOf(
			await run({ ...parameters, additionalApps: '={{ $json.apps }}' }, { items }),
		);
		expect(error.message).toMatch(message);
		expect(error.itemIndex).toBe(0);
		expect(sandbox.requests).toEqual([]);
	});

	it("checks a number once if one row's own app is another row's additional app", async () => {
		const { run, sandbox, spent } = await world();
		const items = [
			{ phone: ADA, app: 'whatsapp' },
			{ phone: ADA, app: 'telegram' },
		];
		const ofTwo = { ...parameters, app: '={{ $json.app }}', additionalApps: ['telegram'] };
		const result = await run(ofTwo, { items });
		expect(spent()).toBe(2);
		const [first, second] = jsonOf(result);
		expect(second).toMatchObject({
			ihmjcApp: 'telegram',
			ihmjcStatus: sandbox.statusOf('14155550100', TELEGRAM),
			ihmjcUploadId: first.ihmjcTelegramUploadId,
			ihmjcDuplicate: true,
		});
		expect(second).not.toHaveProperty('ihmjcTelegramStatus');
	});

	it('explains for each app why an invalid row was skipped', async () => {
		const { run, spent } = await world();
		const result = await run(parameters, { items: [{ phone: 'n/a' }, { phone: ADA }] });
		expect(statusesOf(jsonOf(result)[0])).toEqual(['invalid', 'invalid', 'invalid']);
		expect(jsonOf(result)[0]).toMatchObject({ ihmjcTelegramReason: 'notANumber' });
		expect(hintsOf(result)).toContainEqual(expect.stringMatching(/^1 number was skipped/));
		expect(spent()).toBe(3);
	});

	it.each([
		[5, 0],
		[6, 6],
	])('counts each number once per app for Max Numbers: %i allows %i', async (maxNumbers, sent) => {
		const { run, spent } = await world();
		const items = [{ phone: ADA }, { phone: BEN }, { phone: ADA }];
		const result = await run({ ...parameters, maxNumbers }, { items });
		expect(spent()).toBe(sent);
		if (sent === 0) {
			expect(errorOf(result).message).toBe(
				"6 numbers in 2 countries for 3 apps would exceed 'Max Numbers' (5), so nothing was sent",
			);
		}
	});

	it('returns a result for each app of the lines of a text and a file', async () => {
		const { run, truth } = await world();
		const text = { ...parameters, source: 'text', numbers: `${ADA}\n${BEN}` };
		const file = { json: {}, binary: { data: fileOf(`${ADA}\n${BEN}`) } };
		const results = [
			await run(text),
			await run({ ...parameters, source: 'binary' }, { items: [file] }),
		];
		for (const result of results) {
			expect(jsonOf(result).map(statusesOf)).toEqual([truth(ADA), truth(BEN)]);
		}
	});
});

describe('a refused list of one app', () => {
	const refuseSecond = { quirk: 'refuse', endpoint: 'upload', skip: 1, times: 1 } as const;
	const items = [{ phone: ADA }, { phone: '+1 415 555 0101' }];

	it("keeps the other apps' results with Failed Numbers = Keep", async () => {
		const { run, sandbox, truth, spent } = await world();
		sandbox.addQuirk(refuseSecond);
		const result = await run({ ...parameters, options: KEEP }, { items });
		for (const row of jsonOf(result)) {
			const [whatsapp, , line] = truth(row.phone as string);
			expect(statusesOf(row)).toEqual([whatsapp, 'failed', line]);
			expect(row).toMatchObject({ ihmjcTelegramReason: 'refused', ihmjcTelegramUploadId: '' });
		}
		expect(hintsOf(result)).toContainEqual(expect.stringMatching(/2 failed/));
		expect(spent()).toBe(4);
	});

	it('fails with every upload ID, and a retry resumes the other uploads', async () => {
		const { run, sandbox, requestCounts, spent } = await world();
		sandbox.addQuirk({ ...refuseSecond, times: 2 });
		const error = errorOf(await run(parameters, { items }));
		expect(error).toMatchObject({ uploadId: '42992' });
		expect(error.message).toMatch(/^2 of 3 uploads: .*\(upload ID 42992\)$/);
		expect(error.description).toMatch(
			/WhatsApp, US: upload 42992 done; Telegram, US: failed .*; LINE Taiwan, US: failed/,
		);

		sandbox.addQuirk({ quirk: 'refuse', endpoint: 'upload', skip: 1, times: 1 });
		const before = { uploads: requestCounts().upload, points: spent() };
		const result = await run(parameters, { items, node: RETRY });
		expect(result.status).toBe('success');
		// Three uploads in the first try, one in the second.
		expect(requestCounts().upload - before.uploads).toBe(4);
		expect(spent() - before.points).toBe(6);
	});

	it('sends a row to the error output only if no app has a result', async () => {
		const { run, sandbox } = await world();
		sandbox.addQuirk(refuseSecond);
		const one = await run(parameters, { items, node: ERROR_OUTPUT });
		expect(jsonOf(one).map(({ ihmjcTelegramStatus }) => ihmjcTelegramStatus)).toEqual([
			'failed',
			'failed',
		]);
		expect(jsonOf(one, 1)).toEqual([]);

		sandbox.addQuirk({ quirk: 'status500', endpoint: 'download' });
		const all = await run(parameters, { items: [...items, { phone: 'n/a' }], node: ERROR_OUTPUT });
		expect(jsonOf(all).map(({ phone }) => phone)).toEqual(['n/a']);
		const [error] = jsonOf(all, 1).map((json) => json.error as IDataObject);
		expect(String(error.uploadId).split(', ')).toHaveLength(3);
		expect(pairedWith(all, 1)).toEqual([[0], [1]]);
	});

	it('keeps the result of each app if an error concerns all rows', async () => {
		const { run, requestCounts } = await world();
		const [row] = jsonOf(await run({ ...parameters, additionalApps: ['telegram'] }, { items }));
		const before = requestCounts().upload;
		const wrong = { ...parameters, maxNumbers: 1 };
		const result = await run(wrong, { items: [row, items[1]], node: REGULAR });
		expect(jsonOf(result)[0]).toMatchObject({ ...row, ihmjcLineTwStatus: 'failed' });
		expect(statusesOf(jsonOf(result)[1])).toEqual(['failed', 'failed', 'failed']);
		expect(requestCounts().upload).toBe(before);
	});
});

describe('a row with previous results for several apps', () => {
	const waitOnce = { ...parameters, options: { maxWait: 0, onTimeout: 'output' } };

	/** Has results for WhatsApp and LINE, and is pending for Telegram. */
	async function partlyPending() {
		const created = await world();
		created.sandbox.addQuirk({ quirk: 'unknownStatus', endpoint: 'query', skip: 1, times: 1 });
		const [row] = jsonOf(await created.run(waitOnce, { items: [{ phone: ADA }] }));
		const [whatsapp, , line] = created.truth(ADA);
		expect(statusesOf(row)).toEqual([whatsapp, 'pending', line]);
		return { ...created, row };
	}

	it.each([0, 1, 30])(
		'is only checked for the pending app with Recheck After %i',
		async (recheckAfter) => {
			const { run, clock, row, truth, spent, requestCounts } = await partlyPending();
			clock.advance(3 * DAY);
			const before = { ...requestCounts(), spent: spent() };
			const result = await run({ ...parameters, options: { recheckAfter } }, { items: [row] });
			const [answered] = jsonOf(result);
			expect(statusesOf(answered)).toEqual(truth(ADA));
			expect(answered).toEqual({
				...row,
				ihmjcTelegramStatus: truth(ADA)[1],
				ihmjcTelegramReason: '',
				ihmjcTelegramMessage: '',
				ihmjcTelegramCheckedAt: expect.stringMatching(/Z$/),
			});
			expect([requestCounts().upload, spent()]).toEqual([before.upload, before.spent]);
			expect(requestCounts().query - before.query).toBe(1);
			expect(hintsOf(result)).toEqual([]);
		},
	);

	it('is checked for an app that was added', async () => {
		const { run, row, sandbox, spent } = await partlyPending();
		const before = spent();
		const more = { ...parameters, additionalApps: ['telegram', 'line-tw', 'viber'] };
		const [answered] = jsonOf(await run(more, { items: [row] }));
		expect(answered.ihmjcViberUploadId).toBe(sandbox.uploads.at(-1)?.sendID);
		expect(spent() - before).toBe(1);
	});

	it('is checked again for all apps if its number was corrected', async () => {
		const { run, row, spent } = await partlyPending();
		const before = spent();
		const result = await run(parameters, { items: [{ ...row, phone: BEN }] });
		expect(spent() - before).toBe(3);
		expect(hintsOf(result)).toContainEqual(
			expect.stringMatching(/^1 row has an upload for a different number/),
		);
	});

	it('shares the result of each app with other rows of its number', async () => {
		const { run, row, truth, spent, clock } = await partlyPending();
		clock.advance(HOUR);
		const before = spent();
		const options = { recheckAfter: 7 };
		const result = await run({ ...parameters, options }, { items: [{ phone: ADA }, row] });
		expect(jsonOf(result).map(statusesOf)).toEqual([truth(ADA), truth(ADA)]);
		expect(jsonOf(result).map(idsOf)).toEqual([idsOf(row), idsOf(row)]);
		expect(spent()).toBe(before);
	});

	it('blocks only its own app if its upload was deleted', async () => {
		const { run, row, sandbox, clock } = await partlyPending();
		clock.advance(9 * DAY);
		const uploads = sandbox.uploads.length;
		const error = errorOf(await run(parameters, { items: [{ phone: BEN }, row] }));
		expect(sandbox.uploads.slice(uploads).map(({ appCode }) => appCode)).toEqual([
			WHATSAPP,
			LINE_TAIWAN,
		]);
		expect(error.message).toMatch(/^1 of 4 uploads: .*Unknown sendID/);
		expect(error.description).toMatch(
			/Telegram, US: upload 42993 failed .*; WhatsApp, GB: upload \d+ done; Telegram, GB: not sent; LINE Taiwan, GB: upload \d+ done/,
		);
	});
});

describe('Preview with additional apps', () => {
	it('lists the lists of all apps, and invalid rows once', async () => {
		const { run, sandbox } = await world();
		const items = [{ phone: ADA }, { phone: BEN }, { phone: ADA }, { phone: 'n/a' }];
		const result = await run({ ...parameters, operation: 'preview' }, { items });
		expect(
			jsonOf(result).map(({ app, country, duplicates, invalid }) => [
				app,
				country,
				duplicates,
				invalid,
			]),
		).toEqual([
			['whatsapp', 'US', 1, 1],
			['telegram', 'US', 1, 0],
			['line-tw', 'US', 1, 0],
			['whatsapp', 'GB', 0, 0],
			['telegram', 'GB', 0, 0],
			['line-tw', 'GB', 0, 0],
		]);
		expect(hintsOf(result)).toEqual([
			'6 numbers in 6 lists would be sent.',
			expect.stringMatching(/^The account has /),
			'1 number was skipped and not charged: 1 is not a phone number.',
		]);
		expect(sandbox.uploads).toEqual([]);
	});
});

describe('Upload with additional apps', () => {
	const upload = { ...parameters, operation: 'upload' };

	it('creates an upload for each app and country', async () => {
		const { run, sandbox } = await world();
		const result = await run(upload, { items: [{ phone: ADA }, { phone: BEN }] });
		expect(jsonOf(result).map(({ app, country }) => [app, country])).toEqual([
			['whatsapp', 'US'],
			['telegram', 'US'],
			['line-tw', 'US'],
			['whatsapp', 'GB'],
			['telegram', 'GB'],
			['line-tw', 'GB'],
		]);
		expect(sandbox.uploads).toHaveLength(6);
	});

	it('sends a file once for each app and counts that for Max Numbers', async () => {
		const { run, sandbox } = await world();
		const items = [{ json: {}, binary: { data: fileOf('+447700900123\n+447700900124\n') } }];
		const asFile = { ...upload, source: 'binary' };
		const error = errorOf(await run({ ...asFile, maxNumbers: 5 }, { items }));
		expect(error.message).toMatch(/^6 numbers in 1 country for 3 apps would exceed/);
		expect(sandbox.requests).toEqual([]);

		const result = await run({ ...asFile, maxNumbers: 6 }, { items });
		expect(jsonOf(result).map(({ app, numbers }) => [app, numbers])).toEqual([
			['whatsapp', 2],
			['telegram', 2],
			['line-tw', 2],
		]);
		expect(sandbox.uploads.map(({ appCode }) => appCode)).toEqual([
			WHATSAPP,
			TELEGRAM,
			LINE_TAIWAN,
		]);
	});
});
