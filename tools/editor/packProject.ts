/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports */
import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';

import { Program } from './Program';
import { projectFolder } from './projectFolder';

/**
 * Builds and packs the project as it is published.
 * @param into A folder for the tarball and the log.
 * @returns The tarball's path.
 */
export async function packProject(into: string): Promise<string> {
	await mkdir(into, { recursive: true });
	const npm = async (...args: string[]) =>
		await new Program({
			name: `npm ${args.join(' ')}`,
			command: 'npm',
			args,
			cwd: projectFolder,
			env: process.env,
			logFile: path.join(into, 'pack.log'),
		}).succeeded();
	await npm('run', 'build');
	await npm('pack', '--pack-destination', into);
	const manifest = await readFile(path.join(projectFolder, 'package.json'), 'utf8');
	const { name, version } = JSON.parse(manifest) as { name: string; version: string };
	return path.join(into, `${name}-${version}.tgz`);
}

/** Unpacks an npm tarball into a folder, which is emptied first. */
export async function unpack(tarball: string, folder: string): Promise<void> {
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	await new Program({
		name: 'tar',
		command: 'tar',
		args: ['-xzf', tarball, '-C', folder, '--strip-components=1'],
		env: process.env,
		logFile: `${tarball}.log`,
	}).succeeded();
}
