import { fetchN8n } from '../../../tools/editor/fetchN8n';
import { node, to } from '../../../tools/editor/node';
import { digitsOf, US } from '../support/numbers';
import type { TestN8n } from '../support/TestN8n';
import { until } from '../support/until';
import { chain, errorOf, ihmjc } from '../support/workflows';

const PATH = 'file-paid-once';

/** Tests a file from a webhook, whose folder n8n renames when the execution ends. */
export function filesChargedOnceSuite(n8n: () => TestN8n): void {
	test('are not sent again after a lost response, neither by a retry nor from the editor', async () => {
		const service = await n8n().service();
		const { sandbox } = service;
		const { client } = n8n();
		sandbox.addQuirk({ endpoint: 'upload', quirk: 'reset', afterAccept: true, times: 1 });
		const parameters = { source: 'binary', maxNumbers: 0 };
		const retrying = { retryOnFail: true, maxTries: 2, waitBetweenTries: 100 };
		const workflow = chain([], ihmjc(service, 'upload', parameters, retrying));
		const webhook = node(
			'webhook',
			'Webhook',
			{ path: PATH, httpMethod: 'POST', options: {} },
			{ typeVersion: 2, webhookId: PATH },
		);
		workflow.nodes[0] = webhook;
		workflow.connections = { Webhook: { main: [[to('upload')]] } };
		delete workflow.pinData;
		const saved = await client.createWorkflow(workflow);
		await client.activate(saved);

		const post = async () => {
			const body = new FormData();
			body.set('data', new Blob([US.map(digitsOf).join('\n')], { type: 'text/plain' }), 'mine.txt');
			return await fetchN8n(`${client.url}/webhook/${PATH}`, { method: 'POST', body });
		};
		await until(async () => (await post()).ok, 20);
		const started = async () => await client.executions({ workflowId: saved.id });
		// The webhook responds before n8n has saved the execution.
		await until(async () => (await started()).length > 0, 20);
		const [{ id }] = await started();
		const failed = await client.ended(id);
		expect(errorOf(failed)).toContain('may have been accepted and charged');

		const { id: again } = await client.post<{ id: string }>(`/rest/executions/${id}/retry`, {
			loadWorkflow: false,
		});
		expect(errorOf(await client.ended(again))).toMatch(/^An earlier try got no usable response/);
		expect(sandbox.uploads).toHaveLength(1);
	});
}
