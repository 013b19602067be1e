/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports, no-console */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { installN8n } from '../editor/install';
import { packProject } from '../editor/packProject';
import { NEWEST_N8N } from '../editor/versions';
import { measurements } from './measurements';
import { linesOf, writePage } from './page';

const RUNS = 5;

const HELP = `Measures the node in a whole n8n, against a simulated Ihmjc service.

  npm run bench -- [options] [${Object.keys(measurements).join('] [')}]

  --rows N   number of rows or lines; by default, that of the targets
  --runs N   how often everything is run (${RUNS}); the result is the median
  --write    write the results to docs/performance.md
  --help

Without a name, everything is measured, which takes an hour on two cores. Run nothing else meanwhile.`;

async function main(): Promise<void> {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: {
			help: { type: 'boolean', short: 'h' },
			rows: { type: 'string' },
			runs: { type: 'string' },
			write: { type: 'boolean' },
		},
	});
	const report = (line: string) => console.log(line);
	const numbers = [values.rows, values.runs].map((text) => Number(text ?? 1));
	const isValid =
		positionals.every((name) => name in measurements) &&
		numbers.every((each) => Number.isInteger(each) && each > 0);
	if (values.help || !isValid) return report(HELP);

	await installN8n(NEWEST_N8N, report);
	const folder = await mkdtemp(path.join(tmpdir(), 'n8n-nodes-ihmjc-bench-'));
	try {
		report('Building and packing the node');
		const dependencies = {
			folder,
			tarball: await packProject(folder),
			rows: values.rows === undefined ? undefined : Number(values.rows),
			runs: Number(values.runs ?? RUNS),
			report,
		};
		for (const name of positionals.length > 0 ? positionals : Object.keys(measurements)) {
			report(`\n${name}`);
			const measured = await measurements[name](dependencies);
			report(`\n${linesOf(name, measured.findings).join('\n')}`);
			if (values.write) await writePage(name, measured);
		}
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

main().catch((error: Error) => {
	console.error(`\nThe measurement failed: ${error.message}`);
	process.exitCode = 1;
});
