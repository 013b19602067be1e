import type { INode } from 'n8n-workflow';

import { fetchN8n } from '../../../tools/editor/fetchN8n';
import type { N8nClient, WorkflowFile } from '../../../tools/editor/N8nClient';
import { node, START } from '../../../tools/editor/node';
import { until } from './until';

/** A workflow that starts with this trigger in place of the manual one. */
export function startingWith(
	trigger: INode,
	{ name, nodes, connections }: WorkflowFile,
): WorkflowFile {
	const { [START]: first, ...others } = connections;
	return {
		name,
		nodes: [trigger, ...nodes.filter((each) => each.name !== START)],
		connections: { ...others, [trigger.name]: first },
	};
}

export const webhook = (path: string, responseMode: string): INode =>
	node(
		'webhook',
		'Webhook',
		{ httpMethod: 'POST', path, responseMode, responseData: 'allEntries' },
		{ typeVersion: 2, webhookId: path },
	);

/** Calls a webhook, which may not be there yet. */
export async function call(client: N8nClient, path: string, phone: string): Promise<Response> {
	const post = async () =>
		await fetchN8n(`${client.url}/webhook/${path}`, {
			method: 'POST',
			headers: { 'Content-Type': 'application/json' },
			body: JSON.stringify({ phone }),
		});
	let response = await post();
	for (let tries = 0; response.status === 404 && tries < 50; tries++) {
		await new Promise((resolve) => void until(() => true, 1).then(resolve));
		response = await post();
	}
	return response;
}
