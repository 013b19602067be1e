/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports */
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { installN8n } from '../editor/install';
import { N8nClient, type SavedCredential, type WorkflowFile } from '../editor/N8nClient';
import { START } from '../editor/node';
import { OWNER } from '../editor/openEditor';
import { startN8n, type N8n } from '../editor/startN8n';
import { NEWEST_N8N } from '../editor/versions';
import type { Sandbox } from '../sandbox/startSandbox';
import type { Dependencies } from './Measurement';

/** A line about one execution of a workflow, written by `inside/measure.cjs`. */
export interface WorkflowRun {
	workflow: string;
	status: string;
	error?: string;
	/** Milliseconds by node, as measured by n8n. */
	times: Record<string, number>;
	/** Milliseconds for which the event loop was blocked in each run of this package's node. */
	held: Array<{ p99: number; worst: number }>;
}

const INSIDE = path.join(__dirname, 'inside', 'measure.cjs');
/** The folder of the bare node, from which n8n loads it. */
const BARE = path.join(__dirname, 'inside', 'bare');
const MAX_SECONDS = 300;

/** A whole n8n, measured from inside. Executions aren't saved, because 300,000 rows of seven nodes are too much. */
export class BenchN8n {
	private runs = 0;

	private constructor(
		private readonly n8n: N8n,
		private readonly client: N8nClient,
		private readonly reportFile: string,
	) {}

	static async start({ folder, tarball }: Dependencies): Promise<BenchN8n> {
		const own = await mkdtemp(path.join(folder, 'n8n-'));
		const reportFile = path.join(own, 'report.jsonl');
		await writeFile(reportFile, '');
		const n8n = await startN8n({
			installation: await installN8n(NEWEST_N8N, () => {}),
			folder: own,
			tarball,
			env: {
				NODE_OPTIONS: `--require=${INSIDE}`,
				EXTERNAL_HOOK_FILES: INSIDE,
				N8N_CUSTOM_EXTENSIONS: BARE,
				IHMJC_BENCH_REPORT: reportFile,
				N8N_DEFAULT_BINARY_DATA_MODE: 'filesystem',
				N8N_RESTRICT_FILE_ACCESS_TO: folder,
			},
		});
		const client = new N8nClient(n8n.url);
		await client.signIn(OWNER);
		return new BenchN8n(n8n, client, reportFile);
	}

	async credentialFor({ account, password, url: baseUrl }: Sandbox): Promise<SavedCredential> {
		return await this.client.createCredential('ihmjcApi', 'Stand-in', {
			account,
			password,
			baseUrl,
		});
	}

	/** Runs a workflow to its end, as from the editor. */
	async run(workflow: WorkflowFile): Promise<WorkflowRun> {
		const name = `${workflow.name} ${++this.runs}`;
		const saved = await this.client.createWorkflow({
			...workflow,
			name,
			settings: {
				executionOrder: 'v1',
				saveManualExecutions: false,
				saveDataSuccessExecution: 'none',
				saveDataErrorExecution: 'none',
			},
		});
		await this.client.start(saved, START);
		const deadline = Date.now() + MAX_SECONDS * 1000;
		while (Date.now() < deadline) {
			const lines = (await readFile(this.reportFile, 'utf8')).split('\n').slice(0, -1);
			const ended = lines
				.map((line) => JSON.parse(line) as WorkflowRun)
				.find((line) => line.workflow === name);
			if (ended?.status === 'success') return ended;
			if (ended) throw new Error(`${name}: ${ended.error ?? ended.status}`);
			await delay(200);
		}
		throw new Error(`${name} was still running after ${MAX_SECONDS} s`);
	}

	/** The peak memory of the process. */
	async peakMegabytes(): Promise<number> {
		const status = await readFile(`/proc/${this.n8n.program.processId}/status`, 'utf8');
		return Number(/^VmHWM:\s*(\d+) kB/m.exec(status)?.[1]) / 1024;
	}

	async stop(): Promise<void> {
		await this.n8n.program.stop('SIGKILL');
	}
}
