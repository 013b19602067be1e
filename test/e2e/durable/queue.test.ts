import { NEWEST_N8N } from '../../../tools/editor/versions';
import { startSandbox } from '../../../tools/sandbox/startSandbox';
import { expectAnswers, startWaiting, untilWaiting } from '../support/durable';
import { QueueMode } from '../support/QueueMode';
import { ACCOUNT, PASSWORD } from '../support/secrets';
import type { TestService } from '../support/TestN8n';
import { until } from '../support/until';
import { jsonOf } from '../support/workflows';
import { record } from './cases';

const QUEUE = `${NEWEST_N8N}, queue mode`;

describe(`a wait in the database of n8n ${QUEUE}: PostgreSQL, Redis, two workers`, () => {
	let queue: QueueMode;

	beforeAll(async () => {
		// By default, the main process runs what is started by hand.
		queue = await QueueMode.start(2, { OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true' });
	}, 300_000);

	afterAll(async () => await queue?.stop(), 120_000);

	const service = async (jobSeconds: number): Promise<TestService> => {
		const sandbox = await startSandbox({ account: ACCOUNT, password: PASSWORD, jobSeconds });
		const data = { account: ACCOUNT, password: PASSWORD, baseUrl: sandbox.url };
		const credential = await queue.client.createCredential('ihmjcApi', 'Stand-in', data);
		return { sandbox, credential };
	};

	const waiting = async (jobSeconds: number) => {
		const own = await service(jobSeconds);
		const id = await startWaiting(queue.client, own, 'check', {});
		await untilWaiting(queue.client, id);
		return { ...own, id };
	};

	const killWorkers = async () => {
		const killed = [...queue.workers];
		for (const worker of killed) await queue.removeWorker(worker, 'SIGKILL');
		while (queue.workers.length < killed.length) await queue.addWorker();
	};

	test.each<[string, () => Promise<unknown>]>([
		['both workers killed in the wait', async () => await killWorkers()],
		['main process killed in the wait', async () => await queue.restartMain('SIGKILL')],
	])(
		'returns the result with %s',
		async (tried, kill) => {
			const { sandbox, id } = await waiting(90);
			await kill();
			expectAnswers(await queue.client.ended(id, 300), sandbox);
			expect(sandbox.uploads).toHaveLength(2);
			record(QUEUE, tried, 'correct, charged once');
			await sandbox.close();
		},
		500_000,
	);

	test('ends with the upload IDs if both workers are killed while a step asks', async () => {
		const { sandbox, id } = await waiting(100);
		const queries = () => sandbox.requests.filter(({ endpoint }) => endpoint === 'query').length;
		const before = queries();
		sandbox.addQuirk({ quirk: 'hang', endpoint: 'query', times: 2 });
		await until(() => queries() > before, 150);
		await killWorkers();
		const execution = await queue.client.ended(id, 400);
		const rows = jsonOf(execution, 'Pairs').map(({ ihmjcStatus }) => ihmjcStatus);
		expect(sandbox.uploads).toHaveLength(2);
		expect(execution.data.resultData.metadata).toMatchObject({ ihmjcUploadIds: '42992, 42993' });
		record(
			QUEUE,
			'both workers killed while a step asks',
			execution.status === 'success'
				? `the rows are ${[...new Set(rows)].map((status) => `\`${status}\``).join(' and ')}`
				: 'an error within minutes, as n8n treats any killed execution; the upload IDs are in the custom data',
		);
		await sandbox.close();
	}, 600_000);
});
