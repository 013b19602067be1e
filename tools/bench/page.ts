/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { readFile, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import path from 'node:path';

import { format, resolveConfig } from 'prettier';

import { projectFolder } from '../editor/projectFolder';
import { NEWEST_N8N, NODE } from '../editor/versions';
import type { Finding, Measured } from './Measurement';

const DOCS = path.join(projectFolder, 'docs');
const PAGE = path.join(DOCS, 'performance.md');

export const findingsTable = (findings: Finding[]): string =>
	[
		'| Target | What | Measured | Limit | Met |',
		'| ---: | --- | ---: | ---: | --- |',
		...findings.map(
			({ target, what, measured, limit, met }) =>
				`| ${target} | ${what} | ${measured} | ${limit} | ${met ? 'yes' : '**no**'} |`,
		),
	].join('\n');

/**
 * Writes each measurement's results between its marks on the page, together with the date and the machine. Results
 * that weren't measured this time stay.
 */
export async function writePage(results: Record<string, Measured>): Promise<void> {
	let page = await readFile(PAGE, 'utf8');
	for (const [name, { findings, details, charts = {} }] of Object.entries(results)) {
		page = between(page, name, `${findingsTable(findings)}\n\n${details}\n\n${origin()}`);
		for (const [file, content] of Object.entries(charts)) {
			await writeFile(path.join(DOCS, file), content);
		}
	}
	const config = await resolveConfig(PAGE);
	await writeFile(PAGE, await format(page, { ...config, parser: 'markdown' }));
}

function between(page: string, name: string, text: string): string {
	const start = `<!-- measured: ${name} -->`;
	const from = page.indexOf(start);
	const to = page.indexOf('<!-- end -->', from);
	if (from < 0 || to < 0) throw new Error(`docs/performance.md has no marks for "${name}"`);
	return `${page.slice(0, from + start.length)}\n\n${text}\n\n${page.slice(to)}`;
}

function origin(): string {
	const cores = cpus();
	const memory = Math.round(totalmem() / 1024 ** 3);
	const day = new Date().toISOString().slice(0, 10);
	return `_${day}: n8n ${NEWEST_N8N} on Node.js ${NODE}, ${cores.length} × ${cores[0].model.trim()}, ${memory} GB._`;
}
