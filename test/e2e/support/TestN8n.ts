/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { mkdtemp } from 'node:fs/promises';
import path from 'node:path';

import { installN8n } from '../../../tools/editor/install';
import { type Execution, N8nClient, type WorkflowFile } from '../../../tools/editor/N8nClient';
import { START } from '../../../tools/editor/node';
import { type N8n, startN8n } from '../../../tools/editor/startN8n';
import type { SandboxOptions } from '../../../tools/sandbox/SandboxOptions';
import { type Sandbox, startSandbox } from '../../../tools/sandbox/startSandbox';
import { ACCOUNT, OWNER, PASSWORD } from './secrets';
import { until } from './until';
import { tarball, workFolder } from './workFolder';

export interface TestN8nOptions {
	version: string;
	env?: Record<string, string>;
}

/** A sandbox and an n8n credential for it. */
export interface TestService {
	sandbox: Sandbox;
	credential: { id: string; name: string };
}

/** An n8n with the package, and the sandboxes of its tests. */
export class TestN8n {
	private readonly sandboxes: Sandbox[] = [];

	private constructor(
		readonly options: TestN8nOptions,
		/** The folder of n8n's data and log. */
		readonly folder: string,
		private n8n: N8n,
		readonly client: N8nClient,
	) {}

	static async start(options: TestN8nOptions): Promise<TestN8n> {
		const folder = await mkdtemp(path.join(workFolder(), `n8n-${options.version}-`));
		const n8n = await startIn(folder, options);
		const client = new N8nClient(n8n.url);
		await client.signIn(OWNER);
		return new TestN8n(options, folder, n8n, client);
	}

	get log(): string {
		return this.n8n.program.log;
	}

	get processId(): number | undefined {
		return this.n8n.program.processId;
	}

	/** Restarts n8n with the same data and address. */
	async restart(signal: 'SIGTERM' | 'SIGKILL', whileDown = async () => {}): Promise<void> {
		await this.n8n.program.stop(signal);
		await whileDown();
		const starts = startsIn(this.log);
		this.n8n = await startIn(this.folder, this.options, Number(new URL(this.n8n.url).port));
		await this.client.signIn(OWNER);
		// Until then, n8n recovers the executions of a killed process and briefly shows waiting ones as crashed.
		await until(() => startsIn(this.log) > starts, 60);
	}

	/** Starts a separate service for a test, so that tests don't share uploads and faults. */
	async service(options: SandboxOptions = {}): Promise<TestService> {
		const sandbox = await startSandbox({ account: ACCOUNT, password: PASSWORD, ...options });
		this.sandboxes.push(sandbox);
		return { sandbox, credential: await this.credential(sandbox.url) };
	}

	async credential(baseUrl: string): Promise<TestService['credential']> {
		const data = { account: ACCOUNT, password: PASSWORD, baseUrl };
		return await this.client.createCredential('ihmjcApi', 'Stand-in', data);
	}

	/** Runs a workflow to its end, as from the editor. */
	async run(workflow: WorkflowFile, seconds?: number): Promise<Execution> {
		const saved = await this.client.createWorkflow(workflow);
		return await this.client.ended(await this.client.start(saved, START), seconds);
	}

	async stop(): Promise<void> {
		await this.n8n.program.stop();
		await Promise.all(this.sandboxes.map(async (sandbox) => await sandbox.close()));
	}
}

/** How often n8n's log reports a completed start. */
const startsIn = (log: string) => log.split('Version: ').length - 1;

async function startIn(
	folder: string,
	{ version, env }: TestN8nOptions,
	port?: number,
): Promise<N8n> {
	return await startN8n({
		installation: await installN8n(version, () => {}),
		folder,
		tarball: tarball(),
		port,
		env: { N8N_LOG_LEVEL: 'debug', ...env },
	});
}
