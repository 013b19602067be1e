/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { projectFolder } from '../../../tools/editor/projectFolder';

const PAGE = path.join(projectFolder, 'docs', 'waiting.md');
const [START, END] = ['<!-- cases -->', '<!-- end of cases -->'];

/** Writes what came out of a case into the table of the page, in the place of what is there of it. */
export function record(how: string, tried: string, outcome: string): void {
	const page = readFileSync(PAGE, 'utf8');
	const [before, rest] = page.split(START);
	const [table, after] = rest.includes(END) ? rest.split(END) : ['', rest];
	const rows = new Map(
		table
			.split('\n')
			.filter((line) => /^\| [^-]/.test(line) && !line.includes('| What was tried'))
			.map((line) => line.split('|').map((cell) => cell.trim()))
			.map(([, one, two, three]) => [`${one} ${two}`, [one, two, three]]),
	);
	rows.set(`${how} ${tried}`, [how, tried, outcome]);
	const lines = [...rows.values()]
		.sort((one, other) => one.join(' ').localeCompare(other.join(' ')))
		.map((cells) => `| ${cells.join(' | ')} |`);
	const head = '| n8n | What was tried | What came out |\n| --- | --- | --- |';
	writeFileSync(PAGE, `${before}${START}\n\n${head}\n${lines.join('\n')}\n\n${END}${after}`);
}
