/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports, no-console */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { installN8n } from '../editor/install';
import { packProject } from '../editor/packProject';
import { NEWEST_N8N } from '../editor/versions';
import type { Measured } from './Measurement';
import { measurements } from './measurements';
import { findingsTable, writePage } from './page';
import { helpText, readArguments } from './readArguments';

async function main(): Promise<void> {
	const chosen = readArguments(process.argv.slice(2));
	if (chosen === 'help') {
		console.log(helpText());
		return;
	}
	const report = (line: string) => console.log(line);
	await installN8n(NEWEST_N8N, report);
	const folder = await mkdtemp(path.join(tmpdir(), 'n8n-nodes-ihmjc-bench-'));
	try {
		report('Building and packing the node');
		const tarball = await packProject(folder);
		const results: Record<string, Measured> = {};
		for (const name of chosen.names) {
			report(`\n${name}`);
			results[name] = await measurements[name]({ ...chosen, folder, tarball, report });
			const { findings, details } = results[name];
			report(`\n${findingsTable(findings)}\n\n${details}`);
		}
		if (chosen.write) await writePage(results);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

main().catch((error: Error) => {
	console.error(`\nThe measurement failed: ${error.message}`);
	process.exitCode = 1;
});
