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
const END = '<!-- end -->';

/** The lines of the table for a measurement. A missed target is bold. */
export function linesOf(name: string, findings: Finding[]): string[] {
	return findings.map(({ what, measured, limit, met }) => {
		const result = met ? measured : `**${measured}**`;
		return `| ${name} | ${what} | ${result} | ${limit} |`;
	});
}

/** Replaces a measurement's lines in the page's table. Those of other measurements stay. */
export async function writePage(name: string, { findings, chart }: Measured): Promise<void> {
	const page = await readFile(PAGE, 'utf8');
	const isOwn = (line: string) => line.startsWith(`| ${name} `);
	const kept = page.split('\n').filter((line) => !isOwn(line) && !line.startsWith('_Last run:'));
	const end = kept.indexOf(
		'',
		kept.findLastIndex((line) => line.startsWith('|')),
	);
	kept.splice(end, 0, ...linesOf(name, findings));
	kept.splice(kept.indexOf(END), 0, origin(), '');
	const config = await resolveConfig(PAGE);
	await writeFile(PAGE, await format(kept.join('\n'), { ...config, parser: 'markdown' }));
	if (chart) await writeFile(path.join(DOCS, 'rows.svg'), chart);
}

function origin(): string {
	const day = new Date().toISOString().slice(0, 10);
	const cores = cpus();
	const memory = Math.round(totalmem() / 1024 ** 3);
	return `_Last run: ${day}, n8n ${NEWEST_N8N} on Node.js ${NODE}, ${cores.length} × ${cores[0].model.trim()}, ${memory} GB._`;
}
