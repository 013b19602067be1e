import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { RunResult } from '../../tools/engine/RunResult';
import type { SandboxOptions } from '../../tools/sandbox/SandboxOptions';
import { type Sandbox, startSandbox } from '../../tools/sandbox/startSandbox';
import { jsonOf } from '../helpers/ihmjcResult';
import { ERROR_OUTPUT } from '../helpers/onError';
import { type IhmjcRun, runIhmjc } from '../helpers/runIhmjc';
import { virtualClock } from '../helpers/virtualClock';
import type { Blocks } from './fillPage';
import { table } from './table';

const CONTACTS = [
	{ name: 'Ada', phone: '+1 415 555 0100' },
	{ name: 'Boris', phone: '+1 (415) 555-0101' },
	{ name: 'Dora', phone: '+44 7700 900456' },
	{ name: 'Uma', phone: '0044 7700 900121' },
	{ name: 'Ada, again', phone: '14155550100' },
	{ name: 'Ivo', phone: 'call me maybe' },
];

/** Points with fractions, as in a real account. */
const POINTS = { rechargePoints: 49.8332, bonusPoints: 0.5 };

type Run = (parameters: INodeParameters, more?: Partial<IhmjcRun>) => Promise<RunResult>;

/** Runs one example against its own sandbox, so that each starts with the same upload ID. */
interface Example {
	name: string;
	options?: SandboxOptions;
	make: (run: Run, sandbox: Sandbox) => Promise<string>;
}

const json = (value: unknown) => `\`\`\`json\n${JSON.stringify(value, undefined, 2)}\n\`\`\``;

const firstOf = (result: RunResult, output = 0) => json(jsonOf(result, output)[0]);

const check = { operation: 'check', defaultCountry: 'none' };
const upload = { operation: 'upload', defaultCountry: 'none' };
const uploadId = '42992';
/** An earlier upload of two numbers. */
const made = async (run: Run) => await run(upload, { items: CONTACTS.slice(0, 2) });

const rowsTable = (rows: IDataObject[]) => {
	const columns = ['name', 'phone', 'ihmjcStatus', 'ihmjcNumber', 'ihmjcReason'];
	return table(
		columns,
		rows.map((row) => columns.map((column) => String(row[column]))),
	);
};

const EXAMPLES: Example[] = [
	{
		name: 'rows',
		make: async (run) => {
			// Without the duplicate, which looks like its first row here.
			const items = CONTACTS.filter(({ name }) => name !== 'Ada, again');
			return rowsTable(jsonOf(await run(check, { items })));
		},
	},
	{
		name: 'a checked row',
		make: async (run) => firstOf(await run(check, { items: CONTACTS })),
	},
	{
		name: 'a row checked for two apps',
		make: async (run) => {
			const parameters = { ...check, additionalApps: ['telegram'] };
			return firstOf(await run(parameters, { items: CONTACTS }));
		},
	},
	{
		name: 'an item of the error output',
		options: { smallestList: 5 },
		make: async (run) => {
			const result = await run(check, { items: CONTACTS, node: ERROR_OUTPUT });
			return firstOf(result, 1);
		},
	},
	{
		name: "an item of an agent's tool",
		options: { jobSeconds: 3600 },
		make: async (run) => {
			const options = { maxWait: 2, onTimeout: 'output' };
			const parameters = { ...check, source: 'text', numbers: '+1 415 555 0100', options };
			return firstOf(await run(parameters, { isTool: true }));
		},
	},
	{
		name: 'lists of a preview',
		make: async (run) => {
			const parameters = { operation: 'preview', defaultCountry: 'none' };
			return json(jsonOf(await run(parameters, { items: CONTACTS })));
		},
	},
	{
		name: 'an upload',
		make: async (run) => firstOf(await run(upload, { items: CONTACTS })),
	},
	{
		name: 'a query',
		options: { jobSeconds: 3600 },
		make: async (run) => {
			await made(run);
			return firstOf(await run({ operation: 'query', uploadId }));
		},
	},
	{
		name: 'the end of a wait',
		options: { jobSeconds: 60 },
		make: async (run) => {
			await made(run);
			return firstOf(await run({ operation: 'waitUntilDone', uploadId }));
		},
	},
	{
		name: 'a downloaded file',
		make: async (run) => {
			await made(run);
			return firstOf(await run({ operation: 'download', uploadId }));
		},
	},
	{
		name: 'downloaded items',
		make: async (run) => {
			await made(run);
			const parameters = { operation: 'download', uploadId, file: 'both', outputAs: 'items' };
			return json(jsonOf(await run(parameters)));
		},
	},
	{
		name: 'a balance',
		make: async (run) => {
			const parameters = { resource: 'account', operation: 'balance' };
			return firstOf(await run(parameters));
		},
	},
];

/** Creates every example in the docs by running the node on n8n's engine against the sandbox. */
export async function examples(): Promise<Blocks> {
	const blocks: Blocks = {};
	for (const { name, options, make } of EXAMPLES) {
		const clock = virtualClock(Date.UTC(2026, 10, 24, 9));
		const sandbox = await startSandbox({ now: clock.now, ...POINTS, ...options });
		try {
			const run: Run = async (parameters, more = {}) =>
				await runIhmjc({ sandbox, clock, parameters, ...more });
			blocks[`example of ${name}`] = await make(run, sandbox);
		} finally {
			await sandbox.close();
		}
	}
	return blocks;
}
