/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { setTimeout as delay } from 'node:timers/promises';

import { parse } from 'flatted';
import type {
	IConnections,
	IDataObject,
	INode,
	INodeCredentialTestResult,
	INodeTypeDescription,
	IPinData,
	IRunExecutionData,
	IWorkflowSettings,
} from 'n8n-workflow';

import { fetchN8n } from './fetchN8n';

/** The content of a workflow file. */
export interface WorkflowFile {
	name: string;
	nodes: INode[];
	connections: IConnections;
	settings?: IWorkflowSettings;
	pinData?: IPinData;
}

export interface SavedWorkflow extends WorkflowFile {
	id: string;
	versionId: string;
}

export interface Owner {
	email: string;
	password: string;
}

export interface SavedCredential {
	id: string;
	name: string;
	type: string;
}

export interface Execution {
	id: string;
	status: string;
	workflowId: string;
	data: IRunExecutionData;
}

/** n8n lists at most this many executions at once. */
const MAX_LISTED = 100;

const POLL_MS = 200;
/** The states of an execution that hasn't ended. */
export const OPEN = new Set(['new', 'running', 'waiting', 'unknown']);

/** A client of the REST API that n8n's editor uses. */
export class N8nClient {
	private cookie = '';

	constructor(readonly url: string) {}

	/** Signs in as the owner, and creates that account if it is missing. */
	async signIn({ email, password }: Owner): Promise<void> {
		const isNew = await this.isNew();
		const account = { email, password, firstName: 'Ihmjc', lastName: 'Tester' };
		const response = isNew
			? await this.send('POST', '/rest/owner/setup', account)
			: await this.send('POST', '/rest/login', { emailOrLdapLoginId: email, password });
		const cookies = response.headers.getSetCookie();
		this.cookie = cookies.map((cookie) => cookie.split(';')[0]).join('; ');
	}

	/** Whether the owner account is missing. */
	async isNew(): Promise<boolean> {
		const settings = await this.get<{ userManagement: { showSetupOnFirstLoad: boolean } }>(
			'/rest/settings',
		);
		return settings.userManagement.showSetupOnFirstLoad;
	}

	async createCredential(
		type: string,
		name: string,
		data: Record<string, string | number | boolean>,
	): Promise<SavedCredential> {
		return await this.post('/rest/credentials', { name, type, data });
	}

	async credentials(): Promise<SavedCredential[]> {
		return await this.get('/rest/credentials');
	}

	async changeCredential(
		{ id, name, type }: SavedCredential,
		data: Record<string, string>,
	): Promise<void> {
		await this.send('PATCH', `/rest/credentials/${id}`, { name, type, data });
	}

	/** Runs the test that n8n runs when a credential is saved. */
	async testCredential(
		type: string,
		data: Record<string, string>,
	): Promise<INodeCredentialTestResult> {
		const saved = await this.createCredential(type, 'To be tested', data);
		return await this.post('/rest/credentials/test', { credentials: { ...saved, data } });
	}

	async createWorkflow(workflow: WorkflowFile): Promise<SavedWorkflow> {
		return await this.post('/rest/workflows', { settings: {}, active: false, ...workflow });
	}

	/** The rows of the data table of that name. */
	async dataTableRows(name: string): Promise<IDataObject[]> {
		const { id: project } = await this.get<{ id: string }>('/rest/projects/personal');
		const tables = `/rest/projects/${project}/data-tables`;
		const filter = encodeURIComponent(JSON.stringify({ name }));
		const found = await this.get<{ data: Array<{ id: string }> }>(`${tables}?filter=${filter}`);
		return (await this.get<{ data: IDataObject[] }>(`${tables}/${found.data[0].id}/rows`)).data;
	}

	/** Every node that n8n knows, in all versions, including those of packages that users installed. */
	async nodeTypes(): Promise<INodeTypeDescription[]> {
		const response = await this.send('GET', '/types/nodes.json');
		return (await response.json()) as INodeTypeDescription[];
	}

	async workflows(): Promise<Array<{ id: string; name: string }>> {
		return await this.get('/rest/workflows');
	}

	/** Activates a workflow's webhooks and triggers. */
	async activate({ id, versionId }: SavedWorkflow): Promise<void> {
		await this.post(`/rest/workflows/${id}/activate`, { versionId });
	}

	/** Why n8n 2.x could not activate the triggers, which it does in the background; `''` if it could or hasn't tried yet. */
	async activationError({ id }: SavedWorkflow): Promise<string> {
		const { triggers } = await this.get<{ triggers: Array<{ errorMessage: string | null }> }>(
			`/rest/workflows/${id}/publication-status`,
		);
		return triggers.map(({ errorMessage }) => errorMessage ?? '').join('');
	}

	async deactivate({ id }: SavedWorkflow): Promise<void> {
		await this.post(`/rest/workflows/${id}/deactivate`, {});
	}

	/**
	 * Runs a workflow like the editor's button.
	 * @returns The execution's ID.
	 */
	async start(workflow: SavedWorkflow, trigger: string): Promise<string> {
		const { executionId } = await this.post<{ executionId: string }>(
			`/rest/workflows/${workflow.id}/run`,
			// Older versions read the workflow from here, newer ones from their database.
			{ workflowData: workflow, triggerToStartFrom: { name: trigger } },
		);
		return executionId;
	}

	async execution(id: string): Promise<Execution> {
		const { data, ...rest } = await this.get<Execution & { data: unknown }>(
			`/rest/executions/${id}`,
		);
		return { ...rest, data: parse(String(data)) as IRunExecutionData };
	}

	/** @param filter the filter of n8n's list of executions */
	async executions(
		filter: { workflowId?: string; status?: string[] } = {},
	): Promise<Array<Omit<Execution, 'data'>>> {
		const query = new URLSearchParams({
			filter: JSON.stringify(filter),
			limit: String(MAX_LISTED),
		});
		const { results } = await this.get<{ results: Array<Omit<Execution, 'data'>> }>(
			`/rest/executions?${query}`,
		);
		return results;
	}

	/** Waits until an execution has ended. One that waits in a Wait node has not. */
	async ended(id: string, seconds = 120): Promise<Execution> {
		const deadline = Date.now() + seconds * 1000;
		for (;;) {
			const execution = await this.execution(id);
			if (!OPEN.has(execution.status)) return execution;
			if (Date.now() > deadline) {
				throw new Error(`Execution ${id} was still ${execution.status} after ${seconds} s`);
			}
			await delay(POLL_MS);
		}
	}

	async get<Data>(path: string): Promise<Data> {
		return await dataOf<Data>(await this.send('GET', path));
	}

	async post<Data>(path: string, body: object): Promise<Data> {
		return await dataOf<Data>(await this.send('POST', path, body));
	}

	private async send(method: string, path: string, body?: object): Promise<Response> {
		const response = await fetchN8n(this.url + path, {
			method,
			headers: { 'Content-Type': 'application/json', Cookie: this.cookie },
			body: body && JSON.stringify(body),
		});
		if (response.ok) return response;
		throw new Error(
			`n8n returned HTTP ${response.status} for ${method} ${path}: ${await response.text()}`,
		);
	}
}

async function dataOf<Data>(response: Response): Promise<Data> {
	const { data } = (await response.json()) as { data: Data };
	return data;
}
