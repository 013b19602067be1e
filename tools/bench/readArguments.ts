/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { parseArgs } from 'node:util';

import { measurements } from './measurements';

export interface Arguments {
	/** What to measure. */
	names: string[];
	rows?: number;
	runs: number;
	/** Whether to write the results to docs/performance.md. */
	write: boolean;
}

const RUNS = 5;

export const helpText =
	(): string => `Measures the node in a whole n8n, against a simulated Ihmjc service.

  npm run bench -- [options] [${Object.keys(measurements).join('] [')}]

  --rows N   number of rows or lines; by default, that of the targets
  --runs N   how often everything is run (${RUNS}); the result is the median
  --write    write the results to docs/performance.md
  --help

Without a name, everything is measured, which takes an hour on two cores. Run nothing else meanwhile.`;

/** @throws TypeError that says what is wrong with the arguments */
export function readArguments(args: string[]): Arguments | 'help' {
	const { values, positionals } = parseArgs({
		args,
		allowPositionals: true,
		options: {
			help: { type: 'boolean', short: 'h' },
			rows: { type: 'string' },
			runs: { type: 'string' },
			write: { type: 'boolean' },
		},
	});
	if (values.help) return 'help';
	const unknown = positionals.find((name) => !(name in measurements));
	if (unknown !== undefined) throw new TypeError(`Unknown measurement "${unknown}".`);
	return {
		names: positionals.length > 0 ? positionals : Object.keys(measurements),
		rows: count('rows', values.rows),
		runs: count('runs', values.runs) ?? RUNS,
		write: values.write ?? false,
	};
}

function count(name: string, text: string | undefined): number | undefined {
	if (text === undefined) return undefined;
	if (!/^[1-9]\d*$/.test(text)) throw new TypeError(`--${name} takes a number.`);
	return Number(text);
}
