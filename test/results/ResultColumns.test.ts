import * as fc from 'fast-check';

import {
	createRowWriter,
	flatColumns,
	type ResultColumns,
} from '../../nodes/Ihmjc/results/ResultColumns';
import type { RowResult } from '../../nodes/Ihmjc/results/RowResult';
import { RESULT } from '../helpers/rowResult';

/** A row as the node returns it. */
const write = (columns: ResultColumns, row: object, result = RESULT) =>
	createRowWriter([columns])(row as Record<string, unknown>, [result]);

describe('flat columns', () => {
	const columns = flatColumns('wa');

	it("add nine fields to the row's own", () => {
		expect(write(columns, { name: 'Ada' })).toEqual({
			name: 'Ada',
			waStatus: 'activated',
			waNumber: '14155550100',
			waCountry: 'US',
			waApp: 'whatsapp',
			waUploadId: '42992',
			waReason: '',
			waMessage: '',
			waCheckedAt: '2026-11-24T09:00:00.000Z',
			waDuplicate: false,
		});
	});

	it('overwrite the fields of an earlier check in place', () => {
		const row = { waStatus: 'pending', name: 'Ada', waReason: null };
		const written = write(columns, row);
		expect(Object.keys(written).slice(0, 3)).toEqual(['waStatus', 'name', 'waReason']);
		expect(written).toMatchObject({ waStatus: 'activated', waReason: '' });
	});

	it.each([
		['wastatus', 'wanumber'],
		['wa_status', 'wa_number'],
		['Wa Status', 'Wa Number'],
		['WASTATUS', 'waNumber'],
	])('read columns whose names became %j and %j', (status, number) => {
		const row = { [status]: 'activated', [number]: '14155550100' };
		expect(columns.read(row)).toMatchObject({ status: 'activated', number: '14155550100' });
		expect(columns.has(row)).toBe(false);
	});

	it('read each field under its exact name if there are several, else the first', () => {
		const row = { wanumber: '1', waNumber: '2', wa_status: 'pending', wastatus: 'activated' };
		expect(columns.read(row)).toMatchObject({ status: 'pending', number: '2' });
	});

	it('read each row by its own names, whatever names other rows have', () => {
		for (const row of [
			{ waStatus: 'pending' },
			{ wastatus: 'pending' },
			{ name: 'pending' },
			{ name: 'Ada', wa_status: 'pending' },
			{ wastatus: 'pending' },
		]) {
			const isNamed = Object.keys(row).some((key) => key !== 'name');
			expect(columns.read(row)?.status).toBe(isNamed ? 'pending' : undefined);
		}
	});

	it('read values that a sheet has changed', () => {
		const row = { ...write(columns, {}), waNumber: 14155550100, waUploadId: ' 42992 ' };
		expect(columns.read(row)).toEqual(RESULT);
	});

	it.each([
		['42992.0', '42992'],
		['42992.00', '42992'],
		['42992.5', '42992.5'],
		['42992.05', '42992.05'],
		['a.0', 'a.0'],
		['a1.0', 'a1.0'],
	])('read %j as %j', (waUploadId, uploadId) => {
		const row = { ...write(columns, {}), waUploadId };
		expect(columns.read(row)?.uploadId).toBe(uploadId);
	});

	it.each([
		['14155550100.0', '14155550100'],
		['14155550100,00', '14155550100'],
		['14155550100.01', '14155550100.01'],
		['+14155550100.0', '+14155550100.0'],
	])('read the number %j as %j', (waNumber, number) => {
		expect(columns.read({ waStatus: 'activated', waNumber })?.number).toBe(number);
	});

	it('read no field that the row lacks', () => {
		const inherited = Object.create({ waNumber: '1' }) as Record<string, unknown>;
		expect(columns.read(Object.assign(inherited, { waStatus: 'activated' }))?.number).toBe('');
		expect(columns.read({ wastatus: 'activated', undefined: '1' })?.number).toBe('');
	});

	it('read names whose accents were dropped', () => {
		expect(flatColumns('été').read({ eteStatus: 'activated' })?.status).toBe('activated');
	});

	it.each<[string, object, string | undefined]>([
		['a text in the status', { waStatus: 'red', waReason: 'x' }, 'waStatus'],
		['a text in the status of all fields', { ...write(columns, {}), waStatus: 'red' }, 'waStatus'],
		['a status of ours', { waStatus: 'activated', waReason: 'x' }, undefined],
		['a text in a different field', { waStatus: '', waReason: 'x' }, 'waReason'],
		[
			'a text after blank fields',
			{ waReason: '', waDuplicate: false, waMessage: 'x' },
			'waMessage',
		],
		['blank fields', { waStatus: '', waReason: null, waDuplicate: 'false' }, undefined],
		['other fields', { name: 'Ada' }, undefined],
		['all fields and a cleared status', { ...write(columns, {}), waStatus: '' }, undefined],
		['an action of Preview', { waNumber: '1', waAction: 'send' }, undefined],
		['an action of something else', { waNumber: '1', Action: 'send' }, 'waNumber'],
	])('find what they would overwrite in a row with %s', (_, row, field) => {
		expect(columns.foreignField(row as Record<string, unknown>)).toBe(field);
	});

	it('find what they would overwrite although one of their fields is missing', () => {
		const { waCountry, ...row } = { ...write(columns, {}), waStatus: '' } as Record<
			string,
			unknown
		>;
		expect(waCountry).toBe('US');
		expect(columns.foreignField(row)).toBe('waNumber');
	});

	it('of the default name would overwrite nothing, because nobody else has such names', () => {
		expect(flatColumns('ihmjc').foreignField({ ihmjcStatus: 'red' })).toBeUndefined();
	});
});

describe('columns with something around their names', () => {
	const columns = flatColumns('ihmjc');

	it.each([
		['ihmjcStatus__c', 'ihmjcUploadId__c'],
		['property_ihmjc_status', 'property_ihmjc_upload_id'],
		['x_ihmjc_status', 'x_ihmjc_upload_id'],
		['Données: ihmjc Status', 'Données: ihmjc Upload ID'],
		['fields.ihmjcStatus', 'fields.ihmjcUploadId'],
		['a-ihmjc-status-b', 'a-ihmjc-upload-id-b'],
	])('are read from %s and %s', (status, uploadId) => {
		const row = { phone: '1', uploadId: '9', [uploadId]: '42992', [status]: 'Pending' };
		expect(columns.read(row)).toMatchObject({ status: 'pending', uploadId: '42992' });
		expect(columns.nearMiss(row)).toBeUndefined();
	});

	it('have one prefix, chosen by the first status of ours, and exact names win', () => {
		const row = {
			old_ihmjc_status: 'closed',
			old_ihmjc_upload_id: '1',
			new_ihmjc_status: 'pending',
			new_ihmjc_upload_id: '2',
			ihmjcReason: 'timeout',
			new_ihmjc_reason: 'error',
		};
		expect(columns.read(row)).toMatchObject({
			status: 'pending',
			uploadId: '2',
			reason: 'timeout',
		});
		expect(columns.read({ ...row, ihmjcstatus: 'failed' })).toMatchObject({
			status: 'failed',
			uploadId: '',
		});
	});

	it("are never those of an additional app, even if the app is this node's Output Name", () => {
		for (const name of [
			'ihmjc_telegram_status',
			'x_ihmjc_telegram_status',
			'ihmjcTelegramStatus',
		]) {
			for (const own of [columns, flatColumns('telegram')]) {
				const row = { [name]: 'activated' };
				expect(own.read(row)).toBeUndefined();
				expect(own.nearMiss(row)).toBeUndefined();
			}
		}
		const row = { wa_upload_id: '1', wa_telegram_status: 'activated' };
		expect(flatColumns('telegram').read(row)).toBeUndefined();
		expect(flatColumns('wa', 'telegram').read(row)?.status).toBe('activated');
	});

	it.each(['myIhmjcStatus', 'ihmjcStatusNew', 'Ihmjcstatuses'])(
		'report the near miss %s',
		(name) => {
			expect(columns.read({ [name]: 'activated' })).toBeUndefined();
			expect(columns.nearMiss({ [name]: 'activated' })).toBe(name);
			expect(columns.nearMiss({ [name]: 'red' })).toBeUndefined();
		},
	);

	it('are not found in a very long name', () => {
		for (const part of ['i', 'ihmjc', 'ihmjc ', 'ihmjcstatu', ' ', 'x_']) {
			const name = part.repeat(300_000 / part.length);
			expect(columns.read({ [name]: 'activated' })).toBeUndefined();
		}
	});
});

describe('the columns of an additional app', () => {
	const ofTelegram: RowResult = { ...RESULT, status: 'unregistered', uploadId: '42993' };
	const read = { ...RESULT, status: 'unregistered', uploadId: '42993' };

	it('add five fields, named after the app in Pascal case', () => {
		expect(write(flatColumns('wa', 'line-tw'), { name: 'Ada' })).toEqual({
			name: 'Ada',
			waLineTwStatus: 'activated',
			waLineTwUploadId: '42992',
			waLineTwReason: '',
			waLineTwMessage: '',
			waLineTwCheckedAt: '2026-11-24T09:00:00.000Z',
		});
	});

	it("read the row's number and ignore other apps", () => {
		const row = write(flatColumns('wa', 'telegram'), write(flatColumns('wa'), {}), ofTelegram);
		expect(flatColumns('wa').read(row)).toEqual(RESULT);
		expect(flatColumns('wa', 'telegram').read(row)).toMatchObject({
			...read,
			app: 'telegram',
			duplicate: expect.any(Boolean),
		});
		expect(flatColumns('wa', 'viber').read(row)).toBeUndefined();
	});
});

describe('columns', () => {
	const columns = flatColumns('wa');

	it('do not change the original row', () => {
		const row = Object.freeze({ name: 'Ada' });
		write(columns, row);
		expect(row).toEqual({ name: 'Ada' });
	});

	it('read a time that a database converted to a date', () => {
		const time = '2026-11-24T09:00:00.000Z';
		const read = (waCheckedAt: unknown) =>
			flatColumns('wa').read({ waStatus: 'activated', waCheckedAt })?.checkedAt;
		expect(read(new Date(time))).toBe(time);
		expect(read(new Date('never'))).toBe('');
		expect(read({ toJSON: () => time })).toBe('');
	});

	it('read nothing from an unchecked row', () => {
		expect(columns.read({ name: 'Ada' })).toBeUndefined();
	});

	it('keep every field of any row and read back the written result', () => {
		fc.assert(
			fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (row) => {
				const written = write(columns, row);
				for (const key of Object.keys(row).filter((name) => !/^wa/.test(name))) {
					expect(Object.getOwnPropertyDescriptor(written, key)?.value).toBe(row[key]);
				}
				expect(columns.read(written)).toEqual(RESULT);
			}),
		);
	});

	it('keep a field named __proto__', () => {
		const row = JSON.parse('{"__proto__":{"polluted":true}}') as Record<string, unknown>;
		const written = write(columns, row);
		expect(Object.hasOwn(written, '__proto__')).toBe(true);
		expect((written as { polluted?: unknown }).polluted).toBeUndefined();
		expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
	});
});
