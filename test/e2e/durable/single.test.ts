import type { IDataObject } from 'n8n-workflow';

import { type Execution, OPEN, type WorkflowFile } from '../../../tools/editor/N8nClient';
import { node, START, to } from '../../../tools/editor/node';
import { NEWEST_N8N } from '../../../tools/editor/versions';
import { expectAnswers, pairs, ROWS, startWaiting, untilWaiting } from '../support/durable';
import { truth } from '../support/numbers';
import { TestN8n, type TestService } from '../support/TestN8n';
import { until } from '../support/until';
import { call, startingWith, webhook } from '../support/webhook';
import { chain, ihmjc, jsonOf } from '../support/workflows';
import { record } from './cases';

const ONE_PROCESS = `${NEWEST_N8N}, one process`;
const IN_DATABASE = { options: { waitIn: 'database' } };
const IN_LOOP = 2;

describe(`a wait in the database of n8n ${ONE_PROCESS}, concurrency limit 1`, () => {
	let n8n: TestN8n;

	beforeAll(async () => {
		const env = { N8N_CONCURRENCY_PRODUCTION_LIMIT: '1' };
		n8n = await TestN8n.start({ version: NEWEST_N8N, env });
	}, 240_000);

	afterAll(async () => await n8n?.stop());

	const service = async (jobSeconds = 70) => await n8n.service({ jobSeconds });

	const run = async (workflow: WorkflowFile): Promise<Execution> => await n8n.run(workflow, 550);

	const called = async (path: string) => await call(n8n.client, path, ROWS[0].phone);

	test.concurrent.each<[string, (service: TestService) => Promise<string>]>([
		[
			'two such nodes in a row',
			async (own) => {
				const wait = ihmjc(own, 'waitUntilDone', {
					uploadId: '={{ $json.ihmjcUploadId }}',
					...IN_DATABASE,
				});
				const other = ihmjc(own, 'check', { app: 'telegram', ...IN_DATABASE }, { name: 'other' });
				const execution = await run(
					chain(ROWS, ihmjc(own, 'check', IN_DATABASE), other, wait, pairs()),
				);
				expect(execution.status).toBe('success');
				expect(jsonOf(execution, 'Pairs').map(({ pair }) => pair)).toEqual(
					ROWS.map(({ phone }) => phone),
				);
				expect(own.sandbox.uploads).toHaveLength(4);
				return 'correct';
			},
		],
		[
			'in Loop Over Items, two rows at a time',
			async (own) => {
				const loop = node('splitInBatches', 'Loop', { batchSize: IN_LOOP }, { typeVersion: 3 });
				const workflow = chain(ROWS, loop, pairs());
				const check = ihmjc(own, 'check', IN_DATABASE);
				workflow.nodes.push(check);
				workflow.connections.Loop = { main: [[to('Pairs')], [to('check')]] };
				workflow.connections.check = { main: [[to('Loop')]] };
				const execution = await run(workflow);
				expectAnswers(execution, own.sandbox);
				return 'correct, one wait after the other';
			},
		],
		[
			'started by hand, and not saved on success',
			async (own) => {
				const workflow = chain(ROWS, ihmjc(own, 'check', IN_DATABASE), ihmjc(own, 'balance'));
				workflow.settings = { saveDataSuccessExecution: 'none', saveManualExecutions: false };
				const saved = await n8n.client.createWorkflow(workflow);
				await n8n.client.start(saved, START);
				await until(() => own.sandbox.requests.some(({ endpoint }) => endpoint === 'balance'), 300);
				expect(own.sandbox.uploads).toHaveLength(2);
				return 'the nodes after it ran; charged once';
			},
		],
		[
			'Timeout Workflow is shorter than the wait',
			async (own) => {
				const workflow = chain(ROWS, ihmjc(own, 'check', IN_DATABASE), pairs());
				workflow.settings = { executionTimeout: 30 };
				const execution = await run(workflow);
				expect(execution.status).not.toBe('success');
				expect(jsonOf(execution, 'Pairs')).toEqual([]);
				const { ihmjcUploadIds } = execution.data.resultData.metadata ?? {};
				const options = { resumeUploads: ihmjcUploadIds };
				const resumed = await run(chain(ROWS, ihmjc(own, 'check', { options }), pairs()));
				expectAnswers(resumed, own.sandbox);
				expect(own.sandbox.uploads).toHaveLength(2);
				return 'ended without a result; the upload IDs in its custom data were resumed, charged once';
			},
		],
		[
			'three executions wait at once, under a concurrency limit of 1',
			async (own) => {
				const path = `three-${Date.now()}`;
				const check = ihmjc(own, 'check', { phoneField: 'body.phone', ...IN_DATABASE });
				const workflow = startingWith(webhook(path, 'onReceived'), chain([], check));
				const saved = await n8n.client.createWorkflow(workflow);
				await n8n.client.activate(saved);
				for (let count = 0; count < 3; count++) expect((await called(path)).status).toBe(200);
				const mine = async () => await n8n.client.executions({ workflowId: saved.id });
				const waiting = async () =>
					(await mine()).filter(({ status }) => status === 'waiting').length;
				// Each has a sub-execution.
				await until(async () => (await waiting()) === 6, 60);
				await until(async () => (await mine()).every(({ status }) => !OPEN.has(status)), 300);
				expect((await mine()).map(({ status }) => status)).toEqual(Array(6).fill('success'));
				return 'all three waited at the same time; the results are correct';
			},
		],
		[
			'a webhook that responds when the last node finishes, Automatic',
			async (own) => {
				const path = `last-${Date.now()}`;
				const check = ihmjc(own, 'check', { phoneField: 'body.phone' });
				const workflow = startingWith(webhook(path, 'lastNode'), chain([], check));
				await n8n.client.activate(await n8n.client.createWorkflow(workflow));
				const [row] = (await (await called(path)).json()) as IDataObject[];
				expect(row.ihmjcStatus).toBe(truth(own.sandbox, ROWS[0].phone));
				return 'waited in memory, and responded with the result';
			},
		],
		[
			'a sub-workflow, once for each item, Automatic',
			async (own) => {
				const sub = startingWith(
					node(
						'executeWorkflowTrigger',
						'Called',
						{ inputSource: 'passthrough' },
						{ typeVersion: 1.1 },
					),
					chain([], ihmjc(own, 'check')),
				);
				const { id } = await n8n.client.createWorkflow({ ...sub, settings: {} });
				const caller = node(
					'executeWorkflow',
					'Call',
					{ workflowId: { __rl: true, mode: 'id', value: id }, mode: 'each', options: {} },
					{ typeVersion: 1.2 },
				);
				const execution = await run(chain(ROWS.slice(0, 2), caller));
				const rows = jsonOf(execution, 'Call');
				expect(rows.map(({ ihmjcStatus }) => ihmjcStatus)).toEqual(
					ROWS.slice(0, 2).map(({ phone }) => truth(own.sandbox, phone)),
				);
				return 'waited in memory; the result is correct';
			},
		],
	])(
		'%s',
		async (tried, work) => {
			record(ONE_PROCESS, tried, await work(await service()));
		},
		600_000,
	);
});

describe(`a step of a wait in the database of n8n ${ONE_PROCESS}`, () => {
	test('returns the rows as pending, with their upload IDs, if n8n is killed in it', async () => {
		const n8n = await TestN8n.start({ version: NEWEST_N8N });
		try {
			const own = await n8n.service({ jobSeconds: 600 });
			const id = await startWaiting(n8n.client, own, 'check', {});
			await untilWaiting(n8n.client, id);
			const queries = () =>
				own.sandbox.requests.filter(({ endpoint }) => endpoint === 'query').length;
			const before = queries();
			own.sandbox.addQuirk({ quirk: 'hang', endpoint: 'query' });
			await until(() => queries() > before, 150);
			await n8n.restart('SIGKILL');
			const execution = await n8n.client.ended(id, 200);
			expect(execution.status).toBe('success');
			expect(jsonOf(execution, 'Pairs')).toEqual(
				ROWS.map(({ phone }) =>
					expect.objectContaining({
						phone,
						pair: phone,
						ihmjcStatus: 'pending',
						ihmjcUploadId: expect.stringMatching(/^\d+$/),
					}),
				),
			);
			record(
				ONE_PROCESS,
				'killed while a step asks',
				'the rows are `pending`, with their upload IDs; run again, they get their results at no extra charge',
			);
		} finally {
			await n8n.stop();
		}
	}, 600_000);
});
