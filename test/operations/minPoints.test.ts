import type { INodeParameters } from 'n8n-workflow';

import { americanNumbers, britishNumbers, rowsOf } from '../helpers/fictionalNumbers';
import { errorOf, hintsOf, jsonOf } from '../helpers/ihmjcResult';
import { ERROR_OUTPUT, REGULAR } from '../helpers/onError';
import { RETRY } from '../helpers/payOnce';
import { setUp } from '../helpers/setUp';
import { closeAll } from '../tools/sandbox/sandboxes';

const points = { rechargePoints: 49.8332, bonusPoints: 0.5 };
const having = (options: INodeParameters, operation = 'check'): INodeParameters => ({
	operation,
	defaultCountry: 'none',
	options,
});
const items = rowsOf(americanNumbers(2));

afterEach(closeAll);

describe.each(['check', 'upload'])('Min Points of %s', (operation) => {
	it('sends nothing if the account has fewer', async () => {
		const { run, requestCounts } = await setUp(points);
		expect(errorOf(await run(having({ minPoints: 1000 }, operation), { items }))).toMatchObject({
			name: 'NodeOperationError',
			message:
				"The account has 50.3332 points, fewer than 'Min Points' (1,000), so nothing was sent",
			description: "Buy points, or lower 'Min Points'.",
		});
		expect(requestCounts()).toMatchObject({ balance: 1, upload: 0, query: 0 });
	});

	it.each([50.3332, 50, 0.1])('sends all lists if the account has %p', async (minPoints) => {
		const { run, sandbox } = await setUp(points);
		const rows = [...items, ...rowsOf(britishNumbers(1))];
		const result = await run(having({ minPoints }, operation), { items: rows });
		expect(result.status).toBe('success');
		const before = sandbox.requests.slice(0, 3).map(({ endpoint }) => endpoint);
		expect(before).toEqual(['balance', 'upload', 'upload']);
	});

	it('is 0 by default, which reads no balance', async () => {
		const { run, requestCounts } = await setUp({ rechargePoints: 0.5, bonusPoints: 2 });
		await run(having({}, operation), { items });
		expect(requestCounts()).toMatchObject({ balance: 0, upload: 1 });
	});

	it('sends nothing if the balance is refused', async () => {
		const { run, sandbox, requestCounts } = await setUp(points);
		sandbox.addQuirk({ quirk: 'refuse', endpoint: 'balance' });
		const error = errorOf(await run(having({ minPoints: 1 }, operation), { items }));
		expect(error).toMatchObject({
			name: 'NodeApiError',
			message: expect.stringMatching(
				/^The balance could not be read, and 'Min Points' is set, so nothing was sent: Ihmjc refused: .+ \(RES \d+\)$/,
			),
			description: expect.stringMatching(
				/To send without reading the balance, set 'Min Points' to 0\.$/,
			),
		});
		expect(requestCounts().upload).toBe(0);
	});

	it.each(['html200', 'status503', 'empty200', 'reset'] as const)(
		'sends nothing if the balance is unreadable (%s), and asks again before that',
		async (quirk) => {
			const { run, sandbox, requestCounts } = await setUp(points);
			sandbox.addQuirk({ quirk, endpoint: 'balance' });
			const error = errorOf(await run(having({ minPoints: 1 }, operation), { items }));
			expect(error.message).toMatch(/^The balance could not be read/);
			expect(requestCounts().upload).toBe(0);
			expect(requestCounts().balance).toBeGreaterThan(1);
		},
	);

	it('sends after a temporary fault', async () => {
		const { run, sandbox, requestCounts } = await setUp(points);
		sandbox.addQuirk({ quirk: 'status503', endpoint: 'balance', times: 1 });
		await run(having({ minPoints: 1 }, operation), { items });
		expect(requestCounts()).toMatchObject({ balance: 2, upload: 1 });
	});

	it('reads no balance if there is nothing to send', async () => {
		const { run, requestCounts } = await setUp(points);
		const result = await run(having({ minPoints: 1000 }, operation), { items: [{ phone: 'n/a' }] });
		expect(result.status).toBe('success');
		expect(requestCounts().balance).toBe(0);
	});

	it('names the uploads of an earlier try', async () => {
		const { run, sandbox } = await setUp({ rechargePoints: 2, bonusPoints: 0.5 });
		sandbox.addQuirk({ quirk: 'refuse', endpoint: 'upload', skip: 1 });
		const rows = [...items, ...rowsOf(britishNumbers(1))];
		const result = await run(having({ minPoints: 1 }, operation), { items: rows, node: RETRY });
		expect(errorOf(result)).toMatchObject({
			message:
				"The account has 0.5 points, fewer than 'Min Points' (1), so nothing more was sent (upload ID 42992)",
			uploadId: '42992',
		});
		expect(sandbox.uploads).toHaveLength(1);
	});

	it.each(['soon', -1, true])("can't be %p", async (minPoints) => {
		const { run, requestCounts } = await setUp(points);
		const error = errorOf(await run(having({ minPoints }, operation), { items }));
		expect(error.message).toContain("'Min Points'");
		expect(requestCounts().upload).toBe(0);
	});

	it.each([REGULAR, ERROR_OUTPUT])('fails every row with $onError', async (node) => {
		const { run, requestCounts } = await setUp(points);
		const result = await run(having({ minPoints: 1000 }, operation), { items, node });
		expect(result.status).toBe('success');
		const failed = jsonOf(result, node === ERROR_OUTPUT ? 1 : 0);
		expect(failed).toHaveLength(2);
		for (const row of failed) {
			expect(JSON.stringify(row)).toContain("fewer than 'Min Points' (1,000)");
		}
		expect(requestCounts().upload).toBe(0);
	});

	it('is known to an AI agent', async () => {
		const { run, requestCounts } = await setUp(points);
		const parameters = { ...having({ minPoints: 1000 }, operation), source: 'text' };
		await run({ ...parameters, numbers: '+1 415 555 0100' }, { isTool: true, node: REGULAR });
		expect(requestCounts()).toMatchObject({ balance: 1, upload: 0 });
	});
});

describe('Min Points', () => {
	it('stops the node, also with Failed Numbers = Keep', async () => {
		const { run } = await setUp(points);
		const result = await run(having({ minPoints: 1000, failedNumbers: 'keep' }), { items });
		expect(errorOf(result).message).toContain("'Min Points'");
	});

	it('is checked after resumed uploads and before the first list', async () => {
		const { run, sandbox } = await setUp(points);
		await run(having({}, 'upload'), { items });
		const before = sandbox.requests.length;
		const rows = [
			{ phone: '+14155550100', ihmjcStatus: 'pending', ihmjcUploadId: '42992' },
			...rowsOf(britishNumbers(1)),
		];
		await run(having({ minPoints: 1 }), { items: rows });
		const endpoints = sandbox.requests.slice(before).map(({ endpoint }) => endpoint);
		expect(endpoints.filter((each) => each === 'balance')).toHaveLength(1);
		expect(endpoints.indexOf('balance')).toBeGreaterThan(endpoints.indexOf('query'));
		expect(endpoints.indexOf('upload')).toBe(endpoints.indexOf('balance') + 1);
	});

	it.each([
		['are held', { minNumbers: 3 }, {}],
		['come from resumed uploads', { resumeUploads: '42992' }, {}],
		['are pending', {}, { ihmjcStatus: 'pending', ihmjcUploadId: '42992' }],
	])('is not checked if all numbers %s', async (_, options, fields) => {
		const { run, requestCounts } = await setUp(points);
		await run(having({}, 'upload'), { items });
		const rows = items.map((item) => ({ ...item, ...fields }));
		const result = await run(having({ minPoints: 1000, ...options }), { items: rows });
		expect(result.status).toBe('success');
		expect(requestCounts()).toMatchObject({ balance: 0, upload: 1 });
	});

	it('leaves rows with a result untouched under On Error = Continue', async () => {
		const { run } = await setUp(points);
		const pending = {
			phone: '+14155550100',
			ihmjcStatus: 'pending',
			ihmjcUploadId: '42990',
			ihmjcNumber: '14155550100',
		};
		const rows = [pending, { phone: '+14155550101' }];
		const result = await run(having({ minPoints: 1000 }), { items: rows, node: REGULAR });
		expect(jsonOf(result)).toEqual([
			pending,
			expect.objectContaining({ ihmjcStatus: 'failed', ihmjcReason: 'error' }),
		]);
		expect(hintsOf(result)).toContainEqual(
			expect.stringMatching(/^1 row keeps its previous result\. The account has 50\.3332 points/),
		);
	});
});
