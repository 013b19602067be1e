/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/require-node-api-error */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';

import { fetchN8n } from './fetchN8n';
import { freePort } from './freePort';
import type { N8nInstallation } from './install';
import { unpack } from './packProject';
import { Program } from './Program';

export interface N8nOptions {
	installation: N8nInstallation;
	/** n8n's data folder, one for each process. Data of earlier runs is kept. */
	folder: string;
	/** The package to install as if from the editor. If missing, the installed package is kept. */
	tarball?: string;
	/** Default: any free port. */
	port?: number;
	/** More settings of n8n. */
	env?: Record<string, string>;
	command?: 'start' | 'worker';
}

export interface N8n {
	/** Without a slash at the end. */
	url: string;
	program: Program;
}

const READY_SECONDS = 180;

/** Turns off everything that connects to other servers, advertises, asks questions or shares data with the user's own n8n. */
const QUIET = {
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
	N8N_SECURE_COOKIE: 'false',
	// The default of newer versions. Older versions mix up parallel transactions without it.
	DB_SQLITE_POOL_SIZE: '3',
	N8N_LISTEN_ADDRESS: '127.0.0.1',
	N8N_HOST: '127.0.0.1',
	N8N_LOG_OUTPUT: 'console',
	N8N_LOG_LEVEL: 'info',
};

/**
 * Starts n8n with the package under its real name, reachable from this machine only, and waits until it
 * is ready.
 * @throws Error with the end of n8n's log
 */
export async function startN8n({
	installation,
	folder,
	tarball,
	port,
	env = {},
	command = 'start',
}: N8nOptions): Promise<N8n> {
	const { version, node, script } = installation;
	await mkdir(folder, { recursive: true });
	if (tarball) await unpack(tarball, packageFolder(folder));
	const ownPort = port ?? (await freePort());
	const url = `http://127.0.0.1:${ownPort}`;
	const isWorker = command === 'worker';
	const program = new Program({
		name: `n8n ${version} (${command})`,
		command: node.binary,
		args: [script, command],
		cwd: folder,
		logFile: path.join(folder, 'n8n.log'),
		env: {
			...QUIET,
			// It loads a list of MCP servers at every start. Older versions don't have this module.
			...(version.startsWith('1.') ? {} : { N8N_DISABLED_MODULES: 'mcp-registry' }),
			PATH: `${path.dirname(node.binary)}${path.delimiter}${process.env.PATH}`,
			HOME: folder,
			N8N_USER_FOLDER: folder,
			N8N_RUNNERS_BROKER_PORT: String(await freePort()),
			N8N_PORT: String(ownPort),
			...(isWorker
				? { QUEUE_HEALTH_CHECK_ACTIVE: 'true', QUEUE_HEALTH_CHECK_PORT: String(ownPort) }
				: {}),
			...env,
		},
	});
	try {
		await program.waitUntil(
			async () => await isReady(url + (isWorker ? '/healthz/readiness' : '/rest/settings')),
			READY_SECONDS,
		);
	} catch (error) {
		await program.stop('SIGKILL');
		throw error;
	}
	return { url, program };
}

/** While n8n starts, it responds to every request with a text and HTTP 200. */
async function isReady(url: string): Promise<boolean> {
	const response = await fetchN8n(url);
	const type = response.headers.get('Content-Type') ?? '';
	return response.ok && type.includes('application/json');
}

/** The folder in which n8n keeps a package that was installed from its editor. */
const packageFolder = (folder: string) =>
	path.join(folder, '.n8n', 'nodes', 'node_modules', 'n8n-nodes-ihmjc');
