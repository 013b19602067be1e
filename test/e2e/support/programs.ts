/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

import type { Report } from '../../../tools/editor/install';
import { Program } from '../../../tools/editor/Program';
import { workFolder } from './workFolder';

/** Programs that the tests start besides n8n, with their Debian packages. */
const PACKAGES = { chromium: 'chromium', initdb: 'postgresql', 'redis-server': 'redis-server' };

/** Debian installs PostgreSQL's server programs here by version, not on the path. */
const POSTGRES = '/usr/lib/postgresql';

/** The path of the programs, for processes that start others. */
export function programPath(): string {
	const versions = existsSync(POSTGRES) ? readdirSync(POSTGRES) : [];
	const folders = versions.map((version) => path.join(POSTGRES, version, 'bin'));
	return [process.env.PATH, ...folders].join(path.delimiter);
}

/** @throws Error if the program is not installed. */
export function findProgram(name: keyof typeof PACKAGES): string {
	const found = find(name);
	if (found) return found;
	throw new Error(`${name} is missing on this machine. Install Debian's package ${PACKAGES[name]}`);
}

/**
 * Installs the programs that are missing, from Debian's packages.
 * @throws Error with the packages, if installing needs another user or system.
 */
export async function installPrograms(report: Report): Promise<void> {
	const names = Object.keys(PACKAGES) as Array<keyof typeof PACKAGES>;
	const missing = names.filter((name) => !find(name)).map((name) => PACKAGES[name]);
	if (missing.length === 0) return;

	const list = missing.join(', ');
	if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
		throw new Error(`The tests need more programs. Install these Debian packages: ${list}`);
	}
	const start = Date.now();
	report(`Installing ${list} from Debian's packages`);
	const aptGet = async (...args: string[]) =>
		await new Program({
			name: `apt-get ${args.join(' ')}`,
			command: 'apt-get',
			args,
			// With this run level, packages don't start their servers.
			env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' },
			logFile: path.join(workFolder(), 'apt-get.log'),
		}).succeeded();
	await aptGet('update');
	await aptGet('install', '--yes', '--no-install-recommends', ...missing);
	report(`Installed ${list} in ${Math.round((Date.now() - start) / 1000)} s`);
}

const find = (name: string): string | undefined =>
	programPath()
		.split(path.delimiter)
		.map((folder) => path.join(folder, name))
		.find((file) => existsSync(file));
