import * as fc from 'fast-check';
import type { INodeParameters } from 'n8n-workflow';

import type { LogLine } from '../tools/engine/currentRun';
import { WHATSAPP } from '../tools/sandbox/appCodes';
import type { QuirkRule } from '../tools/sandbox/quirks/QuirkRule';
import { endpoints, quirkNames, quirks } from '../tools/sandbox/quirks/quirks';
import { americanNumbers, britishNumbers, rowsOf } from './helpers/fictionalNumbers';
import { runIhmjc } from './helpers/runIhmjc';
import { virtualClock } from './helpers/virtualClock';
import { startServer } from './tools/engine/testServer';
import { upload } from './tools/sandbox/client';
import { closeAll, start } from './tools/sandbox/sandboxes';

afterEach(closeAll);

const DAY = 24 * 60 * 60 * 1000;
const CHECK: INodeParameters = { operation: 'check', defaultCountry: 'none' };
const NUMBERS = americanNumbers(12);
const ITEMS = rowsOf(NUMBERS);

describe('an upload ID', () => {
	it.each(['check', 'upload'])(
		'is logged at level info as soon as it exists, by operation %s',
		async (operation) => {
			const seen: Array<{ line: LogLine; requests: string[] }> = [];
			const sandbox = await start();
			const result = await runIhmjc({
				sandbox,
				parameters: { ...CHECK, operation },
				items: ITEMS,
				run: {
					log: (line) =>
						seen.push({ line, requests: sandbox.requests.map(({ endpoint }) => endpoint) }),
				},
			});
			expect(result.status).toBe('success');
			const [{ sendID }] = sandbox.uploads;
			const first = seen.find(({ line }) => JSON.stringify(line).includes(sendID))!;
			expect(first.line.level).toBe('info');
			expect(first.line.message).toContain(sendID);
			expect(first.line.meta).toMatchObject({ uploadId: sendID, app: 'whatsapp', numbers: 12 });
			expect(first.requests).toEqual(['upload']);
		},
	);

	it('is included in every error of a check of several lists', async () => {
		const items = [...ITEMS, ...rowsOf(britishNumbers(3))];
		const faults: QuirkRule[] = [
			{ quirk: 'refuse', endpoint: 'query', skip: 1 },
			{ quirk: 'status500', endpoint: 'query', skip: 1 },
			{ quirk: 'unknownStatus', skip: 1 },
			{ quirk: 'jsonDownload', skip: 2 },
		];
		// An hour shows all that a day would.
		const parameters = { ...CHECK, options: { maxWait: 60 } };
		for (const quirk of faults) {
			const sandbox = await start({ quirks: [quirk] });
			const result = await runIhmjc({ sandbox, parameters, items });
			expect(sandbox.uploads).toHaveLength(2);
			for (const { sendID } of sandbox.uploads) expect(result.error?.message).toContain(sendID);
			expect(result.error?.description).toMatch(/WhatsApp, US: .*WhatsApp, GB: /);
		}
	});

	it('is added to a message that contains the same number by chance', async () => {
		const sandbox = await start({ quirks: [{ quirk: 'status500', endpoint: 'query' }] });
		const parameters = { operation: 'query' };
		const result = await runIhmjc({ sandbox, parameters, items: [{ uploadId: '50' }] });
		expect(result.error?.message).toContain('(upload ID 50)');
	});
});

describe('a result that was deleted after 7 days', () => {
	it.each(['query', 'waitUntilDone', 'download'])(
		'is reported as deleted by %s',
		async (operation) => {
			const clock = virtualClock();
			const sandbox = await start({ now: clock.now });
			const uploadId = await upload(sandbox, NUMBERS);
			clock.advance(8 * DAY);
			const parameters = { operation };
			const result = await runIhmjc({ sandbox, parameters, items: [{ uploadId }], clock });
			expect(result.error?.message).toContain(uploadId);
			expect(result.error?.description).toMatch(/deletes results 7 days after/);
		},
	);

	it('is reported in its pending rows, which are not charged again', async () => {
		const clock = virtualClock();
		const sandbox = await start({ now: clock.now, jobSeconds: 3600 });
		const options = { maxWait: 1, onTimeout: 'output', failedNumbers: 'keep' };
		const run = { sandbox, parameters: { ...CHECK, options }, clock };
		const pending = await runIhmjc({ ...run, items: ITEMS });
		clock.advance(8 * DAY);
		const back = pending.items('Ihmjc').map(({ json }) => json);
		const late = await runIhmjc({ ...run, items: back });
		expect(sandbox.uploads).toHaveLength(1);
		for (const { json } of late.items('Ihmjc')) {
			expect(json).toMatchObject({
				ihmjcStatus: 'failed',
				ihmjcUploadId: sandbox.uploads[0].sendID,
			});
			expect(json.ihmjcMessage).toMatch(/7 days/);
		}
	});
});

/** Any fault of the sandbox except silence, at any time, for any number of requests. */
const rule = fc
	.record({
		quirk: fc.constantFrom(
			...quirkNames.filter((name) => !['hang', 'slowResponse', 'slowBody', 'stall'].includes(name)),
		),
		at: fc.nat(),
		times: fc.integer({ min: 1, max: 8 }),
		skip: fc.integer({ min: 0, max: 3 }),
		afterAccept: fc.boolean(),
	})
	.map(({ quirk, at, times, skip, afterAccept }): QuirkRule => {
		const where: ReadonlyArray<(typeof endpoints)[number]> = quirks[quirk].endpoints ?? endpoints;
		const endpoint = where[at % where.length];
		// Nobody can know that a refused list was accepted; test/payOnce tests that case.
		const mayBeTaken = endpoint === 'upload' && quirk !== 'refuse';
		return { quirk, endpoint, times, skip, ...(mayBeTaken ? { afterAccept } : {}) };
	});

const STATUSES = ['activated', 'unregistered', 'unknown', 'invalid', 'failed', 'pending'];

it('returns every row with a true status and charges a number once, with any faults', async () => {
	const phone = fc.oneof(
		{ weight: 4, arbitrary: fc.constantFrom(...americanNumbers(8), ...britishNumbers(8)) },
		fc.constantFrom('', 'nonsense', '123'),
	);
	await fc.assert(
		fc.asyncProperty(
			fc.array(phone, { minLength: 1, maxLength: 20 }),
			fc.array(rule, { maxLength: 4 }),
			fc.boolean(),
			async (phones, rules, isRetried) => {
				const clock = virtualClock();
				const sandbox = await start({ now: clock.now, jobSeconds: 90, quirks: rules });
				const items = [...phones, '14155550100'].map((digits, error) => ({
					phone: digits,
					...(isRetried ? { error } : {}),
				}));
				const result = await runIhmjc({
					sandbox,
					parameters: {
						...CHECK,
						options: { failedNumbers: 'keep', onTimeout: 'output', maxWait: 2 },
					},
					items,
					clock,
					node: { retryOnFail: isRetried, maxTries: 4, waitBetweenTries: 1 },
				});
				expect(result.status).toBe('success');
				const rows = result.items('Ihmjc').map(({ json }) => json);
				expect(rows.map((row) => row.phone)).toEqual(items.map((item) => item.phone));
				for (const { ihmjcStatus, ihmjcNumber } of rows) {
					expect(STATUSES).toContain(ihmjcStatus);
					if (ihmjcStatus === 'activated' || ihmjcStatus === 'unregistered') {
						expect(ihmjcStatus).toBe(sandbox.statusOf(String(ihmjcNumber), WHATSAPP));
					}
				}
				const charged = sandbox.uploads.flatMap((each) => each.numbers());
				expect(new Set(charged).size).toBe(charged.length);
				await closeAll();
			},
		),
		{ numRuns: 60 },
	);
});

describe('a list that was cut off', () => {
	const cuts: QuirkRule[] = [
		{ quirk: 'truncatedDownload' },
		{ quirk: 'midLineDownload' },
		{ quirk: 'midLineDownload', value: 'last' },
		{ quirk: 'shortDownload' },
		{ quirk: 'shortDownload', value: '3' },
		{ quirk: 'emptyDownload' },
		{ quirk: 'overlongBody', endpoint: 'download' },
		{ quirk: 'shortLength', endpoint: 'download' },
		{ quirk: 'shortLength', endpoint: 'download', value: '12' },
	];
	const outputs = ['binary', 'items', 'check'];

	it.each(
		cuts.flatMap((cut) =>
			outputs.map((output) => [cut.quirk, cut.value ?? '', output, cut] as const),
		),
	)('is not returned as complete after %s %s with output %s', async (_, __, output, cut) => {
		const sandbox = await start();
		const uploadId = await upload(sandbox, NUMBERS);
		sandbox.addQuirk(cut);
		const isCheck = output === 'check';
		const result = await runIhmjc({
			sandbox,
			parameters: isCheck ? CHECK : { operation: 'download', outputAs: output },
			items: isCheck ? ITEMS : [{ uploadId }],
		});
		const downloads = sandbox.requests.filter(({ endpoint }) => endpoint === 'download');
		expect(downloads.length).toBeGreaterThan(1);
		if (result.error) {
			expect(result.error.message).toMatch(/upload ID \d+/);
		} else if (isCheck) {
			for (const { json } of result.items('Ihmjc')) {
				const truth = sandbox.statusOf(String(json.ihmjcNumber), WHATSAPP);
				expect(['failed', truth]).toContain(json.ihmjcStatus);
			}
		} else {
			expect(result.hints('Ihmjc').map(({ message }) => message)).toContainEqual(
				expect.stringMatching(/n't match what Ihmjc counted/),
			);
			const files = result.items('Ihmjc').filter(({ binary }) => binary);
			expect(files.map(({ json }) => json.complete)).toEqual(files.map(() => false));
		}
	});

	it('is replaced by the complete list of a retry', async () => {
		const [first, second] = NUMBERS;
		let downloads = 0;
		const server = await startServer((response, { url, body }) => {
			if (url === '/api/Download.ashx') {
				// The first list contains more numbers than the query counted.
				if (body.includes('type=2')) response.end(++downloads > 1 ? first : `${first}\n${second}`);
				else response.end(second);
				return;
			}
			const DATA = { sendID: '42992', status: '2', number2: '1', number3: '1' };
			response.end(JSON.stringify({ RES: '100', ERR: '', DATA }));
		});
		const result = await runIhmjc({
			sandbox: { url: server.url, account: 'demo', password: 'sandbox-demo' },
			parameters: CHECK,
			items: ITEMS.slice(0, 2),
		});
		await server.close();
		expect(downloads).toBe(2);
		expect(result.items('Ihmjc').map(({ json }) => json.ihmjcStatus)).toEqual([
			'activated',
			'unregistered',
		]);
	});
});
