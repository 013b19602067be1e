import { statusJson } from '../../nodes/Ihmjc/uploads/forEachStatus';
import { jsonOf, pairedWith, errorOf } from '../helpers/ihmjcResult';
import { ERROR_OUTPUT, REGULAR } from '../helpers/onError';
import { setUp } from '../helpers/setUp';
import { upload } from '../tools/sandbox/client';
import { closeAll } from '../tools/sandbox/sandboxes';

/** Starts a sandbox whose jobs take half an hour. */
const setUpJobs = async (jobSeconds = 1800) => await setUp({ jobSeconds });
const ONE = ['447700900123'];

afterEach(closeAll);

describe('Query', () => {
	const parameters = { operation: 'query' };

	it('returns the status of an upload with counts as numbers', async () => {
		const { run, clock, sandbox } = await setUpJobs();
		await upload(sandbox, ONE);
		const items = [{ uploadId: '42992' }];
		expect(jsonOf(await run(parameters, { items }))).toEqual([
			{ uploadId: '42992', done: false, status: '1', activated: 0, unregistered: 0 },
		]);
		clock.advance(1_800_000);
		const [done] = jsonOf(await run(parameters, { items }));
		expect(done).toMatchObject({ done: true, status: '2' });
		expect(Number(done.activated) + Number(done.unregistered)).toBeLessThanOrEqual(1);
	});

	it('does not let fields of the service replace its own', () => {
		const more = { uploadId: 'x', done: 'x', status: 'x', activated: 'x', number9: 'x' };
		const progress = { done: true, status: '2', activated: 1, unregistered: 2, more };
		expect(statusJson('42992', progress)).toEqual({
			uploadId: '42992',
			done: true,
			status: '2',
			activated: 1,
			unregistered: 2,
			number9: 'x',
		});
	});

	it('passes other fields of the service on', async () => {
		const { run, sandbox } = await setUpJobs(0);
		await upload(sandbox, ONE);
		sandbox.addQuirk({ quirk: 'extraCounts' });
		const result = await run({ ...parameters, uploadId: 42992 as never });
		expect(jsonOf(result)[0]).toMatchObject({
			uploadId: '42992',
			done: true,
			number4: expect.anything(),
			number5: expect.anything(),
		});
		expect(jsonOf(result)[0]).not.toHaveProperty('number2');
	});

	it('treats an unknown status as not done', async () => {
		const { run, sandbox } = await setUpJobs(0);
		await upload(sandbox, ONE);
		sandbox.addQuirk({ quirk: 'unknownStatus', value: '7' });
		expect(jsonOf(await run({ ...parameters, uploadId: '42992' }))[0]).toMatchObject({
			done: false,
			status: '7',
		});
	});

	it('sends one query for items with the same ID and pairs each', async () => {
		const { run, sandbox, requestCounts } = await setUpJobs();
		await upload(sandbox, ONE);
		await upload(sandbox, ONE);
		const ids = ['42992', '42993', '42992'];
		const result = await run(parameters, { items: ids.map((uploadId) => ({ uploadId })) });
		expect(jsonOf(result).map(({ uploadId }) => uploadId)).toEqual(ids);
		expect(pairedWith(result)).toEqual([[0], [1], [2]]);
		expect(requestCounts().query).toBe(2);
	});

	it.each([[{}], [{ uploadId: '' }], [{ uploadId: null }]])(
		'reports the item without an upload ID: %j',
		async (item) => {
			const { run, requestCounts } = await setUpJobs();
			const error = errorOf(await run(parameters, { items: [{ uploadId: '42992' }, item] }));
			expect(error).toMatchObject({ message: 'Upload ID is missing', itemIndex: 1 });
			expect(error.description).toMatch(/such as Upload/);
			expect(requestCounts().query).toBe(0);
		},
	);

	it.each([
		['an unknown ID', {}, 'Ihmjc refused: Unknown sendID (RES 110) (upload ID 1)'],
		[
			'a wrong password',
			{ password: 'not-my-secret' },
			'Ihmjc refused: Wrong account or password (RES 101) (upload ID 1)',
		],
	])('quotes the refusal of %s without a retry', async (_, more, message) => {
		const { run, requestCounts } = await setUpJobs();
		const error = errorOf(await run(parameters, { items: [{ uploadId: '1' }], ...more }));
		expect(error).toMatchObject({ name: 'NodeApiError', message, itemIndex: 0, uploadId: '1' });
		expect(error.description).toMatch(/upload ID, and the account and password.*7 days/);
		expect(requestCounts().query).toBe(1);
	});

	it.each([
		['Continue', REGULAR, 0],
		['Error Output', ERROR_OUTPUT, 1],
	])('returns the status of the other items with On Error = %s', async (_, node, output) => {
		const { run, sandbox } = await setUpJobs();
		await upload(sandbox, ONE);
		const items = [{ uploadId: '1' }, { uploadId: '' }, { uploadId: '42992' }];
		const result = await run(parameters, { items, node });
		expect(jsonOf(result).at(-1)).toMatchObject({ uploadId: '42992', status: '1' });
		expect(
			jsonOf(result, output)
				.slice(0, 2)
				.map(({ error }) => error),
		).toEqual([
			{ message: expect.stringMatching(/Unknown sendID/), uploadId: '1' },
			{ message: expect.stringMatching(/^Upload ID is missing\./), uploadId: '' },
		]);
	});
});
