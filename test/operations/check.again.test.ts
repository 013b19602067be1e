import type { IDataObject } from 'n8n-workflow';

import { TELEGRAM, WHATSAPP } from '../../tools/sandbox/appCodes';
import { hintsOf, jsonOf, pairedWith, errorOf } from '../helpers/ihmjcResult';
import { REGULAR } from '../helpers/onError';
import { setUp } from '../helpers/setUp';
import { closeAll } from '../tools/sandbox/sandboxes';

const parameters = { defaultCountry: 'none' };
const waitOnce = { ...parameters, options: { maxWait: 0, onTimeout: 'output' } };
const ADA = '+1 415 555 0100';
const BEN = '+44 7700 900123';
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

afterEach(closeAll);

describe('a pending row in a later run', () => {
	async function pendingRow(phone: unknown = ADA) {
		const world = await setUp({ jobSeconds: 3600 });
		const [row] = jsonOf(await world.run(waitOnce, { items: [{ phone } as IDataObject] }));
		expect(row).toMatchObject({ ihmjcStatus: 'pending', ihmjcUploadId: '42992' });
		return { ...world, row };
	}

	it('gets its result from its upload', async () => {
		const { row, run, clock, requestCounts, sandbox } = await pendingRow();
		clock.advance(HOUR);
		const result = await run(parameters, { items: [row], mode: 'manual' });
		expect(jsonOf(result)[0]).toEqual({
			...row,
			ihmjcStatus: sandbox.statusOf('14155550100', WHATSAPP),
			ihmjcReason: '',
			ihmjcMessage: '',
			ihmjcCheckedAt: expect.stringMatching(/Z$/),
		});
		expect(requestCounts().upload).toBe(1);
		expect(hintsOf(result)).toEqual([]);
	});

	it('gets its result if a sheet stored its ID and number as numbers and the rest as text', async () => {
		const { row, run, clock, requestCounts } = await pendingRow();
		clock.advance(HOUR);
		const fromSheet = {
			...row,
			ihmjcUploadId: 42992,
			ihmjcNumber: 14155550100,
			ihmjcDuplicate: 'FALSE',
		};
		const result = await run(parameters, { items: [fromSheet] });
		expect(jsonOf(result)[0]).toMatchObject({ ihmjcUploadId: '42992', ihmjcDuplicate: false });
		expect(jsonOf(result)[0].ihmjcStatus).not.toBe('pending');
		expect(requestCounts().upload).toBe(1);
	});

	it('gets its result if an export stored its ID and number as decimals', async () => {
		const { row, run, clock, requestCounts } = await pendingRow();
		clock.advance(HOUR);
		const exported = { ...row, ihmjcUploadId: '42992.0', ihmjcNumber: '14155550100.0' };
		const result = await run(parameters, { items: [exported] });
		expect(jsonOf(result)[0]).toMatchObject({ ihmjcUploadId: '42992', ihmjcReason: '' });
		expect(requestCounts().upload).toBe(1);
	});

	it('gets its result after a failure that followed the upload', async () => {
		const { row, run, clock, sandbox, requestCounts } = await pendingRow();
		clock.advance(HOUR);
		sandbox.addQuirk({ quirk: 'status500', endpoint: 'query', times: 6 });
		const options = { failedNumbers: 'keep' };
		const [failed] = jsonOf(await run({ ...parameters, options }, { items: [row] }));
		expect(failed).toMatchObject({ ihmjcStatus: 'failed', ihmjcUploadId: '42992' });
		clock.advance(HOUR);
		const [answered] = jsonOf(await run({ ...parameters, options }, { items: [failed] }));
		expect(answered.ihmjcStatus).toBe(sandbox.statusOf('14155550100', WHATSAPP));
		expect(requestCounts().upload).toBe(1);
	});

	it.each<[string, IDataObject, IDataObject]>([
		['the number was corrected', { phone: BEN }, {}],
		['a different app is selected', {}, { app: 'telegram' }],
		['its result has a different name', {}, { options: { outputName: 'other' } }],
		['it has no upload ID', { ihmjcUploadId: '' }, {}],
	])('is checked again if %s', async (_, change, more) => {
		const { row, run, requestCounts } = await pendingRow();
		const items = [{ ...row, ...change }];
		const options = { ...waitOnce.options, ...(more.options as IDataObject) };
		await run({ ...waitOnce, ...more, options } as never, { items });
		expect(requestCounts().upload).toBe(2);
	});

	it.each<[string, IDataObject, IDataObject]>([
		['the number was corrected', { phone: BEN }, {}],
		[
			'the number was corrected to an invalid one',
			{ phone: '+1 415 555 0101' },
			{ options: { ...waitOnce.options, strictNumbers: true } },
		],
		['a different app is selected', {}, { app: 'telegram' }],
	])('is counted in a hint if its upload is not resumed because %s', async (_, change, more) => {
		const { row, run } = await pendingRow();
		const items = [{ ...row, ...change }];
		expect(hintsOf(await run({ ...waitOnce, ...more } as never, { items }))).toContainEqual(
			expect.stringMatching(/^1 row has an upload for a different .* not resumed: 42992\./),
		);
	});

	it.each<[string, IDataObject, IDataObject]>([
		['the cell is blank now', { phone: '' }, {}],
		['the cell is no longer a number', { phone: 'call me maybe' }, {}],
		['its number is invalid now', {}, { strictNumbers: true }],
		['a sheet shows its number as 1.41556E+10', { ihmjcNumber: '1.41556E+10' }, {}],
		['a sheet shows its number as 1,41556E+10', { ihmjcNumber: '1,41556E+10' }, {}],
		['a sheet has rounded its number', { ihmjcNumber: 14_155_600_000 }, {}],
		['a sheet shows its number as ####', { ihmjcNumber: '########' }, {}],
		['its number is blank', { ihmjcNumber: '' }, {}],
		['its number is written with spaces', { ihmjcNumber: '+1 415 555 0100' }, {}],
		['its app is written as WhatsApp', { ihmjcApp: 'WhatsApp' }, {}],
		["its app has the vendor's spelling", { ihmjcApp: 'WS' }, {}],
		['its app is blank', { ihmjcApp: '' }, {}],
		['its status is written as Pending', { ihmjcStatus: 'Pending' }, {}],
		['its upload ID is 42992.0', { ihmjcUploadId: '42992.0' }, {}],
		['its upload ID is 42,992', { ihmjcUploadId: '42,992' }, {}],
		['its upload ID is 4.2992E+4', { ihmjcUploadId: '4.2992E+4' }, {}],
	])('is resumed although %s', async (_, change, more) => {
		const { row, run, clock, sandbox, spent } = await pendingRow();
		clock.advance(HOUR);
		const options = { ...waitOnce.options, ...more };
		const result = await run({ ...waitOnce, options }, { items: [{ ...row, ...change }] });
		expect(jsonOf(result)[0]).toMatchObject({
			...(change.phone !== undefined && { phone: change.phone }),
			ihmjcStatus: sandbox.statusOf('14155550100', WHATSAPP),
			ihmjcNumber: '14155550100',
			ihmjcCountry: 'US',
			ihmjcUploadId: '42992',
		});
		expect(spent()).toBe(1);
	});

	it.each([
		['lower case', (name: string) => name.toLowerCase()],
		[
			'snake case',
			(name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
		],
	])('is resumed although a database stores its columns in %s', async (_, rename) => {
		const { row, run, clock, sandbox, spent } = await pendingRow();
		clock.advance(HOUR);
		const renamed = Object.fromEntries(
			Object.entries(row).map(([name, value]) => [rename(name), value]),
		);
		const [answered] = jsonOf(await run(waitOnce, { items: [renamed] }));
		const ihmjcStatus = sandbox.statusOf('14155550100', WHATSAPP);
		expect(answered).toMatchObject({ ...renamed, ihmjcStatus });
		expect(spent()).toBe(1);

		const fresh = Object.fromEntries(
			['phone', ...Object.keys(row)].map((name) => [rename(name), answered[name]]),
		);
		const options = { recheckAfter: 7 };
		const [kept] = jsonOf(await run({ ...parameters, options }, { items: [fresh] }));
		expect(kept).toEqual({ ...fresh, ...answered, ...fresh });
		expect(spent()).toBe(1);
	});

	it.each<[string, IDataObject]>([
		['rounded', { ihmjcNumber: '1.41556E+10' }],
		['blank', { ihmjcNumber: '' }],
	])('keeps its upload ID if its cell is blank and its number is %s', async (_, change) => {
		const { row, run, requestCounts } = await pendingRow();
		const items = [{ ...row, phone: '', ...change }];
		expect(jsonOf(await run(waitOnce, { items }))).toEqual(items);
		expect(requestCounts().upload).toBe(1);
	});

	it.each(['1.41557E+10', '14155550101', '447700900123'])(
		'is checked again if its result is for %s',
		async (ihmjcNumber) => {
			const { row, run, requestCounts } = await pendingRow();
			await run(waitOnce, { items: [{ ...row, ihmjcNumber }] });
			expect(requestCounts().upload).toBe(2);
		},
	);

	it('does not count for Max Numbers or as a sent number', async () => {
		const { row, run } = await pendingRow();
		const items = [row, { phone: BEN }];
		const result = await run({ ...waitOnce, maxNumbers: 1 }, { items, mode: 'manual' });
		expect(result.status).toBe('success');
		expect(hintsOf(result)).toContainEqual(expect.stringMatching(/^1 number was sent\./));
	});

	it.each([
		['above', 0],
		['below', 2],
	])(
		'shares its result at no charge with new rows of its number, when it is %s them',
		async (_, at) => {
			const { row, run, clock, sandbox, requestCounts, spent } = await pendingRow();
			clock.advance(HOUR);
			const items: IDataObject[] = [{ phone: '0014155550100' }, { phone: BEN }, { phone: ADA }];
			items.splice(at, 0, row);
			const result = await run({ ...parameters, maxNumbers: 1 }, { items });
			const ada = sandbox.statusOf('14155550100', WHATSAPP);
			const results = jsonOf(result).map((json) => [
				json.ihmjcUploadId,
				json.ihmjcStatus,
				json.ihmjcDuplicate,
			]);
			const fromPending = ['42992', ada, true];
			const expected = [
				fromPending,
				['42993', sandbox.statusOf('447700900123', WHATSAPP), false],
				fromPending,
			];
			expected.splice(at, 0, ['42992', ada, false]);
			expect(results).toEqual(expected);
			expect(requestCounts().upload).toBe(2);
			expect(spent()).toBe(2);
		},
	);

	it('does not share its result with a row for a different app', async () => {
		const { row, run, clock, sandbox } = await pendingRow();
		clock.advance(HOUR);
		const items = [
			{ phone: ADA, app: 'telegram' },
			{ ...row, app: 'whatsapp' },
		];
		const result = await run({ ...parameters, app: '={{ $json.app }}' }, { items });
		expect(jsonOf(result).map(({ ihmjcUploadId }) => ihmjcUploadId)).toEqual(['42993', '42992']);
		expect(sandbox.uploads.map(({ appCode }) => appCode)).toEqual([WHATSAPP, TELEGRAM]);
	});

	it('explains what to do if its upload was deleted', async () => {
		const { row, run, clock } = await pendingRow();
		clock.advance(9 * DAY);
		const result = await run(parameters, { items: [row] });
		expect(result.error?.message).toMatch(/Unknown sendID.*upload ID 42992/);
		expect(String(result.error?.description)).toMatch(
			/7 days.*clear their result fields.*charged again/,
		);
	});

	it('fails before other rows are charged if its upload was deleted', async () => {
		const { row, run, clock, spent } = await pendingRow();
		clock.advance(9 * DAY);
		const before = spent();
		const items = [{ phone: BEN }, row];
		const error = errorOf(await run(parameters, { items }));
		expect(error.message).toMatch(/^1 of 2 uploads: .*Unknown sendID.*\(upload ID 42992\)$/);
		expect(error.description).toMatch(
			/Uploads: WhatsApp, US: upload 42992 failed .*; WhatsApp, GB: not sent/,
		);
		expect(spent()).toBe(before);

		const keep = { ...parameters, options: { failedNumbers: 'keep' } };
		const [other, gone] = jsonOf(await run(keep, { items }));
		expect(other).toMatchObject({ ihmjcUploadId: '42993', ihmjcReason: '' });
		expect(gone).toMatchObject({ ihmjcStatus: 'failed', ihmjcReason: 'refused' });
	});
});

describe('Recheck After', () => {
	async function checkedRow() {
		const world = await setUp();
		const [row] = jsonOf(await world.run(parameters, { items: [{ phone: ADA }] }));
		return { ...world, row };
	}
	const recheckAfter = (days: number) => ({ ...parameters, options: { recheckAfter: days } });

	it.each([
		[0, 60_000, 2],
		[7, 6 * DAY, 1],
		[7, 8 * DAY, 2],
		[0.5, 13 * HOUR, 2],
	])('of %d days leads after %d ms to a total of %d uploads', async (days, later, uploads) => {
		const { row, run, clock, requestCounts } = await checkedRow();
		clock.advance(later);
		const result = await run(recheckAfter(days), { items: [row] });
		expect(requestCounts().upload).toBe(uploads);
		if (uploads === 1) expect(jsonOf(result)).toEqual([row]);
		else expect(jsonOf(result)[0].ihmjcCheckedAt).not.toBe(row.ihmjcCheckedAt);
	});

	it.each<[string, IDataObject]>([
		['unknown', { ihmjcStatus: 'unknown' }],
		['invalid', { ihmjcStatus: 'invalid' }],
		['from the future', { ihmjcCheckedAt: '2999-01-01T00:00:00.000Z' }],
		['without a time', { ihmjcCheckedAt: '' }],
		['for another number', { phone: BEN }],
		['for another app', { ihmjcApp: 'telegram' }],
	])('checks a row again if its result is %s', async (_, change) => {
		const { row, run, requestCounts } = await checkedRow();
		await run(recheckAfter(7), { items: [{ ...row, ...change }] });
		expect(requestCounts().upload).toBe(2);
	});

	it('accepts a time slightly in the future, because sheets lose the time zone', async () => {
		const { row, run, requestCounts, clock } = await checkedRow();
		const ihmjcCheckedAt = new Date(clock.now() + 5 * HOUR).toISOString();
		await run(recheckAfter(7), { items: [{ ...row, ihmjcCheckedAt }] });
		expect(requestCounts().upload).toBe(1);
	});

	it.each([
		['first', [0, 1]],
		['last', [1, 0]],
	])('gives a new row the newer of two results, which comes %s', async (_, order) => {
		const { row, run, clock } = await checkedRow();
		const other = row.ihmjcStatus === 'activated' ? 'unregistered' : 'activated';
		clock.advance(2 * DAY);
		const ihmjcCheckedAt = new Date(clock.now() - DAY).toISOString();
		const rows = [{ ...row, ihmjcStatus: other, ihmjcCheckedAt }, row];
		const items = [...order.map((at) => rows[at]), { phone: ADA }];
		const result = await run(recheckAfter(7), { items });
		expect(jsonOf(result)[2]).toMatchObject({ ihmjcStatus: other, ihmjcCheckedAt });
	});

	it.each(['', 'call me maybe'])('keeps a result if its cell is now "%s"', async (phone) => {
		const { row, run, requestCounts } = await checkedRow();
		const items = [{ ...row, phone }];
		expect(jsonOf(await run(recheckAfter(7), { items }))).toEqual(items);
		expect(requestCounts().upload).toBe(1);
	});

	it.each([
		['in ISO 8601', '2026-11-10T09:00:00Z', '2026-11-12', 1],
		['with a space and without a time zone', '2026-11-10 09:00:00', '2026-11-12', 1],
		['as too old', '2026-09-10 09:00:00', '2026-11-12', 2],
		['as none if it names a day of the week', 'Mon 11/05/2026', '2026-11-12', 2],
		['as none if day and month can be swapped', '11/10/2026', '2026-11-12', 2],
		['as a serial number', '46336.5', '2026-11-12', 1],
		['as a serial number of another year', '45971', '2026-11-12', 2],
	])('reads the time of the check %s', async (_, ihmjcCheckedAt, today, uploads) => {
		const { row, run, requestCounts, clock } = await checkedRow();
		clock.advance(Date.parse(today) - clock.now());
		await run(recheckAfter(40), { items: [{ ...row, ihmjcCheckedAt }] });
		expect(requestCounts().upload).toBe(uploads);
	});

	it('reads the time of the check as a date object, as data tables return it', async () => {
		const { row, run, requestCounts, clock } = await checkedRow();
		clock.advance(DAY);
		const ihmjcCheckedAt = new Date(row.ihmjcCheckedAt as string) as unknown as string;
		const result = await run(recheckAfter(7), { items: [{ ...row, ihmjcCheckedAt }] });
		expect(requestCounts().upload).toBe(1);
		expect(hintsOf(result)).toEqual([]);
	});

	it.each([['last week'], ['05/11/2026'], [''], ['2999-01-01T00:00:00.000Z']])(
		'reports an unusable time of the check: "%s"',
		async (time) => {
			const { row, run, requestCounts } = await checkedRow();
			const items = [{ ...row, ihmjcCheckedAt: time }];
			const result = await run(recheckAfter(7), { items });
			expect(requestCounts().upload).toBe(2);
			expect(hintsOf(result)).toContainEqual(
				expect.stringMatching(/^1 row has a previous result of unknown age/),
			);
			expect(hintsOf(await run(parameters, { items }))).not.toContainEqual(
				expect.stringMatching(/unknown age/),
			);
		},
	);

	it.each([
		['above', 0],
		['below', 1],
	])(
		'shares its result at no charge with new rows of its number, when it is %s them',
		async (_, at) => {
			const { row, run, clock, requestCounts, spent } = await checkedRow();
			clock.advance(DAY);
			const items: IDataObject[] = [{ phone: '0014155550100' }, { phone: BEN }];
			items.splice(at, 0, row);
			const result = await run(recheckAfter(7), { items });
			const results = jsonOf(result);
			expect(results[at]).toEqual(row);
			expect(results[at === 0 ? 1 : 0]).toEqual({
				...row,
				phone: '0014155550100',
				ihmjcDuplicate: true,
			});
			expect([requestCounts().upload, spent()]).toEqual([2, 2]);
		},
	);

	it.each<[string, IDataObject]>([
		['Max Numbers refuses all rows', { maxNumbers: 1 }],
		["its row's app is wrong", { app: '={{ $json.app ?? "whatsapp" }}' }],
	])('keeps a result with On Error = Continue if %s', async (_, wrong) => {
		const { row, run, clock } = await checkedRow();
		clock.advance(DAY);
		const own = wrong.app ? { ...row, app: 'Wats' } : row;
		const items = [own, { phone: BEN }, { phone: '+44 7700 900124' }];
		const result = await run({ ...recheckAfter(7), ...wrong } as never, { items, node: REGULAR });
		expect(jsonOf(result)[0]).toEqual(own);
		expect(jsonOf(result)[1].ihmjcStatus === 'failed').toBe('maxNumbers' in wrong);
	});

	it.each<[string, IDataObject]>([
		['for a different number', { phone: BEN }],
		['for a different app', { app: 'telegram' }],
		['for a different number with a wrong app', { phone: BEN, app: 'Wats' }],
	])('keeps a result that is %s with On Error = Continue', async (_, change) => {
		const { row, run, clock } = await checkedRow();
		clock.advance(DAY);
		const items = [{ ...row, ...change }, { phone: '+44 7700 900124' }, { phone: '+61491570156' }];
		const wrong = { app: '={{ $json.app ?? "whatsapp" }}', maxNumbers: 1 };
		const [json] = jsonOf(await run({ ...recheckAfter(7), ...wrong }, { items, node: REGULAR }));
		expect(json).toEqual(items[0]);
	});

	it('keeps all results if its own value is wrong, with On Error = Continue', async () => {
		const world = await checkedRow();
		const row = { ...world.row, ihmjcCheckedAt: '' };
		const { run } = world;
		const options = { recheckAfter: '={{ $json.days }}' };
		const items = [row, { phone: BEN }];
		const result = await run({ ...parameters, options }, { items, node: REGULAR });
		expect(jsonOf(result)).toEqual([
			row,
			expect.objectContaining({
				ihmjcStatus: 'failed',
				ihmjcMessage: expect.stringMatching(/^'Recheck After' can't be "undefined"\./),
			}),
		]);
		expect(hintsOf(result)).toEqual([
			expect.stringMatching(/^1 row keeps its previous result\. 'Recheck After' can't be/),
			'Rows without a result: 1 failed.',
		]);
	});

	it.each<[string, IDataObject]>([
		['Source', { source: '={{ "nowhere" }}' }],
		['App', { app: "={{ $('No such node').item }}" }],
		['Additional Apps', { additionalApps: '={{ "Wats" }}' }],
		['Default Country', { defaultCountry: '={{ "Atlantis" }}' }],
		['Max Numbers', { maxNumbers: '={{ $json.nothing }}' }],
		['Max Wait', { options: { maxWait: "={{ $('No such node').item }}" } }],
	])('keeps all results if %s is wrong, with On Error = Continue', async (_, wrong) => {
		const { row, run, requestCounts } = await checkedRow();
		const pending = { phone: BEN, ihmjcStatus: 'pending', ihmjcUploadId: '42992' };
		const items = [row, pending, { phone: BEN }];
		const result = await run({ ...parameters, ...wrong } as never, { items, node: REGULAR });
		expect(jsonOf(result)).toEqual([
			row,
			pending,
			expect.objectContaining({ phone: BEN, ihmjcStatus: 'failed', ihmjcReason: 'error' }),
		]);
		expect(requestCounts().upload).toBe(1);
	});

	it('fails a text with On Error = Continue, whatever result its item has', async () => {
		const { row, run } = await checkedRow();
		const wrong = { source: 'text', numbers: BEN, maxNumbers: 'many' };
		const result = await run({ ...parameters, ...wrong }, { items: [row], node: REGULAR });
		expect(jsonOf(result)).toEqual([expect.objectContaining({ ihmjcStatus: 'failed' })]);
	});

	it('keeps the result of another app if its own value is wrong', async () => {
		const { row, run } = await checkedRow();
		const wrong = { app: 'telegram', options: { outputName: 'telegram', recheckAfter: 'soon' } };
		const result = await run({ ...parameters, ...wrong } as never, { items: [row], node: REGULAR });
		expect(jsonOf(result)[0]).toMatchObject({ ...row, telegramStatus: 'failed' });
	});

	it('keeps the result of another app if Output Name is wrong', async () => {
		const { row, run } = await checkedRow();
		const options = { outputName: 'tele gram' };
		const result = await run({ ...parameters, options }, { items: [row], node: REGULAR });
		expect(jsonOf(result)).toEqual([
			{ error: { message: expect.stringMatching(/^'Output Name' can't be/), uploadId: '' } },
		]);
	});

	it('returns previous results and failed rows with On Error = Continue', async () => {
		const { row, run } = await checkedRow();
		const options = { recheckAfter: 7 };
		const other = row.ihmjcStatus === 'activated' ? 'unregistered' : 'activated';
		const items = [
			row,
			{ ...row, ihmjcStatus: other },
			{ phone: BEN },
			{ phone: '+44 7700 900124' },
		];
		const wrong = { ...parameters, maxNumbers: 1, options } as never;
		const result = await run(wrong, { items, node: REGULAR });
		const failed = expect.objectContaining({ ihmjcStatus: 'failed', ihmjcReason: 'error' });
		expect(jsonOf(result)).toEqual([row, items[1], failed, failed]);
		expect(pairedWith(result)).toEqual([[0], [1], [2], [3]]);
		expect(hintsOf(result)).toContainEqual(
			expect.stringMatching(/^2 rows keep their previous results\. 2 numbers in 1 country/),
		);
	});

	it('charges only the new rows of a sheet that is checked every day', async () => {
		const { run, clock, spent } = await setUp();
		let sheet: IDataObject[] = [];
		for (let day = 0; day < 5; day++) {
			sheet = [...sheet, { phone: `+4477009000${10 + day}` }];
			sheet = jsonOf(await run(recheckAfter(30), { items: sheet }));
			clock.advance(DAY);
		}
		expect(sheet).toHaveLength(5);
		expect(spent()).toBe(5);
	});
});
