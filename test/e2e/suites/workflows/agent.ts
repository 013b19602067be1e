import { TELEGRAM } from '../../../../sandbox/appCodes';
import { startChatModel, type ChatModel } from '../../support/chatModel';
import { truth, US } from '../../support/numbers';
import type { TestN8n } from '../../support/TestN8n';
import { jsonOf } from '../../support/workflows';
import { importFile, nodeOf, pin, triggerOf } from './importFile';

export function agentSuite(n8n: () => TestN8n): void {
	let model: ChatModel;

	beforeAll(async () => {
		model = await startChatModel({ app: 'telegram', numbers: US[0] });
	});

	afterAll(async () => await model?.stop());

	test('ai-agent.json: a model calls the node as its tool and gets the status', async () => {
		const service = await n8n().service();
		const workflow = importFile('ai-agent.json', service);
		const { client } = n8n();
		nodeOf(workflow, 'OpenAI Chat Model').credentials = {
			openAiApi: await client.createCredential('openAiApi', 'Model', {
				apiKey: 'none',
				url: model.url,
			}),
		};
		const trigger = triggerOf(workflow);
		const question = `Is ${US[0]} on Telegram?`;
		pin(workflow, trigger, [{ sessionId: '1', action: 'sendMessage', chatInput: question }]);
		const saved = await client.createWorkflow(workflow);
		const run = await client.ended(await client.start(saved, trigger));

		expect(run.data.resultData.error).toBeUndefined();
		expect(run.status).toBe('success');
		const [{ output }] = jsonOf(run, 'AI Agent');
		expect(output).toContain(truth(service.sandbox, US[0], TELEGRAM));
		expect(service.sandbox.uploads.map(({ count }) => count)).toEqual([1]);

		const [tool] = model.requests[0].tools ?? [];
		expect(tool.function.description).toMatch(/points/);
		expect(Object.keys(tool.function.parameters.properties)).toEqual(
			expect.arrayContaining(['app', 'numbers']),
		);
	});
}
