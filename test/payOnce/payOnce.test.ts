import * as fc from 'fast-check';
import type { INode, INodeParameters } from 'n8n-workflow';

import { chain } from '../../tools/engine/chain';
import type { WorkflowFile } from '../../tools/engine/runWorkflow';
import type { QuirkRule } from '../../tools/sandbox/quirks/QuirkRule';
import type { Sandbox } from '../../tools/sandbox/startSandbox';
import {
	americanNumbers,
	britishNumbers,
	FIVE_COUNTRIES,
	rowsOf,
} from '../helpers/fictionalNumbers';
import {
	CHECK,
	messageOf,
	uploadedNumbers,
	uploadRequests,
	RETRY,
	statuses,
	maxTimesCharged,
	triesOf,
	UPLOAD,
	uploadQuirks,
} from '../helpers/payOnce';
import { QUICK_LIMITS, runIhmjc } from '../helpers/runIhmjc';
import { startGate } from '../helpers/startGate';
import { virtualClock } from '../helpers/virtualClock';
import { closeAll, start } from '../tools/sandbox/sandboxes';

afterEach(closeAll);

const ITEMS = rowsOf(americanNumbers(3));

const uploadIds = ({ uploads }: Sandbox) => uploads.map(({ sendID }) => sendID);

/** A workflow that checks one row after the other. */
function loop(...[rows, ihmjc]: Parameters<typeof chain>): WorkflowFile {
	const batches = { name: 'Loop', type: 'n8n-nodes-base.splitInBatches', typeVersion: 3 };
	const { nodes } = chain(rows, batches, ihmjc);
	const to = (node: string) => [{ node, type: 'main' as const, index: 0 }];
	return {
		nodes,
		connections: {
			Rows: { main: [to('Loop')] },
			Loop: { main: [[], to('Ihmjc')] },
			Ihmjc: { main: [to('Loop')] },
		},
		settings: { executionOrder: 'v1' },
	};
}

describe('a node that fails after its upload', () => {
	const faults: Array<[string, QuirkRule]> = [
		['failed queries', { quirk: 'status503', endpoint: 'query', times: 5 }],
		['empty responses to queries', { quirk: 'empty200', endpoint: 'query', times: 5 }],
	];

	it.each(faults)('resumes the upload in the next try after %s', async (_, quirk) => {
		const sandbox = await start({ quirks: [quirk] });
		const result = await runIhmjc({ sandbox, parameters: CHECK, items: ITEMS, node: RETRY });
		expect(result.status).toBe('success');
		expect(triesOf(result)).toBe(2);
		expect(statuses(result)).toHaveLength(3);
		expect(uploadedNumbers(sandbox)).toEqual([americanNumbers(3)]);
		expect(result.items('Ihmjc')[0].json.ihmjcUploadId).toBe(uploadIds(sandbox)[0]);
	});

	it('resumes the upload if the wait ended too early', async () => {
		const clock = virtualClock();
		const sandbox = await start({ now: clock.now, jobSeconds: 75 });
		const parameters = { ...CHECK, options: { maxWait: 1 } };
		const result = await runIhmjc({ sandbox, parameters, items: ITEMS, node: RETRY, clock });
		expect(result.status).toBe('success');
		expect(triesOf(result)).toBe(3);
		expect(uploadRequests(sandbox)).toBe(1);
	});

	it('resumes the upload if a previous result expires between two tries', async () => {
		const clock = virtualClock(Date.UTC(2030, 0, 2));
		const sandbox = await start({ now: clock.now, jobSeconds: 65 });
		const [fresh, ...others] = ITEMS;
		const items = [
			{
				...fresh,
				ihmjcStatus: 'activated',
				// One day old half a minute after the start of the first try.
				ihmjcCheckedAt: new Date(Date.UTC(2030, 0, 1, 0, 0, 30)).toISOString(),
			},
			...others,
		];
		const parameters = { ...CHECK, options: { maxWait: 1, recheckAfter: 1 } };
		const result = await runIhmjc({ sandbox, parameters, items, node: RETRY, clock });
		expect(result.status).toBe('success');
		expect(triesOf(result)).toBe(2);
		expect(uploadedNumbers(sandbox)).toEqual([americanNumbers(3).slice(1)]);
	});

	it('includes its upload ID in the next error if the upload of a pending row was deleted', async () => {
		const clock = virtualClock();
		const sandbox = await start({
			now: clock.now,
			jobSeconds: 3600,
			// The first try gets the status of neither upload; before the second try, both are deleted.
			quirks: [{ quirk: 'status503', endpoint: 'query', skip: 1, times: 3 }],
			log: () => void (sandbox.requests.length === 6 && clock.advance(9 * 24 * 3_600_000)),
		});
		const [pending, other] = [rowsOf(americanNumbers(1)), rowsOf(britishNumbers(1))];
		const late = { maxWait: 0, onTimeout: 'output' };
		const first = await runIhmjc({
			sandbox,
			parameters: { ...CHECK, options: late },
			items: pending,
			clock,
		});
		clock.advance(60_000);
		const result = await runIhmjc({
			sandbox,
			parameters: { ...CHECK, options: { maxWait: 0 } },
			items: [first.items('Ihmjc')[0].json, ...other],
			node: { ...RETRY, maxTries: 2 },
			clock,
		});
		expect(triesOf(result)).toBe(2);
		expect(uploadRequests(sandbox)).toBe(2);
		const [before, now] = uploadIds(sandbox);
		expect(messageOf(result)).toMatch(`WhatsApp, GB: upload ${now} not done yet`);
		expect(messageOf(result)).toMatch(`WhatsApp, US: upload ${before} failed`);
	});

	it('resumes the upload in 5 tries, and includes its ID in the error if all fail', async () => {
		const sandbox = await start({ quirks: [{ quirk: 'refuse', endpoint: 'query' }] });
		const node = { ...RETRY, maxTries: 5 };
		// An hour shows all that a day would.
		const parameters = { ...CHECK, options: { maxWait: 60 } };
		const result = await runIhmjc({ sandbox, parameters, items: ITEMS, node });
		expect(result.status).toBe('error');
		expect(triesOf(result)).toBe(5);
		expect(uploadRequests(sandbox)).toBe(1);
		expect(messageOf(result)).toContain(uploadIds(sandbox)[0]);
	});

	it('resumes the upload if the execution is retried from the editor', async () => {
		const sandbox = await start({ quirks: [{ quirk: 'status503', endpoint: 'query', times: 5 }] });
		const run = { sandbox, parameters: CHECK, items: ITEMS };
		const failed = await runIhmjc(run);
		expect(failed.status).toBe('error');
		const retried = await runIhmjc({ ...run, run: { resumeFrom: failed.data } });
		expect(retried.status).toBe('success');
		expect(uploadRequests(sandbox)).toBe(1);
	});
});

describe('a refused list', () => {
	it('is sent again by a retry, because a refusal means that it was not charged', async () => {
		const sandbox = await start({ quirks: [{ quirk: 'refuse', afterAccept: true, times: 1 }] });
		const result = await runIhmjc({ sandbox, parameters: CHECK, items: ITEMS, node: RETRY });
		expect(result.status).toBe('success');
		expect(uploadedNumbers(sandbox)).toEqual([americanNumbers(3), americanNumbers(3)]);
	});

	it.each([
		['check', CHECK],
		['upload', UPLOAD],
	])('is sent again without the accepted lists by operation %s', async (_, parameters) => {
		const sandbox = await start({
			quirks: [{ quirk: 'refuse', endpoint: 'upload', skip: 2, times: 1 }],
		});
		const items = rowsOf(FIVE_COUNTRIES);
		const result = await runIhmjc({ sandbox, parameters, items, node: RETRY });
		expect(result.status).toBe('success');
		expect(triesOf(result)).toBe(2);
		expect(uploadRequests(sandbox)).toBe(6);
		const [us, canada, britain, france, australia] = FIVE_COUNTRIES;
		expect(uploadedNumbers(sandbox)).toEqual([[us], [canada], [france], [australia], [britain]]);
	});

	it('is reported with the upload IDs of the other lists', async () => {
		const sandbox = await start({ quirks: [{ quirk: 'refuse', endpoint: 'upload', skip: 2 }] });
		const items = rowsOf(FIVE_COUNTRIES);
		const result = await runIhmjc({ sandbox, parameters: UPLOAD, items, node: RETRY });
		expect(result.status).toBe('error');
		expect(uploadIds(sandbox)).toHaveLength(2);
		for (const uploadId of uploadIds(sandbox)) expect(messageOf(result)).toContain(uploadId);
		expect(uploadRequests(sandbox)).toBe(2 + 3 * 3);
	});
});

describe('an upload of an earlier try', () => {
	it('returns its count and the points left', async () => {
		const sandbox = await start({
			rechargePoints: 10,
			bonusPoints: 0.5,
			pricePerNumber: 0.25,
			quirks: [{ quirk: 'refuse', endpoint: 'upload', skip: 1, times: 1 }],
		});
		const items = rowsOf(FIVE_COUNTRIES.slice(0, 2));
		const result = await runIhmjc({ sandbox, parameters: UPLOAD, items, node: RETRY });
		expect(triesOf(result)).toBe(2);
		expect(result.items('Ihmjc').map(({ json }) => json)).toMatchObject([
			{ accepted: 1, pointsLeft: 10.25 },
			{ accepted: 1, pointsLeft: 10 },
		]);
	});
});

describe('a refused connection', () => {
	it.each([
		['check', CHECK],
		['upload', UPLOAD],
	])('is retried, and sends the list once, by operation %s', async (_, parameters) => {
		const sandbox = await start();
		const gate = await startGate(sandbox.url);
		await gate.shut();
		const clock = virtualClock();
		const { sleep } = clock;
		clock.sleep = async (milliseconds) => {
			await sleep(milliseconds);
			// After the first try, which makes five attempts.
			if (clock.sleeps.length === 6) await gate.open();
		};
		const result = await runIhmjc({
			sandbox: { ...sandbox, url: gate.url },
			parameters,
			items: ITEMS,
			node: RETRY,
			clock,
		});
		expect(result.status).toBe('success');
		expect(triesOf(result)).toBe(2);
		expect(uploadRequests(sandbox)).toBe(1);
		await gate.shut();
	});
});

describe('a response that is lost after the list was accepted', () => {
	const lost: QuirkRule[] = [
		{ quirk: 'reset' },
		{ quirk: 'hang' },
		{ quirk: 'status401' },
		{ quirk: 'status429' },
		{ quirk: 'status500' },
		{ quirk: 'status503' },
		{ quirk: 'html200' },
		{ quirk: 'empty200' },
		{ quirk: 'redirect' },
		{ quirk: 'slowBody' },
		{ quirk: 'stall' },
		{ quirk: 'hugeBody' },
		{ quirk: 'truncatedJson' },
		{ quirk: 'overlongBody' },
		{ quirk: 'shortLength' },
		{ quirk: 'missingData' },
		{ quirk: 'missingData', value: 'null' },
		{ quirk: 'missingData', value: '""' },
		{ quirk: 'missingData', value: '{}' },
	];
	const cases = lost.flatMap((rule) =>
		[CHECK, UPLOAD].map((parameters): [string, string, INodeParameters, QuirkRule] => [
			String(parameters.operation),
			[rule.quirk, rule.value].filter((part) => part !== undefined).join(' '),
			parameters,
			rule,
		]),
	);

	it.each(cases)(
		'prevents sending the list again by operation %s after %s',
		async (_, __, parameters, rule) => {
			// Only the first response is lost, so a second request would be accepted and charged.
			const quirks: QuirkRule[] = [{ endpoint: 'upload', afterAccept: true, times: 1, ...rule }];
			const sandbox = await start({ quirks });
			const isSilent = ['hang', 'slowBody', 'stall'].includes(rule.quirk);
			const limits = isSilent ? QUICK_LIMITS : undefined;
			const run = { sandbox, parameters, items: ITEMS, limits };

			const first = await runIhmjc(run);
			const warning =
				/The list of 3 numbers may have been accepted and charged, so it is not sent again/;
			expect(first.error?.message).toMatch(warning);
			expect(first.error?.description).toMatch(/Look in your Ihmjc account/);

			const retried = await runIhmjc({ ...run, run: { resumeFrom: first.data }, node: RETRY });
			expect(triesOf(retried)).toBe(3);
			expect(retried.error?.message).toMatch(warning);
			expect(retried.error?.message).toMatch(/^An earlier try/);
			expect(uploadRequests(sandbox)).toBe(1);
			expect(uploadedNumbers(sandbox)).toEqual([americanNumbers(3)]);
		},
	);
});

describe('a successful node that n8n runs again', () => {
	it.each(['', 'some text', 0])('charges rows with the error column "%s" once', async (error) => {
		const sandbox = await start();
		const items = ITEMS.map((row) => ({ error, ...row }));
		const result = await runIhmjc({ sandbox, parameters: CHECK, items, node: RETRY });
		expect(result.status).toBe('success');
		expect(uploadRequests(sandbox)).toBe(1);
		const again = result.logs.filter(({ message }) =>
			/resuming upload \d+ of this execution/.test(message),
		);
		expect(again).toHaveLength(2);
		expect(result.items('Ihmjc').map(({ json }) => json.error)).toEqual([error, error, error]);
	});

	const onError: Array<NonNullable<INode['onError']>> = [
		'continueRegularOutput',
		'continueErrorOutput',
	];
	const firstBad: Array<[string, INodeParameters, QuirkRule[]]> = [
		['an unknown first app', { ...CHECK, app: '={{ $json.app }}' }, []],
		['a refused first list', UPLOAD, [{ quirk: 'refuse', endpoint: 'upload', times: 1 }]],
		[
			'a lost first response',
			UPLOAD,
			[{ quirk: 'reset', endpoint: 'upload', times: 1, afterAccept: true }],
		],
	];
	it.each(onError.flatMap((kind) => firstBad.map((each) => [kind, ...each] as const)))(
		'charges each list once with On Error = %s and %s',
		async (kind, _, parameters, quirks) => {
			const sandbox = await start({ quirks });
			const apps = ['nonsense', 'whatsapp', 'whatsapp'];
			const items = rowsOf(FIVE_COUNTRIES.slice(0, 3)).map((row, i) => ({ ...row, app: apps[i] }));
			const node = { ...RETRY, onError: kind };
			const result = await runIhmjc({ sandbox, parameters, items, node });
			expect(result.status).toBe('success');
			const charged = uploadedNumbers(sandbox).flat();
			expect(new Set(charged).size).toBe(charged.length);
			expect(charged).toEqual(expect.arrayContaining(FIVE_COUNTRIES.slice(1, 3)));
		},
	);
});

describe('the same list', () => {
	const lists = ['+14155550100\n+14155550101', '+14155550100\n+14155550101'];
	const parameters = { ...UPLOAD, source: 'text', numbers: '={{ $json.list }}' };

	it('is sent once for two items, even with a retry', async () => {
		const sandbox = await start({ quirks: [{ quirk: 'refuse', endpoint: 'upload', times: 1 }] });
		const items = lists.map((list) => ({ list }));
		const result = await runIhmjc({ sandbox, parameters, items, node: RETRY });
		expect(result.status).toBe('success');
		expect(triesOf(result)).toBe(2);
		expect(uploadedNumbers(sandbox)).toEqual([americanNumbers(2)]);
		expect(result.items('Ihmjc')).toMatchObject([
			{
				json: { uploadId: uploadIds(sandbox)[0], numbers: 2, duplicates: 2 },
				pairedItem: [{ item: 0 }, { item: 1 }],
			},
		]);
	});

	it('is sent once with 100,001 numbers, though another node has them in another order', async () => {
		const sandbox = await start({ countryRule: 'any' });
		const numbers = Array.from({ length: 100_001 }, (_, index) => `+${14_155_600_000 + index}`);
		const result = await runIhmjc({
			sandbox,
			parameters: { ...UPLOAD, source: 'text', numbers: numbers.join('\n'), maxNumbers: 0 },
			workflow: (rows, ihmjc) => {
				const other = { ...ihmjc.parameters, numbers: numbers.reverse().join('\n') };
				return chain(rows, ihmjc, { ...ihmjc, name: 'Other', parameters: other });
			},
		});
		expect(sandbox.uploads.map(({ count }) => count)).toEqual([100_001]);
		const [first, other] = ['Ihmjc', 'Other'].map((name) => result.items(name));
		expect(other[0].json).toEqual(first[0].json);
		expect(result.hints('Other').map(({ message }) => message)).toContainEqual(
			expect.stringMatching(/^Nothing was sent/),
		);
	});

	it('is sent once as a fixed text for any number of items', async () => {
		const sandbox = await start();
		const items = Array.from({ length: 500 }, (_, row) => ({ row }));
		const plain = { ...parameters, numbers: lists[0] };
		const result = await runIhmjc({ sandbox, parameters: plain, items, node: RETRY });
		expect(sandbox.uploads).toHaveLength(1);
		expect(result.items('Ihmjc')).toHaveLength(1);
	});

	it('is sent again by a later execution', async () => {
		const sandbox = await start();
		for (let execution = 0; execution < 2; execution++) {
			const result = await runIhmjc({ sandbox, parameters: CHECK, items: ITEMS, node: RETRY });
			expect(result.status).toBe('success');
		}
		expect(uploadedNumbers(sandbox)).toEqual([americanNumbers(3), americanNumbers(3)]);
	});

	it.each([
		['Upload', UPLOAD],
		['Check Numbers', CHECK],
	])('is sent only in the first iteration of a loop by %s', async (_, operation) => {
		const sandbox = await start({
			quirks: [{ quirk: 'refuse', endpoint: 'query', times: 5 }],
		});
		const result = await runIhmjc({
			sandbox,
			parameters: operation,
			items: rowsOf(['14155550100', '14155550100', '14155550100']),
			node: RETRY,
			workflow: loop,
		});
		expect(result.status).toBe('success');
		expect(result.runs('Ihmjc')).toHaveLength(3);
		expect(sandbox.uploads).toHaveLength(1);
	});

	it('is charged once in a loop with any lists and any faults', async () => {
		const lists = fc.array(fc.subarray(americanNumbers(5), { minLength: 1 }), { minLength: 1 });
		const onError = fc.constantFrom<INode['onError']>(
			'stopWorkflow',
			'continueRegularOutput',
			'continueErrorOutput',
		);
		await fc.assert(
			fc.asyncProperty(lists, uploadQuirks, onError, async (batches, quirks, kind) => {
				const sandbox = await start({ quirks });
				await runIhmjc({
					sandbox,
					parameters: { ...CHECK, source: 'text', numbers: '={{ $json.list }}' },
					items: batches.map((numbers) => ({ list: numbers.map((digits) => `+${digits}`).join() })),
					node: { ...RETRY, onError: kind },
					workflow: loop,
				});
				expect(maxTimesCharged(sandbox)).toBe(1);
			}),
			{ numRuns: 20 },
		);
	}, 60_000);

	it('is not sent again in a loop after its response was lost', async () => {
		const sandbox = await start({ quirks: [{ quirk: 'reset', afterAccept: true, times: 1 }] });
		const result = await runIhmjc({
			sandbox,
			parameters: CHECK,
			items: rowsOf(['14155550100', '14155550101', '14155550100']),
			node: { onError: 'continueRegularOutput' },
			workflow: loop,
		});
		const reasons = result.runs('Ihmjc').map(({ data }) => data?.main[0]?.[0].json.ihmjcReason);
		expect(reasons).toEqual(['lost', '', 'lost']);
		expect(uploadedNumbers(sandbox)).toEqual([['14155550100'], ['14155550101']]);
	});
});

describe('a canceled execution with Retry On Fail', () => {
	it('sends nothing more after a started upload, whose ID is still logged', async () => {
		const canceled = new AbortController();
		const sandbox = await start({
			quirks: [{ quirk: 'slowResponse', endpoint: 'upload', afterAccept: true, times: 1 }],
			log: () => canceled.abort(),
		});
		const result = await runIhmjc({
			sandbox,
			parameters: CHECK,
			items: rowsOf(FIVE_COUNTRIES),
			node: RETRY,
			run: { signal: canceled.signal },
		});
		expect(result.status).toBe('canceled');
		expect(uploadRequests(sandbox)).toBe(1);
		expect(result.logs).toContainEqual(
			expect.objectContaining({
				level: 'info',
				message: expect.stringContaining(`upload ${uploadIds(sandbox)[0]} was accepted`),
			}),
		);
	});

	it('sends nothing more while it waits, and logs the upload ID', async () => {
		const canceled = new AbortController();
		const clock = virtualClock();
		const sandbox = await start({ now: clock.now, jobSeconds: 3600 });
		const { sleep } = clock;
		clock.sleep = async (milliseconds) => {
			await sleep(milliseconds);
			if (clock.sleeps.length === 3) canceled.abort();
		};
		const result = await runIhmjc({
			sandbox,
			parameters: CHECK,
			items: ITEMS,
			node: RETRY,
			clock,
			run: { signal: canceled.signal },
		});
		expect(result.status).toBe('canceled');
		expect(uploadRequests(sandbox)).toBe(1);
		expect(sandbox.requests).toHaveLength(1 + 3);
		expect(result.logs).toContainEqual(
			expect.objectContaining({
				level: 'info',
				message: expect.stringContaining(uploadIds(sandbox)[0]),
			}),
		);
	});
});
