import { fetchN8n } from '../../tools/editor/fetchN8n';
import { OPEN } from '../../tools/editor/N8nClient';
import { node, START, to } from '../../tools/editor/node';
import type { N8n } from '../../tools/editor/startN8n';
import { WHATSAPP } from '../../tools/sandbox/appCodes';
import { type Sandbox, startSandbox } from '../../tools/sandbox/startSandbox';
import { statusOf } from '../../tools/sandbox/statusOf';
import { digitsOf, truth } from './support/numbers';
import { QueueMode } from './support/QueueMode';
import { ACCOUNT, PASSWORD } from './support/secrets';
import { until } from './support/until';
import { chain, ihmjc } from './support/workflows';

describe('queue mode with two workers, PostgreSQL and Redis', () => {
	let queue: QueueMode;

	beforeAll(async () => {
		queue = await QueueMode.start(2);
	}, 300_000);

	afterAll(async () => await queue?.stop(), 120_000);

	/** The upload IDs in a worker's log, which remain if the worker dies. */
	const uploadsOf = ({ program }: N8n) =>
		[...program.log.matchAll(/Ihmjc: upload (\d+) was accepted/g)].map(([, id]) => id);

	/** Starts a service and an active workflow that checks a number whenever its webhook is called. */
	const prepare = async (jobSeconds: number) => {
		const sandbox = await startSandbox({ account: ACCOUNT, password: PASSWORD, jobSeconds });
		const data = { account: ACCOUNT, password: PASSWORD, baseUrl: sandbox.url };
		const credential = await queue.client.createCredential('ihmjcApi', 'Stand-in', data);
		const path = `check-${Date.now()}`;
		const webhook = node(
			'webhook',
			'Webhook',
			{ httpMethod: 'POST', path, responseMode: 'lastNode', responseData: 'allEntries' },
			{ typeVersion: 2, webhookId: path },
		);
		const workflow = chain(
			[],
			webhook,
			ihmjc({ sandbox, credential }, 'check', {
				phoneField: 'body.phone',
				options: { pollInterval: 10 },
			}),
		);
		workflow.nodes = workflow.nodes.filter(({ name }) => name !== START);
		workflow.connections = { Webhook: { main: [[to('check')]] } };
		const saved = await queue.client.createWorkflow(workflow);
		await queue.client.activate(saved);
		const call = async (phone: string) =>
			await fetchN8n(`${queue.client.url}/webhook/${path}`, {
				method: 'POST',
				headers: { 'Content-Type': 'application/json' },
				body: JSON.stringify({ phone }),
			});
		const check = async (phone: string): Promise<string> => {
			const response = await call(phone);
			const [row] = (await response.json()) as Array<{ ihmjcStatus: string }>;
			return row.ihmjcStatus;
		};
		// A workflow is active a moment after n8n says so. An empty number is not charged.
		await until(async () => (await call('')).status !== 404, 60);
		const before = (await queue.client.executions({ workflowId: saved.id })).length;
		/** The statuses of the executions, newest first. */
		const statuses = async (): Promise<string[]> => {
			const executions = await queue.client.executions({ workflowId: saved.id });
			return executions.slice(0, executions.length - before).map(({ status }) => status);
		};
		return { sandbox, check, statuses };
	};

	/** Numbers that are not unknown, because the node waits longer for empty lists. */
	const numbers = (count: number) =>
		Array.from({ length: 100 }, (_, index) => `+1415555${String(100 + index).padStart(4, '0')}`)
			.filter((phone) => statusOf(digitsOf(phone), WHATSAPP) !== 'unknown')
			.slice(0, count);

	const numbersOf = (sandbox: Sandbox) => sandbox.uploads.map((upload) => upload.numbers()).flat();

	test('completes 40 parallel executions on both workers and charges each once', async () => {
		const { sandbox, check } = await prepare(3);
		const before = queue.workers.map((worker) => uploadsOf(worker).length);
		try {
			const phones = numbers(40);
			const answers = await Promise.all(phones.map(check));
			expect(answers).toEqual(phones.map((phone) => truth(sandbox, phone)));
			expect(numbersOf(sandbox).sort()).toEqual(phones.map((phone) => phone.slice(1)));
			const shares = queue.workers.map((worker, index) => uploadsOf(worker).length - before[index]);
			expect(shares.reduce((sum, share) => sum + share)).toBe(40);
			expect(Math.min(...shares)).toBeGreaterThan(5);
		} finally {
			await sandbox.close();
		}
	});

	test('lets a worker that is stopped during a wait finish its executions first', async () => {
		const { sandbox, check, statuses } = await prepare(5);
		try {
			const phones = numbers(8);
			const before = uploadsOf(queue.workers[0]).length;
			const answers = Promise.all(phones.map(check));
			await until(() => sandbox.uploads.length === phones.length, 60);
			const [worker] = queue.workers;
			await queue.removeWorker(worker, 'SIGTERM');
			expect(uploadsOf(worker).length).toBeGreaterThan(before);
			expect(await answers).toEqual(phones.map((phone) => truth(sandbox, phone)));
			expect(await statuses()).toEqual(phones.map(() => 'success'));
			expect(sandbox.uploads).toHaveLength(phones.length);
		} finally {
			await sandbox.close();
			await queue.addWorker();
		}
	});

	test('keeps the upload IDs of a worker that is killed during a wait, and charges nothing twice', async () => {
		const { sandbox, check, statuses } = await prepare(5);
		try {
			const phones = numbers(8);
			const victim = queue.workers[0];
			const before = uploadsOf(victim).length;
			phones.forEach((phone) => void check(phone).catch(() => {}));
			await until(() => sandbox.uploads.length === phones.length, 60);
			await until(() => queue.workers.flatMap(uploadsOf).length >= before + phones.length, 10);
			await queue.removeWorker(victim, 'SIGKILL');
			const lost = uploadsOf(victim).slice(before);
			expect(lost.length).toBeGreaterThan(0);
			expect(sandbox.uploads.map(({ sendID }) => sendID)).toEqual(expect.arrayContaining(lost));

			await until(async () => !(await statuses()).some((status) => OPEN.has(status)), 120);
			expect((await statuses()).sort()).toEqual([
				...lost.map(() => 'error'),
				...phones.slice(lost.length).map(() => 'success'),
			]);
			expect(sandbox.uploads).toHaveLength(phones.length);
		} finally {
			await sandbox.close();
			await queue.addWorker();
		}
	});
});
