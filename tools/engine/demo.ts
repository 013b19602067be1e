/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports, no-console */
import { readFile } from 'node:fs/promises';
import path from 'node:path';

import type { IDataObject, INodeType } from 'n8n-workflow';

import type { SandboxOptions } from '../sandbox/SandboxOptions';
import { startSandbox, type Sandbox } from '../sandbox/startSandbox';
import type { RunResult } from './RunResult';
import { runWorkflow, type WorkflowFile } from './runWorkflow';

/** Long enough to show the waiting, short enough for a demo. */
const JOB_SECONDS = 8;

/** The shortest list that the service takes in the last part. */
const MIN_NUMBERS = 3;

const ROOT = path.resolve(__dirname, '../..');

interface Demo extends SandboxOptions {
	fileName: string;
	/** Options of Check Numbers. */
	options?: IDataObject;
}

async function run({ fileName, options }: Demo, sandbox: Sandbox): Promise<RunResult> {
	const file = path.join(ROOT, 'examples', fileName);
	const workflow = JSON.parse(await readFile(file, 'utf8')) as WorkflowFile;
	const check = workflow.nodes.find(({ name }) => name === 'Check Numbers');
	Object.assign(check?.parameters.options ?? {}, options);
	// The built package, as users get it.
	const { Ihmjc, IhmjcApi } = await import(ROOT);
	const { url, account, password } = sandbox;
	const result = await runWorkflow(workflow, {
		nodeTypes: { 'n8n-nodes-ihmjc.ihmjc': new Ihmjc() as INodeType },
		credentialTypes: { ihmjcApi: new IhmjcApi() },
		credentials: { ihmjcApi: { account, password, baseUrl: url } },
		onNodeStarted: (name) => console.log(`  ▸ ${name}`),
	});
	if (result.status !== 'success') {
		throw new Error(`The workflow ended with status ${result.status}: ${result.error?.message}`);
	}
	return result;
}

/** Runs a workflow against its own sandbox, and prints its progress and result. */
async function show(demo: Demo, print: (result: RunResult) => void): Promise<void> {
	const started = Date.now();
	const sandbox = await startSandbox({ ...demo, log: (line) => console.log(`      ${line}`) });
	const ticker = setInterval(() => {
		console.log(`      … ${Math.round((Date.now() - started) / 1000)} s`);
	}, 3000);
	try {
		const before = sandbox.points();
		print(await run(demo, sandbox));
		const after = sandbox.points();
		const spent = before.recharge + before.bonus - after.recharge - after.bonus;
		// Removes the rounding errors of binary fractions.
		const points = Number(spent.toFixed(7));
		console.log(`\n  Uploads: ${sandbox.uploads.length}. Points charged: ${points}.`);
	} finally {
		clearInterval(ticker);
		await sandbox.close();
	}
}

function table(rows: IDataObject[], columns: Record<string, string>): string {
	const cells = [
		Object.values(columns),
		...rows.map((row) => Object.keys(columns).map((key) => String(row[key] ?? ''))),
	];
	const widths = cells[0].map((_, column) => Math.max(...cells.map((row) => row[column].length)));
	return cells
		.map((row) =>
			`  ${row.map((cell, column) => cell.padEnd(widths[column])).join('  ')}`.trimEnd(),
		)
		.join('\n');
}

function counts(rows: IDataObject[], key: string): string {
	const sums = new Map<string, number>();
	for (const row of rows) sums.set(String(row[key]), (sums.get(String(row[key])) ?? 0) + 1);
	return [...sums].map(([status, count]) => `${count} ${status}`).join(', ');
}

async function main(): Promise<void> {
	console.log('\n1. Check Numbers adds the result to each row (examples/check-numbers.json)\n');
	await show({ fileName: 'check-numbers.json', jobSeconds: JOB_SECONDS }, (result) => {
		const rows = result.items('Check Numbers').map(({ json }) => json);
		console.log(
			`\n${table(rows, {
				name: 'Name',
				phone: 'Phone',
				ihmjcNumber: 'Number',
				ihmjcCountry: 'Country',
				ihmjcApp: 'App',
				ihmjcStatus: 'Status',
			})}`,
		);
		console.log(`\n  ${rows.length} rows: ${counts(rows, 'ihmjcStatus')}.`);
		for (const { message } of result.hints('Check Numbers')) console.log(`  Hint: ${message}`);
	});

	console.log(
		'\n2. The same in five steps (examples/five-steps.json); this time the detection takes no time\n',
	);
	await show({ fileName: 'five-steps.json', jobSeconds: 0 }, (result) => {
		const rows = result.items('Download').map(({ json }) => json);
		console.log(`\n${table(rows, { number: 'Number', status: 'Status', uploadId: 'Upload ID' })}`);
		console.log(`\n  ${rows.length} numbers: ${counts(rows, 'status')}.`);
	});

	console.log(
		`\n3. The first again, with a service that refuses lists under ${MIN_NUMBERS} numbers, and with Min Numbers\n`,
	);
	const small = { minLines: MIN_NUMBERS, options: { minNumbers: MIN_NUMBERS } };
	await show({ fileName: 'check-numbers.json', jobSeconds: 0, ...small }, (result) => {
		const rows = result.items('Check Numbers').map(({ json }) => json);
		console.log(`\n  ${rows.length} rows: ${counts(rows, 'ihmjcStatus')}.`);
		for (const { message } of result.hints('Check Numbers')) console.log(`  Hint: ${message}`);
	});

	console.log(`
All of them ran on n8n's own engine against a simulated service on this machine. All numbers are made up.

Next steps:
  npm run sandbox     starts a simulated service to build workflows without spending points
  examples/           workflows to import in n8n (menu of an open workflow: Import from File)
  README.md           how to install the node in n8n and build a first workflow
  docs/operations.md  every operation, with examples
`);
}

main().catch((error: Error) => {
	console.error(`\nThe demo failed: ${error.message}`);
	process.exitCode = 1;
});
