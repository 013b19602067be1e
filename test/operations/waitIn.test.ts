import {
	type IDataObject,
	type INodeExecutionData,
	type INodeParameters,
	NodeHelpers,
	Workflow,
} from 'n8n-workflow';

import { Ihmjc } from '../../nodes/Ihmjc/Ihmjc.node';
import { APPS } from '../../nodes/Ihmjc/apps/apps';
import { chain } from '../../tools/engine/chain';
import { fileOf } from '../../tools/engine/rowsTrigger';
import type { RunResult } from '../../tools/engine/RunResult';
import type { WorkflowFile } from '../../tools/engine/runWorkflow';
import type { QuirkRule } from '../../tools/sandbox/quirks/QuirkRule';
import type { SandboxOptions } from '../../tools/sandbox/SandboxOptions';
import { WHATSAPP } from '../../tools/sandbox/appCodes';
import { americanNumbers } from '../helpers/fictionalNumbers';
import { hintsOf, jsonOf, errorOf } from '../helpers/ihmjcResult';
import { ERROR_OUTPUT, REGULAR } from '../helpers/onError';
import { type IhmjcRun, NODE_TYPE } from '../helpers/runIhmjc';
import { setUp } from '../helpers/setUp';
import { TRIED_OPERATIONS } from '../helpers/triedOperations';
import { upload } from '../tools/sandbox/client';
import { closeAll } from '../tools/sandbox/sandboxes';

afterEach(closeAll);

const US = ['+14155550100', '+14155550101', '+14155550102'];
const GB = ['+447700900123', '+447700900456'];
const rowsOf = (numbers: string[]): IDataObject[] =>
	numbers.map((phone, index) => ({ phone, name: `Row ${index}` }));
const ALL = rowsOf([US[0], GB[0], 'no number', US[1], US[0], '', GB[1], US[2]]);

/** A pending row that an earlier run has uploaded. */
const BACK = {
	phone: GB[1],
	ihmjcStatus: 'pending',
	ihmjcNumber: '447700900456',
	ihmjcUploadId: '1',
};
const WITH_APPS = rowsOf([US[0], GB[0], US[1]]).map((row, index) => ({
	...row,
	app: index === 1 ? 'nothing' : 'whatsapp',
}));

/** A workflow whose trigger responds with the output of its last node. */
const behindWebhook = (...nodes: Parameters<typeof chain>): WorkflowFile => {
	const file = chain(...nodes);
	file.nodes[0].parameters = { responseMode: 'lastNode' };
	return file;
};

/** The node's output, without the time of the check. */
const outputsOf = (result: RunResult) => {
	const output = result.runs('Ihmjc').at(-1)?.data?.main ?? errorOf(result);
	return JSON.stringify(output, undefined, ' ').replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME');
};

/** Runs the node once in memory and once in the database, each on its own new service. */
async function inBoth(
	parameters: INodeParameters,
	more: Partial<IhmjcRun> = {},
	service: SandboxOptions = {},
) {
	const results: RunResult[] = [];
	for (const waitIn of ['memory', 'database']) {
		const { run, requestCounts, spent } = await setUp({ jobSeconds: 300, ...service });
		const options = { ...(parameters.options as object), waitIn };
		const result = await run(
			{ defaultCountry: 'none', ...parameters, options },
			{ items: ALL, canWaitInDatabase: true, ...more },
		);
		expect(requestCounts().upload).toBeGreaterThan(0);
		expect(spent()).toBeLessThan(20);
		results.push(result);
	}
	return results;
}

describe('Wait In', () => {
	it.each<[string, INodeParameters, Partial<IhmjcRun>]>([
		['all rows', {}, {}],
		['another name', { options: { outputName: 'result' } }, {}],
		['a pending row of an earlier run', {}, { items: [...ALL.slice(3), BACK], node: REGULAR }],
		['an unknown app', { app: '={{ $json.app }}' }, { items: WITH_APPS, node: REGULAR }],
		[
			'an unknown app and an error output',
			{ app: '={{ $json.app }}' },
			{ items: WITH_APPS, node: ERROR_OUTPUT },
		],
	])('returns the same in memory and in the database with %s', async (_, parameters, more) => {
		const [memory, database] = await inBoth(parameters, more);
		expect(database.status).toBe(memory.status);
		expect(outputsOf(database)).toBe(outputsOf(memory));
	});

	it.each(['', '1.41556E+10', '14155600000', '#ERROR!', '14155550102'])(
		'returns an additional app\'s result for the number that was sent, though a sheet made "%s" of it',
		async (ihmjcNumber) => {
			const checkedAt = new Date().toISOString();
			const own = { ihmjcStatus: 'activated', ihmjcNumber, ihmjcCheckedAt: checkedAt };
			// The last row has the number that a sheet may have made of the first.
			const items = rowsOf([US[0], US[2]]).map((row, index) =>
				index === 0 ? { ...row, ...own } : row,
			);
			const parameters = { additionalApps: 'telegram', options: { recheckAfter: 1 } };
			const isMeant = ihmjcNumber !== '14155550102';
			for (const result of await inBoth(parameters, { items })) {
				const [row] = jsonOf(result);
				expect(row.ihmjcNumber).toBe('14155550100');
				expect(row.ihmjcTelegramStatus).toMatch(/^(activated|unregistered)$/);
				expect(row.ihmjcUploadId).toBe(isMeant ? undefined : '42992');
			}
		},
	);

	it('tells in the database too that a number of a list of another node is in neither result list', async () => {
		const outputs: IDataObject[][] = [];
		for (const waitIn of ['memory', 'database']) {
			const { run, sandbox, spent } = await setUp({ jobSeconds: 600 });
			const numbers = americanNumbers(40);
			const unlisted = numbers.filter((each) => sandbox.statusOf(each, WHATSAPP) === 'unknown');
			const workflow = (...[rows, first]: Parameters<typeof chain>) => {
				const options = { waitIn };
				const parameters = { ...first.parameters, source: 'items', phoneField: 'second', options };
				return chain(rows, first, { ...first, name: 'Second', parameters });
			};
			// The second node asks for few of the numbers of the first.
			const items = numbers.map((each, index) => ({
				phone: `+${each}`,
				second: index === 0 ? `+${unlisted[0]}` : '',
			}));
			const options = { maxWait: 0, onTimeout: 'output' };
			const result = await run(
				{ defaultCountry: 'none', options },
				{ items, workflow, canWaitInDatabase: true },
			);
			expect(result.error).toBeUndefined();
			expect(spent()).toBe(40);
			const [{ json }] = result.items('Second');
			outputs.push([{ ...json, ihmjcCheckedAt: '' }]);
			expect(json).toMatchObject({ ihmjcStatus: 'unknown', ihmjcReason: 'notListed' });
		}
		expect(outputs[1]).toEqual(outputs[0]);
	});

	it.each<[string, INodeParameters]>([
		['a wait without an end', { maxWait: 1e304 }],
		['a long interval', { pollInterval: 1e304, maxWait: 60 }],
	])('waits in the database with an absurd value: %s', async (_, options) => {
		const [memory, database] = await inBoth({ options });
		expect(jsonOf(memory).map(({ ihmjcStatus }) => ihmjcStatus)).not.toContain('pending');
		expect(outputsOf(database)).toBe(outputsOf(memory));
	});

	it('downloads lists again in the next round if they are not ready yet', async () => {
		const quirks: QuirkRule[] = [{ quirk: 'emptyDownload', endpoint: 'download', times: 10 }];
		const [memory, database] = await inBoth({}, {}, { quirks });
		expect(jsonOf(database).map(({ ihmjcStatus }) => ihmjcStatus)).not.toContain('failed');
		expect(outputsOf(database)).toBe(outputsOf(memory));
	});

	/** Checks numbers for some apps in the database, where each download takes a time. */
	const withSlowDownloads = async (seconds: number, apps: number) => {
		const { run, sandbox, clock, requestCounts } = await setUp({ jobSeconds: 600 });
		const requests = sandbox.requests as Array<(typeof sandbox.requests)[number]>;
		requests.push = (...added) => {
			if (added.some(({ endpoint }) => endpoint === 'download')) clock.advance(seconds * 1000);
			return Array.prototype.push.apply(requests, added);
		};
		const items = APPS.slice(0, apps).map(({ slug }) => ({ phone: US[0], app: slug }));
		const options = { waitIn: 'database', failedNumbers: 'keep' };
		const parameters = { defaultCountry: 'none', app: '={{ $json.app }}', options };
		const result = await run(parameters, { items, canWaitInDatabase: true });
		return { rows: jsonOf(result), downloads: requestCounts().download };
	};

	it('reads lists that a step in the database had no time for in the next ones, and none twice', async () => {
		const { rows, downloads } = await withSlowDownloads(8, 6);
		expect(rows.map(({ ihmjcReason }) => ihmjcReason)).not.toContain('noAnswer');
		expect(rows.map(({ ihmjcStatus }) => ihmjcStatus)).not.toContain('pending');
		expect(downloads).toBe(12);
	});

	it('fails if no list arrives in three steps in the database, and advises to wait in memory', async () => {
		const { rows, downloads } = await withSlowDownloads(16, 1);
		// Each step begins with the first list, and has no time for the second.
		expect(downloads).toBe(3);
		expect(rows).toEqual([
			expect.objectContaining({
				ihmjcStatus: 'failed',
				ihmjcReason: 'noAnswer',
				ihmjcUploadId: '42992',
				ihmjcMessage: expect.stringMatching(/not enough time.*Set 'Wait In' to 'Memory'/),
			}),
		]);
	});

	it.each<[string, INodeParameters, INodeExecutionData[]]>([
		['a text', { source: 'text', numbers: US.join('\n') }, [{ json: {} }]],
		[
			'a file',
			{ source: 'binary' },
			[{ json: {}, binary: { data: fileOf([...GB, ...US].join('\n')) } }],
		],
	])('returns the same rows in memory and in the database for %s', async (_, parameters, items) => {
		const [memory, database] = await inBoth(parameters, { items });
		expect(jsonOf(database).length).toBeGreaterThan(2);
		const withoutTime = (result: RunResult) =>
			jsonOf(result).map((json) => ({ ...json, ihmjcCheckedAt: '' }));
		expect(withoutTime(database)).toEqual(withoutTime(memory));
	});

	it('queries each of many uploads, but never twice within 10 seconds', async () => {
		const { run, sandbox } = await setUp({ jobSeconds: 300 });
		const items = APPS.slice(0, 24).map(({ slug }) => ({ phone: US[0], app: slug }));
		const options = { waitIn: 'database' };
		const parameters = { defaultCountry: 'none', app: '={{ $json.app }}', options };
		const result = await run(parameters, {
			items,
			canWaitInDatabase: true,
		});
		expect(jsonOf(result).map(({ ihmjcStatus }) => ihmjcStatus)).not.toContain('pending');
		expect(sandbox.uploads).toHaveLength(items.length);
		const queries = sandbox.requests.filter(({ endpoint }) => endpoint === 'query');
		for (const { sendID } of sandbox.uploads) {
			const asked = queries.filter(({ fields }) => fields.sendID === sendID).map(({ at }) => at);
			const pauses = asked.slice(1).map((at, index) => at - asked[index]);
			expect(Math.min(...pauses)).toBeGreaterThanOrEqual(10_000);
			// Each round starts with the uploads that the last one had no time for.
			expect(Math.max(...pauses)).toBeLessThanOrEqual(150_000);
		}
	});

	it('keeps files and paired items in the database', async () => {
		const items = US.map((phone, item) => ({
			json: { phone },
			binary: { data: { data: 'eA==', mimeType: 'text/plain' } },
			pairedItem: { item },
		}));
		const [memory, database] = await inBoth({}, { items });
		expect(database.items('Ihmjc')).toHaveLength(3);
		expect(outputsOf(database)).toBe(outputsOf(memory));
	});

	it('waits the first minute in memory by default, so a short wait never uses the database', async () => {
		const { run, requestCounts } = await setUp({ jobSeconds: 40 });
		const until: Date[] = [];
		const more = {
			items: ALL,
			canWaitInDatabase: true,
			run: { onWait: (date: Date) => void until.push(date) },
		};
		const result = await run({ defaultCountry: 'none' }, more);
		expect(jsonOf(result)).toHaveLength(ALL.length);
		expect(until).toEqual([]);
		expect(requestCounts().upload).toBe(2);
	});

	it('moves to the database after the first minute, and then queries once a minute at first', async () => {
		const { run, sandbox, clock } = await setUp({ jobSeconds: 600 });
		const result = await run({ defaultCountry: 'none' }, { items: ALL, canWaitInDatabase: true });
		expect(jsonOf(result).map(({ ihmjcStatus }) => ihmjcStatus)).not.toContain('pending');
		const lines = result.logs.map(({ message }) => message);
		expect(lines).toContainEqual(
			expect.stringMatching(/^Ihmjc: execution .* waits in the database$/),
		);
		const queries = sandbox.requests.filter(({ endpoint }) => endpoint === 'query').length;
		expect(queries).toBeLessThan(2 * (5 + 10));
		expect(clock.sleeps.filter((pause) => pause > 60_000)).toEqual([]);
	});

	it("returns the same in memory and in the database for another node's upload", async () => {
		const results: RunResult[] = [];
		for (const waitIn of ['memory', 'database']) {
			const { run, sandbox } = await setUp({ jobSeconds: 600 });
			await upload(sandbox, ['447700900123']);
			const options = { waitIn, maxWait: 5, onTimeout: 'output' };
			const parameters = { operation: 'waitUntilDone', options };
			const items = [{ uploadId: '42992' }, { uploadId: '' }, { uploadId: '1' }];
			results.push(await run(parameters, { items, canWaitInDatabase: true, node: ERROR_OUTPUT }));
		}
		const [memory, database] = results;
		expect(jsonOf(database)).toEqual([{ ...jsonOf(memory)[0], polls: expect.any(Number) }]);
		expect(jsonOf(database, 1)).toEqual(jsonOf(memory, 1));
	});

	it('saves the upload IDs in the custom data of the execution', async () => {
		const { run } = await setUp();
		const result = await run({ defaultCountry: 'none' }, { items: ALL });
		expect(result.data.resultData.metadata).toEqual({ ihmjcUploadIds: '42992, 42993' });
	});

	it.each<[RegExp, INodeParameters, Partial<IhmjcRun>]>([
		[/^this version of n8n/, {}, { canWaitInDatabase: false }],
		[/^this workflow runs as a sub-workflow/, {}, { mode: 'integrated' }],
		[
			/^n8n would pair the rows/,
			{ source: 'text', numbers: '={{ $json.phone }}' },
			{ items: rowsOf([`${US[0]}\n${US[1]}`, GB[0]]) },
		],
		[/^"Rows" responds when the last node finishes/, {}, { workflow: behindWebhook }],
	])(
		'refuses Database before anything is sent, and waits in memory with Automatic: %s',
		async (reason, parameters, more) => {
			const { run, requestCounts } = await setUp({ jobSeconds: 100 });
			const runWith = async (waitIn: string) =>
				await run(
					{
						defaultCountry: 'none',
						...parameters,
						options: { ...(parameters.options as object), waitIn },
					},
					{ items: rowsOf(US), canWaitInDatabase: true, ...more },
				);
			const { message, description } = errorOf(await runWith('database'));
			expect(message).toMatch(/^'Wait In' can't be 'Database' here: /);
			expect(message.slice(message.indexOf(': ') + 2)).toMatch(reason);
			expect(description).toMatch(/ Nothing was sent\.$/);
			expect(requestCounts().upload).toBe(0);

			const result = await runWith('automatic');
			expect(result.status).toBe('success');
			expect(jsonOf(result).map(({ ihmjcStatus }) => ihmjcStatus)).not.toContain('pending');
			const kept = hintsOf(result).filter((hint) => hint.startsWith('The wait was kept in memory'));
			expect(kept).toHaveLength(more.canWaitInDatabase === false ? 0 : 1);
		},
	);

	it.each([
		['moves to the database', 25_000, 0],
		['waits in memory and explains why', 25_001, 1],
	])('%s with %i rows', async (_, count, hints) => {
		const { run } = await setUp({ jobSeconds: 100 });
		const items = rowsOf([US[0], ...Array<string>(count - 1).fill('')]);
		const result = await run({ defaultCountry: 'none' }, { items, canWaitInDatabase: true });
		const kept = hintsOf(result).filter((hint) => hint.includes('would store 25,001 rows twice'));
		expect(kept).toHaveLength(hints);
		const messages = result.logs.map(({ message }) => message);
		expect(messages.some((message) => message.endsWith('waits in the database'))).toBe(hints === 0);
		expect(jsonOf(result)).toHaveLength(count);
	});

	it('waits in memory when n8n refuses the sub-workflow, and says why', async () => {
		const { run, spent } = await setUp({ jobSeconds: 100 });
		const executeWorkflow = async () => {
			throw new Error('Sub-workflows are forbidden here');
		};
		const options = { waitIn: 'database' };
		const result = await run(
			{ defaultCountry: 'none', options },
			{ items: rowsOf(US), canWaitInDatabase: true, run: { executeWorkflow } },
		);
		expect(jsonOf(result).map(({ ihmjcStatus }) => ihmjcStatus)).not.toContain('pending');
		expect(hintsOf(result)).toContainEqual(
			expect.stringMatching(/kept in memory.*Sub-workflows are forbidden here/),
		);
		expect(spent()).toBe(3);
	});

	it('refuses to run the hidden operation resumeWait by itself', async () => {
		const { run } = await setUp();
		const { message } = errorOf(await run({ operation: 'resumeWait' }));
		expect(message).toBe('This step only continues the wait of another Ihmjc node');
	});
});

const { description } = new Ihmjc();

it('gives the node one output for every operation in the menu', () => {
	const values = TRIED_OPERATIONS.map(({ parameters }) => parameters.operation);
	const outputsFor = (operation: unknown) => {
		const node = { id: '1', name: 'Ihmjc', type: NODE_TYPE, typeVersion: 1, position: [0, 0] };
		const parameters = { operation };
		const file = { nodes: [{ ...node, parameters }], connections: {}, active: false };
		const nodeTypes = { getByNameAndVersion: () => new Ihmjc() };
		const workflow = new Workflow({ ...file, nodeTypes } as never);
		return NodeHelpers.getNodeOutputs(workflow, workflow.getNode('Ihmjc')!, description);
	};
	for (const value of values) expect(outputsFor(value)).toEqual(['main']);
	expect(outputsFor('resumeWait')).toEqual(['main', 'main']);
});
