import { type IDataObject, type INode, sleep } from 'n8n-workflow';

import { freePort } from '../../../tools/editor/freePort';
import type { WorkflowFile } from '../../../tools/editor/N8nClient';
import { node, START, to } from '../../../tools/editor/node';
import { startSandbox } from '../../../tools/sandbox/startSandbox';
import { AU, digitsOf, FR, GB, rowsOf, SE, truth, US } from '../support/numbers';
import { ACCOUNT, PASSWORD } from '../support/secrets';
import type { TestN8n, TestService } from '../support/TestN8n';
import { chain, errorOf, ihmjc, jsonOf } from '../support/workflows';

const TRIES = [2, 3, 4, 5];

const retrying = (maxTries: number) => ({ retryOnFail: true, maxTries, waitBetweenTries: 100 });

/** Tests that each list is charged once, although Retry On Fail runs the whole node again. */
export function chargedOnceSuite(n8n: () => TestN8n): void {
	const uploadTries = ({ sandbox }: TestService) =>
		sandbox.requests.filter(({ endpoint }) => endpoint === 'upload').length;

	/** Runs Check Numbers in parallel with different numbers of tries, each with its own service. */
	const withTries = async (
		prepare: (service: TestService, tries: number) => void,
		assert: (run: Awaited<ReturnType<TestN8n['run']>>, service: TestService, tries: number) => void,
		numbers = US,
	) => {
		await Promise.all(
			TRIES.map(async (tries) => {
				const service = await n8n().service();
				prepare(service, tries);
				const workflow = chain(rowsOf(numbers), ihmjc(service, 'check', {}, retrying(tries)));
				assert(await n8n().run(workflow, 170), service, tries);
			}),
		);
	};

	const isRight = (
		run: Awaited<ReturnType<TestN8n['run']>>,
		{ sandbox }: TestService,
		numbers = US,
	) => {
		expect(run.status).toBe('success');
		expect(jsonOf(run, 'check').map(({ ihmjcStatus }) => ihmjcStatus)).toEqual(
			numbers.map((number) => truth(sandbox, number)),
		);
	};

	test('are downloaded again at no charge after a refused download', async () => {
		const service = await n8n().service();
		service.sandbox.addQuirk({ quirk: 'jsonDownload', times: 1 });
		isRight(await n8n().run(chain(rowsOf(US), ihmjc(service, 'check'))), service);
		expect(uploadTries(service)).toBe(1);
	});

	test('are resumed by a retry if the wait ends too early', async () => {
		const service = await n8n().service({ jobSeconds: 15 });
		const options = { maxWait: 0.2 };
		const run = await n8n().run(
			chain(rowsOf(US), ihmjc(service, 'check', { options }, retrying(5))),
		);
		isRight(run, service);
		expect(uploadTries(service)).toBe(1);
	});

	test('are sent again alone if one of five is refused', async () => {
		const numbers = [...US, ...GB, ...AU, ...FR, ...SE];
		await withTries(
			({ sandbox }) => sandbox.addQuirk({ endpoint: 'upload', quirk: 'refuse', skip: 2, times: 1 }),
			(run, service) => {
				isRight(run, service, numbers);
				expect(service.sandbox.uploads.map(({ country }) => country).sort()).toEqual([
					'AU',
					'FR',
					'GB',
					'SE',
					'US',
				]);
				expect(uploadTries(service)).toBe(6);
			},
			numbers,
		);
	});

	test('are sent once as soon as the service is reachable', async () => {
		const port = await freePort();
		const credential = await n8n().credential(`http://127.0.0.1:${port}`);
		const workflow = chain(
			rowsOf(US),
			ihmjc({ credential } as TestService, 'check', {}, retrying(2)),
		);
		const saved = await n8n().client.createWorkflow(workflow);
		const id = await n8n().client.start(saved, START);
		await sleep(1000);
		const sandbox = await startSandbox({ port, account: ACCOUNT, password: PASSWORD });
		try {
			const run = await n8n().client.ended(id);
			isRight(run, { sandbox, credential });
			expect(sandbox.uploads).toHaveLength(1);
		} finally {
			await sandbox.close();
		}
	});

	test.each(['reset', 'status401', 'status500', 'html200'] as const)(
		'are not sent again after a lost response (%s), and the error says so',
		async (quirk) => {
			await withTries(
				({ sandbox }) =>
					sandbox.addQuirk({ endpoint: 'upload', quirk, afterAccept: true, times: 1 }),
				(run, service) => {
					expect(run.status).toBe('error');
					expect(errorOf(run)).toContain('may have been accepted and charged');
					expect(errorOf(run)).toContain('Look in your Ihmjc account');
					expect(uploadTries(service)).toBe(1);
				},
			);
		},
	);

	test('are charged once if n8n runs the node again because of a field named error', async () => {
		await Promise.all(
			['', 'a text of the row'].map(async (error) => {
				const service = await n8n().service();
				const rows = rowsOf(US).map((row) => ({ ...row, error }));
				const run = await n8n().run(chain(rows, ihmjc(service, 'check', {}, retrying(5))));
				isRight(run, service);
				expect(jsonOf(run, 'check').map((row) => row.error)).toEqual(rows.map(() => error));
				expect(uploadTries(service)).toBe(1);
			}),
		);
	});

	test.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'are not sent again if the first item fails with %s',
		async (onError) => {
			const service = await n8n().service();
			const rows = [
				{ phone: US[0], app: 'no such app' },
				...US.map((phone) => ({ phone, app: 'whatsapp' })),
			];
			const parameters = { app: '={{ $json.app }}' };
			await n8n().run(
				chain(rows, ihmjc(service, 'check', parameters, { ...retrying(5), onError })),
			);
			expect(uploadTries(service)).toBe(1);
		},
	);

	test("are resumed by the editor's Retry Execution", async () => {
		const jobSeconds = 14;
		const service = await n8n().service({ jobSeconds });
		const check = ihmjc(service, 'check', { options: { maxWait: 0.2 } });
		const failed = await n8n().run(chain(rowsOf(US), check));
		await sleep(jobSeconds * 1000 - 10_000);
		expect(failed.status).toBe('error');
		expect(errorOf(failed)).toContain(service.sandbox.uploads[0].sendID);

		const again = await n8n().client.post<{ id: string }>(`/rest/executions/${failed.id}/retry`, {
			loadWorkflow: false,
		});
		isRight(await n8n().client.ended(again.id), service);
		expect(uploadTries(service)).toBe(1);
	});

	test("are completed by the editor's Retry Execution, which sends only new numbers", async () => {
		const service = await n8n().service();
		const { sandbox } = service;
		sandbox.addQuirk({ endpoint: 'upload', quirk: 'refuse', skip: 1, times: 1 });
		const [first, second, third] = US;
		const text = (name: string, numbers: string[]) => ({
			...ihmjc(service, 'check', { source: 'text', numbers: numbers.join(', ') }),
			name,
			executeOnce: true,
		});
		const failed = await n8n().run(
			chain([{}], text('first', [first, second]), text('second', [second, third, first])),
		);
		expect(failed.status).toBe('error');
		const again = await n8n().client.post<{ id: string }>(`/rest/executions/${failed.id}/retry`, {
			loadWorkflow: false,
		});
		const retried = await n8n().client.ended(again.id);
		expect(jsonOf(retried, 'second').map(({ ihmjcStatus }) => ihmjcStatus)).toEqual(
			[second, third, first].map((number) => truth(sandbox, number)),
		);
		expect(sandbox.uploads.map((upload) => upload.numbers())).toEqual([
			[first, second].map(digitsOf),
			[digitsOf(third)],
		]);
	});

	test('are charged once per number in a loop with overlapping batches', async () => {
		const service = await n8n().service();
		const [first, second, third] = US;
		const numbers = [first, second, second, third, first, third, GB[0], first];
		const run = await n8n().run(loopOver(numbers, 2, ihmjc(service, 'check', {}, retrying(2))));
		expect(run.status).toBe('success');
		expect(jsonOf(run, 'Loop').map(({ phone, ihmjcStatus }) => [phone, ihmjcStatus])).toEqual(
			numbers.map((number) => [number, truth(service.sandbox, number)]),
		);
		expect(service.sandbox.uploads.map((upload) => upload.numbers())).toEqual(
			[[first, second], [third], [GB[0]]].map((list) => list.map(digitsOf)),
		);
	});

	test('are charged once in an execution that requests them twice', async () => {
		const service = await n8n().service();
		const twice: IDataObject[] = [{ list: US.join('\n') }, { list: US.join('\n') }];
		const workflow = chain(
			twice,
			ihmjc(service, 'upload', { source: 'text', numbers: '={{ $json.list }}' }, retrying(2)),
		);
		await n8n().run(workflow);
		expect(uploadTries(service)).toBe(1);
		await n8n().run(workflow);
		expect(uploadTries(service)).toBe(2);

		const loop = loopOver([US[0], US[0]], 1, ihmjc(service, 'upload', {}, retrying(2)));
		expect((await n8n().run(loop)).status).toBe('success');
		expect(uploadTries(service)).toBe(3);
	});

	test('are sent once from a fixed text with 500 items', async () => {
		const service = await n8n().service();
		const rows = Array.from({ length: 500 }, (_, index) => ({ index }));
		const parameters = { source: 'text', numbers: US.join(', ') };
		await n8n().run(chain(rows, ihmjc(service, 'upload', parameters, retrying(2))));
		expect(uploadTries(service)).toBe(1);
	});
}

/** Loops over the numbers in batches. The results are at the first output of the node Loop. */
function loopOver(numbers: string[], batchSize: number, check: INode): WorkflowFile {
	const loop = chain(
		rowsOf(numbers),
		node('splitInBatches', 'Loop', { batchSize, options: {} }, { typeVersion: 3 }),
		check,
	);
	loop.connections.Loop = { main: [[], [to(check.name)]] };
	loop.connections[check.name] = { main: [[to('Loop')]] };
	return loop;
}
