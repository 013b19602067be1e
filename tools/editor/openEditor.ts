/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/require-node-api-error */
import { rm } from 'node:fs/promises';
import path from 'node:path';

import { startSandbox, type Sandbox } from '../sandbox/startSandbox';
import { freePort } from './freePort';
import { installN8n, type Report } from './install';
import { N8nClient, type SavedCredential } from './N8nClient';
import { packProject } from './packProject';
import { projectFolder } from './projectFolder';
import { startN8n, type N8n } from './startN8n';
import { NEWEST_N8N } from './versions';
import { workflowFile, workflowFileNames } from './workflowFiles';

/** Ignored by Git. */
const EDITOR_DATA = path.join(projectFolder, '.n8n-editor');

/** A fixed password is safe here, because only this machine can reach this n8n. */
export const OWNER = { email: 'me@example.com', password: 'Sandbox-demo-1' };

const N8N_PORT = 5678;
const CREDENTIAL = 'Ihmjc sandbox';

export interface Editor {
	n8n: N8n;
	sandbox: Sandbox;
	/** Stops n8n and the sandbox. */
	close(): Promise<void>;
}

/**
 * Opens n8n with this checkout's package, a simulated service with a credential for it, and the example
 * workflows. Workflows and changes of earlier runs are kept.
 * @param fresh deletes them instead
 */
export async function openEditor(
	report: Report,
	{ fresh = false, folder = EDITOR_DATA }: { fresh?: boolean; folder?: string } = {},
): Promise<Editor> {
	const installation = await installN8n(NEWEST_N8N, report);
	if (fresh) await rm(folder, { recursive: true, force: true });
	report('Building and packing the node');
	const tarball = await packProject(path.join(folder, 'package'));

	report(`Starting n8n ${installation.version}`);
	const sandbox = await startSandbox();
	let n8n: N8n | undefined;
	const close = async () => {
		await Promise.all([n8n?.program.stop(), sandbox.close()]);
	};
	try {
		n8n = await startN8n({ installation, folder, tarball, port: await freePort(N8N_PORT) });
		const client = new N8nClient(n8n.url);
		await client.signIn(OWNER);
		await importWorkflows(client, await credentialFor(client, sandbox));
		return { n8n, sandbox, close };
	} catch (error) {
		await close();
		throw error;
	}
}

/** Updates the credential, because the sandbox has a different port every time. */
async function credentialFor(
	client: N8nClient,
	{ account, password, url }: Sandbox,
): Promise<SavedCredential> {
	const data = { account, password, baseUrl: url };
	const existing = (await client.credentials()).find(({ name }) => name === CREDENTIAL);
	if (!existing) return await client.createCredential('ihmjcApi', CREDENTIAL, data);
	await client.changeCredential(existing, data);
	return existing;
}

async function importWorkflows(client: N8nClient, credential: SavedCredential): Promise<void> {
	const existing = new Set((await client.workflows()).map(({ name }) => name));
	for (const fileName of workflowFileNames()) {
		const workflow = workflowFile(fileName, credential);
		if (!existing.has(workflow.name)) await client.createWorkflow(workflow);
	}
}
