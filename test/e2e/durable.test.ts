import type { IDataObject } from 'n8n-workflow';

import { NEWEST_N8N, OLDEST_N8N } from '../../tools/editor/versions';
import { TELEGRAM } from '../../tools/sandbox/appCodes';
import { ERROR_OUTPUT } from '../helpers/onError';
import { record } from './durable/cases';
import { expectAnswers, pairs, ROWS, startWaiting, untilWaiting } from './support/durable';
import { digitsOf, truth } from './support/numbers';
import { TestN8n } from './support/TestN8n';
import { chain, errorOf, ihmjc, jsonOf } from './support/workflows';

/** What a sheet made of the numbers of the rows. */
const STORED = ['', '4.47701E+11', '1.41556E+10', '#ERROR!', 14_155_600_000];

/** Rows that keep the result of their own app, and ask for another one. */
const fromSheet = (): IDataObject[] =>
	ROWS.map(({ phone }, index) => ({
		phone,
		ihmjcStatus: 'activated',
		ihmjcNumber: STORED[index],
		ihmjcCheckedAt: new Date().toISOString(),
	}));

/** For a Max Wait of one minute. */
const MAX_WAIT_MS = 180_000;

/** Long enough for two restarts in the wait. */
const JOB_SECONDS = 150;

describe(`a wait in the database of n8n ${NEWEST_N8N}`, () => {
	let n8n: TestN8n;

	beforeAll(async () => {
		n8n = await TestN8n.start({ version: NEWEST_N8N });
	}, 240_000);

	afterAll(async () => await n8n?.stop());

	test('survives a kill and a graceful restart: same rows, same errors, charged once', async () => {
		const service = await n8n.service({ jobSeconds: JOB_SECONDS });
		const start = async (operation: string, parameters: IDataObject, more = {}) => {
			const id = await startWaiting(n8n.client, service, operation, parameters, more);
			await untilWaiting(n8n.client, id);
			return id;
		};
		const rows = await start('check', {});
		const apps = await start('check', { additionalApps: ['telegram'] });
		// Max Wait ends before the service is done.
		const late = await start('check', { options: { maxWait: 1 } });
		const errors = await start('check', { options: { maxWait: 1 } }, ERROR_OUTPUT);
		const until = await start('waitUntilDone', {});
		const sheet = await startWaiting(
			n8n.client,
			service,
			'check',
			{ additionalApps: ['telegram'], options: { recheckAfter: 1 } },
			{},
			fromSheet(),
		);
		await untilWaiting(n8n.client, sheet);
		const ids = [rows, apps, late, errors, until, sheet];
		const sent = service.sandbox.uploads.length;

		await n8n.restart('SIGKILL');
		await n8n.restart('SIGTERM');

		const ended = [];
		for (const id of ids) ended.push(await n8n.client.ended(id, 400));
		expect(service.sandbox.uploads).toHaveLength(sent);

		expectAnswers(ended[0], service.sandbox);
		expect(ended[0].data.resultData.metadata).toMatchObject({ ihmjcUploadIds: '42992, 42993' });

		expectAnswers(ended[1], service.sandbox);
		expect(jsonOf(ended[1], 'Pairs').map(({ ihmjcTelegramStatus }) => ihmjcTelegramStatus)).toEqual(
			ROWS.map(({ phone }) => truth(service.sandbox, phone, TELEGRAM)),
		);

		expect(ended[2].status).toBe('error');
		expect(errorOf(ended[2])).toMatch(
			/2 of 2 uploads did not finish in time \(upload ID \d+, \d+\)/,
		);

		expect(ended[3].status).toBe('success');
		expect(jsonOf(ended[3], 'check')).toEqual([]);
		expect(jsonOf(ended[3], 'check', 1)).toEqual(
			ROWS.map(({ phone }) => ({
				phone,
				error: {
					message: expect.stringMatching(/did not finish in time/),
					uploadId: expect.any(String),
				},
			})),
		);

		expect(jsonOf(ended[4], 'Pairs')).toEqual([
			expect.objectContaining({ uploadId: '42992', done: true, timedOut: false, pair: '42992' }),
		]);
		expect(ended[5].status).toBe('success');
		expect(jsonOf(ended[5], 'Pairs')).toEqual(
			ROWS.map(({ phone }) =>
				expect.objectContaining({
					phone,
					pair: phone,
					ihmjcStatus: 'activated',
					ihmjcNumber: digitsOf(phone),
					ihmjcTelegramStatus: truth(service.sandbox, phone, TELEGRAM),
				}),
			),
		);
		const how = `${NEWEST_N8N}, one process`;
		record(how, 'killed in the wait, several apps, numbers that a sheet rounded', 'correct');
		record(how, 'killed in the wait, then restarted', 'correct, charged once');
		record(how, 'killed in the wait, several apps', 'correct');
		record(how, 'killed in the wait, Wait Until Done', 'correct');
		record(how, 'killed in the wait, On Error = Stop', 'the error, with every upload ID');
		record(how, 'killed in the wait, with an error output', 'an error item for each row');
	}, 600_000);

	test('ends at Max Wait, also if downloads hang', async () => {
		await Promise.all(
			['memory', 'database'].map(async (waitIn) => {
				const service = await n8n.service();
				service.sandbox.addQuirk({ quirk: 'hang', endpoint: 'download' });
				const options = { waitIn, maxWait: 1, onTimeout: 'output', failedNumbers: 'keep' };
				const start = Date.now();
				const run = await n8n.run(chain(ROWS, ihmjc(service, 'check', { options })), 300);
				// n8n wakes up to a minute late, and a last request may take half a minute.
				expect(Date.now() - start).toBeLessThan(MAX_WAIT_MS);
				expect(jsonOf(run, 'check')).toEqual(
					ROWS.map(({ phone }) =>
						expect.objectContaining({
							phone,
							ihmjcStatus: expect.stringMatching(/^(pending|failed)$/),
							ihmjcUploadId: expect.stringMatching(/^\d+$/),
						}),
					),
				);
			}),
		);
	}, 400_000);
});

describe(`n8n ${OLDEST_N8N}, which can't wait for a sub-workflow in its database`, () => {
	let n8n: TestN8n;

	beforeAll(async () => {
		n8n = await TestN8n.start({ version: OLDEST_N8N });
	}, 240_000);

	afterAll(async () => await n8n?.stop());

	test('waits in memory, past the first minute', async () => {
		const service = await n8n.service({ jobSeconds: 70 });
		const execution = await n8n.run(chain(ROWS, ihmjc(service, 'check'), pairs()), 150);
		expectAnswers(execution, service.sandbox);
		record(`${OLDEST_N8N}, one process`, 'Automatic', 'waited in memory; the result is correct');
	}, 240_000);

	test('refuses to wait in the database, before anything is sent', async () => {
		const service = await n8n.service();
		const check = ihmjc(service, 'check', { options: { waitIn: 'database' } });
		const execution = await n8n.run(chain(ROWS, check));
		expect(errorOf(execution)).toMatch(/'Wait In' can't be 'Database'.*Update n8n to 2\.41/);
		expect(service.sandbox.uploads).toEqual([]);
		record(`${OLDEST_N8N}, one process`, 'Database', 'refused before anything was sent');
	});
});
