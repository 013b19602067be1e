/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports */
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { cacheFolder } from './cacheFolder';
import { Program } from './Program';
import { NODE, SCANNER } from './versions';

/** Prints a line of progress. */
export type Report = (line: string) => void;

export interface NodeInstallation {
	binary: string;
	/** The headers that native modules are compiled with. */
	headers: string;
}

export interface N8nInstallation {
	version: string;
	node: NodeInstallation;
	/** n8n's start script, to be run by that Node.js. */
	script: string;
}

/** Dependencies whose required versions were removed from the package registry. */
const OVERRIDES: Record<string, Record<string, string>> = {
	'1.123.81': { xlsx: '0.18.5' },
};

/** The modules of n8n that must be compiled. The install scripts of all others are not run. */
const NATIVE_MODULES = ['sqlite3', 'isolated-vm'];

const TICK_MS = 30_000;

export async function installNode(report: Report): Promise<NodeInstallation> {
	const folder = await installed(`node-${NODE.split('.')[0]}`, report, async (npm) => {
		// The install script links the binary for this machine.
		await npm('install', `node@${NODE}`, '--ignore-scripts=false');
	});
	const node = path.join(folder, 'node_modules', 'node');
	return {
		binary: path.join(node, 'bin', 'node'),
		headers: path.join(node, 'node_modules', `node-${process.platform}-${process.arch}`),
	};
}

export async function installN8n(version: string, report: Report): Promise<N8nInstallation> {
	const node = await installNode(report);
	const folder = await installed(`n8n-${version}`, report, async (npm, into) => {
		const manifest = { private: true, overrides: OVERRIDES[version] };
		await writeFile(path.join(into, 'package.json'), JSON.stringify(manifest));
		await npm('install', `n8n@${version}`, '--ignore-scripts');
		const env = {
			PATH: `${path.dirname(node.binary)}${path.delimiter}${process.env.PATH}`,
			npm_config_nodedir: node.headers,
		};
		await npm.with(env)('rebuild', ...NATIVE_MODULES, '--ignore-scripts=false');
	});
	return { version, node, script: path.join(folder, 'node_modules', 'n8n', 'bin', 'n8n') };
}

/** @returns The folder of the scanner's package. */
export async function installScanner(report: Report): Promise<string> {
	const name = '@n8n/scan-community-package';
	const folder = await installed(`scanner-${SCANNER}`, report, async (npm) => {
		await npm('install', `${name}@${SCANNER}`, '--ignore-scripts');
	});
	return path.join(folder, 'node_modules', name);
}

interface Npm {
	(...args: string[]): Promise<void>;
	with(env: Record<string, string>): Npm;
}

/**
 * Returns the folder of an installation in the cache, and installs it if it is missing. The folder gets
 * its final name when it is complete, so that an interrupted installation is never used.
 */
async function installed(
	name: string,
	report: Report,
	install: (npm: Npm, into: string) => Promise<void>,
): Promise<string> {
	const folder = path.join(cacheFolder(), name);
	if (existsSync(folder)) return folder;

	const start = Date.now();
	const seconds = () => Math.round((Date.now() - start) / 1000);
	const into = `${folder}.partial`;
	const logFile = `${folder}.log`;
	await rm(into, { recursive: true, force: true });
	await mkdir(into, { recursive: true });
	report(`Installing ${name} into ${folder} (only this time). npm's output is in ${logFile}`);
	const tick = setInterval(() => report(`  still installing, ${seconds()} s`), TICK_MS);
	try {
		await install(npmIn(into, logFile), into);
	} finally {
		clearInterval(tick);
	}
	await rename(into, folder);
	report(`Installed ${name} in ${seconds()} s`);
	return folder;
}

function npmIn(prefix: string, logFile: string, env: Record<string, string> = {}): Npm {
	const npm = async (...args: string[]) => {
		await new Program({
			name: `npm ${args.join(' ')}`,
			command: 'npm',
			args: [...args, '--prefix', prefix, '--no-audit', '--no-fund', '--loglevel=warn'],
			// Not the project's folder, because the project's .npmrc must not apply.
			cwd: prefix,
			env: { ...process.env, ...env },
			logFile,
		}).succeeded();
	};
	return Object.assign(npm, {
		with: (more: Record<string, string>) => npmIn(prefix, logFile, more),
	});
}
