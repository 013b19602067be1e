import { TELEGRAM, WHATSAPP } from '../../../tools/sandbox/appCodes';
import type { Sandbox } from '../../../tools/sandbox/startSandbox';
import { digitsOf, GB, rowsOf, truth, US } from '../support/numbers';
import type { TestN8n } from '../support/TestN8n';
import { chain, errorOf, ihmjc, jsonOf } from '../support/workflows';

const LINE_TAIWAN = 'BE0DDD98ADE259BA';
const APPS = [WHATSAPP, TELEGRAM, LINE_TAIWAN];
const PARAMETERS = { additionalApps: ['telegram', 'line-tw'] };
const FIELDS = ['ihmjcStatus', 'ihmjcTelegramStatus', 'ihmjcLineTwStatus'];
const ROWS = rowsOf(US);
/** Refuses Telegram's list, which is sent second. */
const REFUSE_SECOND = { endpoint: 'upload', quirk: 'refuse', skip: 1, times: 1 } as const;

const truths = (sandbox: Sandbox, phone: unknown) =>
	APPS.map((code) => truth(sandbox, String(phone), code));

/** Tests three apps in one node: if one fails, the others continue. */
export function severalAppsSuite(n8n: () => TestN8n): void {
	test('keep the results of two apps with Failed Numbers = Keep if the third is refused', async () => {
		const service = await n8n().service();
		const { sandbox } = service;
		sandbox.addQuirk(REFUSE_SECOND);
		const options = { failedNumbers: 'keep' };
		const run = await n8n().run(chain(ROWS, ihmjc(service, 'check', { ...PARAMETERS, options })));
		expect(run.status).toBe('success');
		const rows = jsonOf(run, 'check');
		expect(rows.map(({ phone }) => phone)).toEqual(US);
		for (const row of rows) {
			const [whatsapp, , line] = truths(sandbox, row.phone);
			expect(FIELDS.map((field) => row[field])).toEqual([whatsapp, 'failed', line]);
			expect(row).toMatchObject({ ihmjcTelegramReason: 'refused', ihmjcTelegramUploadId: '' });
		}
		expect(sandbox.uploads.map(({ appCode }) => appCode)).toEqual([WHATSAPP, LINE_TAIWAN]);
	});

	test('fail with every upload ID if one is refused', async () => {
		const service = await n8n().service();
		service.sandbox.addQuirk(REFUSE_SECOND);
		const run = await n8n().run(chain(ROWS, ihmjc(service, 'check', PARAMETERS)));
		expect(run.status).toBe('error');
		expect(service.sandbox.uploads).toHaveLength(2);
		for (const { sendID } of service.sandbox.uploads) expect(errorOf(run)).toContain(sendID);
		expect(errorOf(run)).toMatch(/Telegram, US: failed/);
	});

	test('resume the uploads of the others in a retry if one is refused', async () => {
		const service = await n8n().service();
		const { sandbox } = service;
		sandbox.addQuirk(REFUSE_SECOND);
		const retry = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
		const run = await n8n().run(chain(ROWS, ihmjc(service, 'check', PARAMETERS, retry)));
		expect(run.status).toBe('success');
		for (const row of jsonOf(run, 'check')) {
			expect(FIELDS.map((field) => row[field])).toEqual(truths(sandbox, row.phone));
		}
		expect(sandbox.uploads.map(({ appCode }) => appCode)).toEqual([
			WHATSAPP,
			LINE_TAIWAN,
			TELEGRAM,
		]);
	});

	test('get the result of a pending app in the next run at no charge', async () => {
		const service = await n8n().service();
		const { sandbox } = service;
		sandbox.addQuirk({ endpoint: 'query', quirk: 'unknownStatus', skip: 1, times: 1 });
		const options = { maxWait: 0, onTimeout: 'output' };
		const first = await n8n().run(chain(ROWS, ihmjc(service, 'check', { ...PARAMETERS, options })));
		const rows = jsonOf(first, 'check');
		for (const row of rows) {
			const [whatsapp, , line] = truths(sandbox, row.phone);
			expect(FIELDS.map((field) => row[field])).toEqual([whatsapp, 'pending', line]);
		}
		const points = sandbox.points();

		const second = await n8n().run(chain(rows, ihmjc(service, 'check', PARAMETERS)));
		const answered = jsonOf(second, 'check');
		expect(answered).toHaveLength(rows.length);
		for (const [index, row] of answered.entries()) {
			expect(FIELDS.map((field) => row[field])).toEqual(truths(sandbox, row.phone));
			expect(row.ihmjcCheckedAt).toBe(rows[index].ihmjcCheckedAt);
		}
		expect(sandbox.uploads).toHaveLength(3);
		expect(sandbox.points()).toEqual(points);
	});

	test('differ from row to row by expression', async () => {
		const service = await n8n().service();
		const { sandbox } = service;
		const items = [
			{ phone: US[0], apps: 'telegram, line-tw' },
			{ phone: GB[0], apps: ['telegram'] },
		];
		const run = await n8n().run(
			chain(items, ihmjc(service, 'check', { additionalApps: '={{ $json.apps }}' })),
		);
		const [american, british] = jsonOf(run, 'check');
		expect(FIELDS.map((field) => american[field])).toEqual(truths(sandbox, US[0]));
		expect(british.ihmjcTelegramStatus).toBe(truth(sandbox, GB[0], TELEGRAM));
		expect(british).not.toHaveProperty('ihmjcLineTwStatus');
		const sent = sandbox.uploads.flatMap((upload) => upload.numbers());
		expect(sent.sort()).toEqual(
			[US[0], US[0], US[0], GB[0], GB[0]].map((phone) => digitsOf(phone)).sort(),
		);
	});
}
