import { chain } from '../../tools/engine/chain';
import { jsonOf, errorOf } from '../helpers/ihmjcResult';
import { ERROR_OUTPUT, REGULAR } from '../helpers/onError';
import { setUp } from '../helpers/setUp';
import { virtualClock } from '../helpers/virtualClock';
import { upload } from '../tools/sandbox/client';
import { closeAll } from '../tools/sandbox/sandboxes';

/** Starts a sandbox whose jobs take half an hour. */
const setUpJobs = async (jobSeconds = 1800) => await setUp({ jobSeconds });
const ONE = ['447700900123'];

afterEach(closeAll);

describe('Wait Until Done', () => {
	const parameters = { operation: 'waitUntilDone' };

	it('polls until the upload is done and returns the effort', async () => {
		const { run, sandbox, requestCounts } = await setUpJobs(100);
		await upload(sandbox, ONE);
		const result = await run(
			{ ...parameters, options: { pollInterval: 40 } },
			{
				items: [{ uploadId: '42992' }],
			},
		);
		expect(jsonOf(result)[0]).toMatchObject({
			uploadId: '42992',
			done: true,
			status: '2',
			polls: 4,
			waitedSeconds: 120,
			timedOut: false,
		});
		expect(requestCounts().query).toBe(4);
	});

	it('waits for several uploads at once', async () => {
		const { run, sandbox, clock } = await setUpJobs(600);
		const started = clock.now();
		for (let count = 0; count < 5; count++) await upload(sandbox, ONE);
		const items = sandbox.uploads.map(({ sendID }) => ({ uploadId: sendID }));
		const result = await run(parameters, { items });
		expect(jsonOf(result).every(({ done }) => done)).toBe(true);
		expect(clock.now() - started).toBeLessThan(660_000);
	});

	it('fails with the upload ID, the last status and what to do', async () => {
		const { run, sandbox } = await setUpJobs();
		await upload(sandbox, ONE);
		const error = errorOf(
			await run({ ...parameters, options: { maxWait: 5 } }, { items: [{ uploadId: '42992' }] }),
		);
		expect(error).toEqual({
			name: 'NodeOperationError',
			message: 'Upload 42992 is not done after 5 minutes; its last status was "1"',
			description: expect.stringMatching(
				/paid for and still running.*Raise 'Max Wait'.*this upload ID.*7 days/,
			),
			itemIndex: 0,
			uploadId: '42992',
		});
	});

	it('explains why the last query failed before the timeout', async () => {
		const { run, sandbox } = await setUpJobs();
		await upload(sandbox, ONE);
		sandbox.addQuirk({ quirk: 'status503', endpoint: 'query', skip: 1 });
		const error = errorOf(
			await run({ ...parameters, options: { maxWait: 1 } }, { items: [{ uploadId: '42992' }] }),
		);
		expect(error.message).toBe(
			'Upload 42992 is not done after 60 seconds; the last query failed: Ihmjc returned HTTP status 503',
		);
	});

	it('returns the status after the timeout by option', async () => {
		const { run, sandbox } = await setUpJobs();
		await upload(sandbox, ONE);
		const options = { maxWait: 1, onTimeout: 'output' };
		const result = await run({ ...parameters, options }, { items: [{ uploadId: '42992' }] });
		expect(jsonOf(result)[0]).toEqual({
			uploadId: '42992',
			done: false,
			status: '1',
			activated: 0,
			unregistered: 0,
			polls: expect.any(Number),
			waitedSeconds: 60,
			timedOut: true,
		});
	});

	it.each([
		['Continue', REGULAR, 0],
		['Error Output', ERROR_OUTPUT, 1],
	])('returns the other uploads if one times out with On Error = %s', async (_, node, output) => {
		const { run, sandbox, clock } = await setUpJobs();
		await upload(sandbox, ONE);
		clock.advance(1_800_000);
		await upload(sandbox, ONE);
		const result = await run(
			{ ...parameters, options: { maxWait: 1 } },
			{
				items: [{ uploadId: '42993' }, { uploadId: '42992' }],
				node,
			},
		);
		expect(jsonOf(result).at(-1)).toMatchObject({ uploadId: '42992', timedOut: false });
		expect(jsonOf(result, output)[0].error).toEqual({
			message: expect.stringMatching(/^Upload 42993 is not done after 60 seconds/),
			uploadId: '42993',
		});
	});

	it('tolerates a few HTML pages', async () => {
		const { run, sandbox, requestCounts } = await setUpJobs(0);
		await upload(sandbox, ONE);
		sandbox.addQuirk({ quirk: 'html200', endpoint: 'query', times: 4 });
		const items = [{ uploadId: '42992' }];
		expect(jsonOf(await run(parameters, { items }))[0]).toMatchObject({ done: true, polls: 5 });
		sandbox.addQuirk({ quirk: 'html200', endpoint: 'query' });
		const error = errorOf(await run(parameters, { items }));
		expect(error.message).toBe('Ihmjc returned an HTML page (upload ID 42992)');
		expect(error.description).toMatch(/the base URL in the credential is wrong/);
		expect(requestCounts().query).toBe(10);
	});

	it("waits if the service doesn't know a new upload of another node yet", async () => {
		const { run, sandbox } = await setUp();
		sandbox.addQuirk({ quirk: 'refuse', endpoint: 'query', times: 2 });
		const result = await run(
			{ operation: 'upload', defaultCountry: 'none' },
			{
				items: [{ phone: '+447700900123' }],
				workflow: (rows, ihmjc) => chain(rows, ihmjc, { ...ihmjc, name: 'Wait', parameters }),
			},
		);
		expect(result.items('Wait')[0].json).toMatchObject({ uploadId: '42992', done: true, polls: 3 });
	});

	it('sends no more queries after it is canceled', async () => {
		const { run, sandbox } = await setUpJobs();
		await upload(sandbox, ONE);
		const canceled = new AbortController();
		const clock = virtualClock();
		const sleep = clock.sleep.bind(clock);
		clock.sleep = async (milliseconds) => {
			if (clock.sleeps.length === 2) canceled.abort();
			await sleep(milliseconds);
		};
		const result = await run(parameters, {
			items: [{ uploadId: '42992' }],
			clock,
			run: { signal: canceled.signal },
		});
		expect(result.status).toBe('canceled');
		expect(sandbox.requests.filter(({ endpoint }) => endpoint === 'query')).toHaveLength(3);
	});
});
