import { jsonOf, pairedWith, errorOf } from '../helpers/ihmjcResult';
import { ERROR_OUTPUT, REGULAR } from '../helpers/onError';
import { setUp } from '../helpers/setUp';
import { closeAll } from '../tools/sandbox/sandboxes';

const parameters = { resource: 'account', operation: 'balance' };

afterEach(closeAll);

describe('Balance', () => {
	it('returns the points as numbers for every item with one request', async () => {
		const { run, requestCounts } = await setUp({ rechargePoints: 1000, bonusPoints: 20 });
		const result = await run(parameters, { items: [{ a: 1 }, { a: 2 }] });
		const points = { rechargePoints: 1000, bonusPoints: 20, totalPoints: 1020 };
		expect(jsonOf(result)).toEqual([points, points]);
		expect(pairedWith(result)).toEqual([[0], [1]]);
		expect(requestCounts().balance).toBe(1);
	});

	it('returns fractions of points and their exact sum', async () => {
		const { run } = await setUp({ rechargePoints: 0.1, bonusPoints: 0.2 });
		const points = { rechargePoints: 0.1, bonusPoints: 0.2, totalPoints: 0.3 };
		expect(jsonOf(await run(parameters))).toEqual([points]);
	});

	it('needs no fields except resource and operation', async () => {
		const { run } = await setUp();
		expect((await run(parameters)).status).toBe('success');
	});

	it('reports a wrong password', async () => {
		const { run } = await setUp();
		expect(errorOf(await run(parameters, { password: 'not-my-secret' }))).toMatchObject({
			name: 'NodeApiError',
			message: 'Ihmjc refused: Wrong account or password (RES 101)',
			description: expect.stringMatching(/account and password in the credential/),
		});
	});

	it.each([
		['html200', undefined, 'Ihmjc returned an HTML page'],
		['missingData', '{}', 'Ihmjc returned a balance response without a balance'],
		['status401', undefined, 'Ihmjc returned HTTP status 401'],
	] as const)('reports a wrong response after five tries: %s', async (quirk, value, message) => {
		const { run, sandbox, requestCounts } = await setUp();
		sandbox.addQuirk({ quirk, value });
		expect(errorOf(await run(parameters)).message).toBe(message);
		expect(requestCounts().balance).toBe(5);
	});

	it.each([
		['Continue', REGULAR, 0],
		['Error Output', ERROR_OUTPUT, 1],
	])('returns the error for every item with On Error = %s', async (_, node, output) => {
		const { run } = await setUp();
		const items = [{ row: 1 }, { row: 2 }];
		const result = await run(parameters, { items, node, password: 'not-my-secret' });
		const error = { message: expect.stringMatching(/^Ihmjc refused/), uploadId: '' };
		expect(jsonOf(result, output).map((json) => json.error)).toEqual([error, error]);
		expect(jsonOf(result, 1 - output)).toEqual([]);
	});
});
