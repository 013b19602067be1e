/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { mkdtemp } from 'node:fs/promises';
import path from 'node:path';

import { installN8n } from '../../../tools/editor/install';
import { N8nClient } from '../../../tools/editor/N8nClient';
import { type N8n, startN8n } from '../../../tools/editor/startN8n';
import { NEWEST_N8N } from '../../../tools/editor/versions';
import { ENCRYPTION_KEY, OWNER } from './secrets';
import { type Server, startPostgres, startRedis } from './servers';
import { tarball, workFolder } from './workFolder';

/** An n8n with several processes: a main process for requests, and workers that run workflows. */
export class QueueMode {
	private constructor(
		private readonly servers: Server[],
		private readonly env: Record<string, string>,
		private main: N8n,
		private readonly mainFolder: string,
		readonly workers: N8n[],
		readonly client: N8nClient,
	) {}

	static async start(workers: number, more: Record<string, string> = {}): Promise<QueueMode> {
		const servers = [await startPostgres(), await startRedis()];
		const [postgres, redis] = servers;
		const env = {
			EXECUTIONS_MODE: 'queue',
			N8N_ENCRYPTION_KEY: ENCRYPTION_KEY,
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: '127.0.0.1',
			DB_POSTGRESDB_PORT: String(postgres.port),
			DB_POSTGRESDB_USER: 'n8n',
			DB_POSTGRESDB_DATABASE: 'postgres',
			QUEUE_BULL_REDIS_HOST: '127.0.0.1',
			QUEUE_BULL_REDIS_PORT: String(redis.port),
			// How soon n8n notices that a worker died.
			QUEUE_WORKER_LOCK_DURATION: '10000',
			QUEUE_WORKER_LOCK_RENEW_TIME: '2000',
			QUEUE_WORKER_STALLED_INTERVAL: '5000',
			...more,
		};
		const folder = await newFolder('start');
		const main = await startOne('start', env, folder);
		const client = new N8nClient(main.url);
		const queue = new QueueMode(servers, env, main, folder, [], client);
		await client.signIn(OWNER);
		for (let count = 0; count < workers; count++) await queue.addWorker();
		return queue;
	}

	async addWorker(): Promise<N8n> {
		const worker = await startOne('worker', this.env, await newFolder('worker'));
		this.workers.push(worker);
		return worker;
	}

	/** Stops or kills a worker. */
	async removeWorker(worker: N8n, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
		this.workers.splice(this.workers.indexOf(worker), 1);
		await worker.program.stop(signal);
	}

	/** Ends the main process and starts it again, at its address. */
	async restartMain(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
		await this.main.program.stop(signal);
		const port = Number(new URL(this.main.url).port);
		this.main = await startOne('start', this.env, this.mainFolder, port);
		await this.client.signIn(OWNER);
	}

	async stop(): Promise<void> {
		await Promise.all(
			[...this.workers, this.main].map(async ({ program }) => await program.stop()),
		);
		for (const server of this.servers) await server.stop();
	}
}

const newFolder = async (command: string) =>
	await mkdtemp(path.join(workFolder(), `n8n-${command}-`));

async function startOne(
	command: 'start' | 'worker',
	env: Record<string, string>,
	folder: string,
	port?: number,
): Promise<N8n> {
	return await startN8n({
		installation: await installN8n(NEWEST_N8N, () => {}),
		folder,
		port,
		tarball: tarball(),
		command,
		env,
	});
}
