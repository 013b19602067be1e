/* eslint-disable @n8n/community-nodes/no-dangerous-functions, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports */
import { execFileSync } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { freePort } from '../../../tools/editor/freePort';
import { Program } from '../../../tools/editor/Program';
import { programPath } from './programs';
import { workFolder } from './workFolder';

/** A temporary server for one test run, reachable from this machine only. */
export interface Server {
	port: number;
	stop(): Promise<void>;
}

const READY_SECONDS = 60;

export async function startRedis(): Promise<Server> {
	const port = await freePort();
	const program = new Program({
		name: 'Redis',
		command: 'redis-server',
		args: ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
		cwd: workFolder(),
		logFile: path.join(workFolder(), 'redis.log'),
		env: process.env,
	});
	await program.waitUntil(
		async () => program.log.includes('Ready to accept connections'),
		READY_SECONDS,
	);
	return { port, stop: async () => await program.stop() };
}

/** Its user is `n8n`, its database `postgres`, and it needs no password. */
export async function startPostgres(): Promise<Server> {
	const port = await freePort();
	const user = postgresUser();
	const folder = mkdtempSync(path.join(tmpdir(), 'n8n-nodes-ihmjc-postgres-'));
	if (user) chownSync(folder, user.uid, user.gid);
	const data = path.join(folder, 'data');
	const common = {
		user,
		cwd: folder,
		env: { PATH: programPath() },
		logFile: path.join(workFolder(), 'postgres.log'),
	};
	await new Program({
		...common,
		name: 'initdb',
		command: 'initdb',
		args: ['-D', data, '-U', 'n8n', '--auth=trust', '-E', 'UTF8', '--no-sync'],
	}).succeeded();
	const settings = {
		port,
		listen_addresses: '127.0.0.1',
		unix_socket_directories: '',
		fsync: 'off',
	};
	const program = new Program({
		...common,
		name: 'PostgreSQL',
		command: 'postgres',
		args: ['-D', data, ...Object.entries(settings).flatMap((each) => ['-c', each.join('=')])],
	});
	await program.waitUntil(
		async () => program.log.includes('ready to accept connections'),
		READY_SECONDS,
	);
	return {
		port,
		stop: async () => {
			await program.stop();
			rmSync(folder, { recursive: true, force: true });
		},
	};
}

/** PostgreSQL refuses to run as root, so this returns the user of Debian's package. */
function postgresUser(): { uid: number; gid: number } | undefined {
	if (process.getuid?.() !== 0) return undefined;
	const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
	return { uid: id('-u'), gid: id('-g') };
}
