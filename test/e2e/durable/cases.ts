/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const PAGE = path.join(__dirname, 'report.md');
const HEAD = ['n8n', 'What was tried', 'What came out'];
const [START, END] = ['<!-- cases -->', '<!-- end of cases -->'];

/** Writes what came out of a case into the table of the report, in the place of what is there of it; by `test:durable` alone. */
export function record(how: string, tried: string, outcome: string): void {
	if (!process.env.RECORD_CASES) return;
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
	const sorted = [...rows.values()].sort((one, other) =>
		one.join(' ').localeCompare(other.join(' '), 'en', { numeric: true }),
	);
	const cells = [HEAD, ...sorted];
	const widths = HEAD.map((_, at) => Math.max(...cells.map((row) => row[at].length)));
	const line = (row: string[], fill = ' ') =>
		`| ${row.map((cell, at) => cell.padEnd(widths[at], fill)).join(' | ')} |`;
	const lines = [line(HEAD), line(['', '', ''], '-'), ...sorted.map((row) => line(row))];
	writeFileSync(PAGE, `${before}${START}\n\n${lines.join('\n')}\n\n${END}${after}`);
}
