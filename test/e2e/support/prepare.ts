/* eslint-disable @n8n/community-nodes/no-restricted-imports, no-console */
import { mkdtemp, rename } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { cacheFolder } from '../../../tools/editor/cacheFolder';
import { installN8n, installScanner } from '../../../tools/editor/install';
import { packProject } from '../../../tools/editor/packProject';
import { NEWEST_N8N, OLDEST_N8N } from '../../../tools/editor/versions';
import { installPrograms } from './programs';
import { setWorkFolder, tarball } from './workFolder';

/** Installs missing programs and packs the project. */
export default async function prepare(): Promise<void> {
	const report = (line: string) => console.log(line);
	const start = Date.now();
	await installN8n(NEWEST_N8N, report);
	await installN8n(OLDEST_N8N, report);
	await installScanner(report);
	report(`n8n ${NEWEST_N8N} and ${OLDEST_N8N} are in ${cacheFolder()} (${since(start)})`);

	const folder = await mkdtemp(path.join(tmpdir(), 'n8n-nodes-ihmjc-'));
	setWorkFolder(folder);
	await installPrograms(report);

	const packing = Date.now();
	await rename(await packProject(folder), tarball());
	report(`Built and packed (${since(packing)}); data and logs of this run: ${folder}`);
}

const since = (start: number) => `${Math.round((Date.now() - start) / 1000)} s`;
