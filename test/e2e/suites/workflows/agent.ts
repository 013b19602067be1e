import type { IDataObject } from 'n8n-workflow';

import type { Execution, SavedWorkflow, WorkflowFile } from '../../../../tools/editor/N8nClient';
import { TELEGRAM } from '../../../../tools/sandbox/appCodes';
import { type ChatModel, startChatModel, type Step } from '../../support/chatModel';
import { mailBy, startMailServer } from '../../support/mailServer';
import { digitsOf, GB, truth, US } from '../../support/numbers';
import { reply } from '../../support/reply';
import type { TestN8n } from '../../support/TestN8n';
import { until } from '../../support/until';
import { jsonOf } from '../../support/workflows';
import { importFile, nodeOf, pin, triggerOf } from './importFile';

const HOUR = 3_600_000;

/** A number that is added later. */
const NEW = '+1 415 555 0103';

/** Minutes: long enough for two queries, 10 seconds apart. */
const SHORT_WAIT = 0.2;

export function agentSuite(n8n: () => TestN8n, { hasReview }: { hasReview: boolean }): void {
	let model: ChatModel | undefined;

	afterEach(async () => {
		await model?.stop();
		model = undefined;
	});

	/** Gives a workflow a model that follows the script. */
	const withModel = async (workflow: WorkflowFile, script: Array<(said: string) => Step>) => {
		model = await startChatModel(script);
		nodeOf(workflow, 'OpenAI Chat Model').credentials = {
			openAiApi: await n8n().client.createCredential('openAiApi', 'Model', {
				apiKey: 'none',
				url: model.url,
			}),
		};
		const trigger = triggerOf(workflow);
		const chatInput = 'Are these numbers on Telegram?';
		pin(workflow, trigger, [{ sessionId: '1', action: 'sendMessage', chatInput }]);
		return await n8n().client.createWorkflow(workflow);
	};
	const start = async (saved: SavedWorkflow) => await n8n().client.start(saved, triggerOf(saved));
	const message = async (saved: SavedWorkflow) => await n8n().client.ended(await start(saved));
	const outputOf = (run: Execution) => {
		expect(run.data.resultData.error).toBeUndefined();
		expect(run.status).toBe('success');
		return String(jsonOf(run, 'AI Agent')[0].output);
	};

	test('get pending results at no charge in ai-agent.json', async () => {
		let now = Date.now();
		const service = await n8n().service({ jobSeconds: 3600, now: () => now });
		const workflow = importFile('ai-agent.json', service);
		const { options } = nodeOf(workflow, 'Check Numbers').parameters;
		Object.assign(options as IDataObject, { maxWait: SHORT_WAIT });
		const check = (numbers: string): Step => ({
			tool: 'Check Numbers',
			args: { app: 'telegram', numbers },
		});
		const said: string[] = [];
		const noted = (step: () => Step) => (toolSaid: string) => {
			said.push(toolSaid);
			return step();
		};
		const saved = await withModel(workflow, [
			() => check(US[0]),
			noted(() => {
				now += HOUR;
				return check(US[0]);
			}),
			noted(() => check(GB[0])),
			noted(() => ({ say: 'The second one takes longer.' })),
			() => ({ tool: 'Wait Until Done', args: { uploadId: service.sandbox.uploads[1].sendID } }),
			noted(() => ({
				tool: 'Download',
				args: { uploadId: service.sandbox.uploads[1].sendID },
			})),
			noted(() => ({ say: 'Done.' })),
		]);

		expect(outputOf(await message(saved))).toBe('The second one takes longer.');
		expect(said[0]).toContain('"status":"pending"');
		expect(said[1]).toContain(`"status":"${truth(service.sandbox, US[0], TELEGRAM)}"`);
		expect(said[1]).toContain(`"phone":"${US[0]}"`);
		expect(said[2]).toContain('"status":"pending"');
		const paid = service.sandbox.uploads.map((upload) => upload.numbers());
		expect(paid).toEqual([[digitsOf(US[0])], [digitsOf(GB[0])]]);

		now += HOUR;
		expect(outputOf(await message(saved))).toBe('Done.');
		expect(said[3]).toContain('"done":true');
		const status = truth(service.sandbox, GB[0], TELEGRAM);
		if (status === 'unknown') expect(said[4]).not.toContain(digitsOf(GB[0]));
		else expect(said[4]).toMatch(new RegExp(`"number":"${digitsOf(GB[0])}","status":"${status}"`));
		expect(service.sandbox.uploads).toHaveLength(2);

		const tools = model?.requests[0].tools ?? [];
		const told = new Map(tools.map(({ function: { name, description } }) => [name, description]));
		expect(told.get('Check_Numbers')).toMatch(/spends points.*Pending means/);
		expect(told.get('Wait_Until_Done')).toMatch(/This is free/);
		expect(told.get('Download')).toMatch(/This is free/);
	});

	test('charge each number once for overlapping questions and a retry in ai-agent.json', async () => {
		const service = await n8n().service();
		const { sandbox } = service;
		const [first, second, third] = US;
		const said: string[] = [];
		const check = (numbers: string[]) => (toolSaid: string) => {
			said.push(toolSaid);
			const args = { app: 'telegram', numbers: numbers.join('\n') };
			return { tool: 'Check Numbers', args };
		};
		const questions = [[first, second, third], [first], [first, second, NEW]];
		const saved = await withModel(importFile('ai-agent.json', service), [
			...questions.map(check),
			(toolSaid) => {
				said.push(toolSaid);
				return { fail: 'The model is down' };
			},
			check([second, NEW]),
			(toolSaid) => {
				said.push(toolSaid);
				return { say: 'Done.' };
			},
		]);
		const failed = await message(saved);
		expect(failed.status).toBe('error');
		const sent = () => sandbox.uploads.map((upload) => upload.numbers());
		const once = [[first, second, third].map(digitsOf), [digitsOf(NEW)]];
		expect(sent()).toEqual(once);
		for (const [index, numbers] of questions.entries()) {
			for (const number of numbers) {
				expect(said[index + 1]).toContain(digitsOf(number));
			}
		}

		const { client } = n8n();
		const again = await client.post<{ id: string }>(`/rest/executions/${failed.id}/retry`, {
			loadWorkflow: false,
		});
		expect(outputOf(await client.ended(again.id))).toBe('Done.');
		expect(said.at(-1)).toContain(`"status":"${truth(sandbox, NEW, TELEGRAM)}"`);
		expect(sent()).toEqual(once);
	});

	if (!hasReview) return;

	test.each([
		['approves', true, 1],
		['declines', false, 0],
	])('wait for a person in agent-approval.json, who %s', async (_, approved, uploads) => {
		const mailServer = await startMailServer();
		try {
			const service = await n8n().service();
			const workflow = importFile('agent-approval.json', service);
			const { client } = n8n();
			const ask = nodeOf(workflow, 'Ask a Person');
			ask.parameters.toEmail = 'ada@example.com';
			await mailBy(mailServer, client, [ask]);
			const said: string[] = [];
			const saved = await withModel(workflow, [
				() => ({
					tool: 'Check Numbers',
					args: { toolParameters: { app: 'telegram', numbers: US[0] }, hitlParameters: {} },
				}),
				(toolSaid) => {
					said.push(toolSaid);
					return { say: 'So it is.' };
				},
			]);
			const execution = await start(saved);
			await until(() => mailServer.mails.length > 0, 60);
			expect(service.sandbox.uploads).toEqual([]);

			await until(async () => (await client.execution(execution)).status === 'waiting', 60);
			await reply(mailServer.mails[0], approved, client);

			outputOf(await client.ended(execution));
			expect(service.sandbox.uploads).toHaveLength(uploads);
			const status = truth(service.sandbox, US[0], TELEGRAM);
			expect(said[0]).toMatch(uploads > 0 ? `"status":"${status}"` : /rejected/);
		} finally {
			await mailServer.stop();
		}
	});
}
