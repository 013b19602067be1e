import * as fc from 'fast-check';
import type { INode, INodeParameters } from 'n8n-workflow';

import { chain } from '../../tools/engine/chain';
import type { RunResult } from '../../tools/engine/RunResult';
import type { WorkflowFile } from '../../tools/engine/runWorkflow';
import type { Sandbox } from '../../tools/sandbox/startSandbox';
import { americanNumbers, britishNumbers } from '../helpers/fictionalNumbers';
import { uploadQuirks } from '../helpers/payOnce';
import { type Calls, runAgent } from '../helpers/runAgent';
import { runIhmjc } from '../helpers/runIhmjc';
import { virtualClock } from '../helpers/virtualClock';
import { closeAll, start } from '../tools/sandbox/sandboxes';

afterEach(closeAll);

const NUMBERS = [...americanNumbers(4), ...britishNumbers(2)].map((digits) => `+${digits}`);

/** Lists that share numbers. */
const list = fc.subarray(NUMBERS, { minLength: 1 });

const onError = fc.constantFrom<INode['onError']>(
	'continueRegularOutput',
	'continueRegularOutput',
	'continueErrorOutput',
	'stopWorkflow',
);

interface RandomNode {
	operation: 'check' | 'upload' | 'preview';
	/** Only the first node can read the rows. */
	source: 'items' | 'text';
	/** Texts, one for each iteration of a loop. */
	lists: string[][];
	app: string;
	additionalApps: string;
	onError: INode['onError'];
	maxTries: number;
	splitBy: string;
	failedNumbers: string;
}

const randomNode: fc.Arbitrary<RandomNode> = fc.record({
	operation: fc.constantFrom('check', 'check', 'upload', 'upload', 'preview'),
	source: fc.constantFrom('items', 'text', 'text'),
	lists: fc.array(list, { minLength: 1, maxLength: 3 }),
	app: fc.constantFrom('whatsapp', 'whatsapp', 'telegram'),
	additionalApps: fc.constantFrom('', '', 'telegram'),
	onError,
	maxTries: fc.integer({ min: 1, max: 3 }),
	splitBy: fc.constantFrom('country', 'callingCode'),
	failedNumbers: fc.constantFrom('error', 'keep'),
});

/** The most often that a number was charged for an app. */
function timesCharged({ uploads }: Sandbox): number {
	const counts = new Map<string, number>();
	for (const upload of uploads) {
		for (const digits of upload.numbers()) {
			const key = `${upload.appCode} ${digits}`;
			counts.set(key, (counts.get(key) ?? 0) + 1);
		}
	}
	return Math.max(0, ...counts.values());
}

/** Upload IDs that are in no item, error or log line, although a response had them. */
function lostIds({ uploads }: Sandbox, results: RunResult[]): string[] {
	const texts = JSON.stringify(results.map(({ data, logs }) => [data.resultData, logs]));
	const missing = uploads.filter(({ sendID }) => !texts.includes(sendID));
	const unusable = texts.split('no usable response to an upload').length - 1;
	return missing.slice(unusable).map(({ sendID }) => sendID);
}

const to = (node: string) => [{ node, type: 'main' as const, index: 0 }];

/** Makes a workflow of these nodes, one after another, or all of them in a loop. */
const sequence =
	(nodes: RandomNode[], isLoop: boolean) =>
	(...[rows, ihmjc]: Parameters<typeof chain>): WorkflowFile => {
		const made = nodes.map((node, index): Partial<INode> & Pick<INode, 'name' | 'type'> => {
			const { operation, lists, app, additionalApps, splitBy, failedNumbers } = node;
			const source = index === 0 ? node.source : 'text';
			const [first] = lists;
			const numbers = isLoop
				? `={{ ${JSON.stringify(lists)}[$runIndex % ${lists.length}].join() }}`
				: first.join('\n');
			const options = { splitBy, ...(operation === 'check' && { failedNumbers }) };
			const parameters: INodeParameters = {
				...{ operation, source, app, additionalApps, options, defaultCountry: 'none' },
				...(source === 'text' ? { numbers } : { phoneField: 'phone' }),
			};
			return {
				...ihmjc,
				name: index === 0 ? 'Ihmjc' : `Ihmjc ${index}`,
				parameters,
				onError: node.onError,
				retryOnFail: node.maxTries > 1,
				maxTries: node.maxTries,
				waitBetweenTries: 1,
			};
		});
		if (!isLoop) return chain(rows, ...made);
		const loop = { name: 'Loop', type: 'n8n-nodes-base.splitInBatches', typeVersion: 3 };
		const file = chain(rows, loop, ...made);
		return {
			...file,
			connections: {
				...file.connections,
				Loop: { main: [[], to('Ihmjc')] },
				[made.at(-1)!.name]: { main: [to('Loop')] },
			},
		};
	};

it('charges a number once for each app and loses no upload ID, whatever nodes an execution has, and faults', async () => {
	let uploads = 0;
	await fc.assert(
		fc.asyncProperty(
			fc.array(randomNode, { minLength: 1, maxLength: 4 }),
			list,
			fc.boolean(),
			fc.option(fc.integer({ min: 1, max: 20 }), { freq: 1 }),
			uploadQuirks,
			fc.boolean(),
			async (nodes, phones, isLoop, cancelAt, quirks, hasErrorColumn) => {
				const canceled = new AbortController();
				const clock = virtualClock();
				let requests = 0;
				const log = () => void (++requests === cancelAt && canceled.abort());
				const sandbox = await start({ now: clock.now, jobSeconds: 40, quirks, log });
				const run = {
					sandbox,
					clock,
					parameters: {},
					// n8n runs a node again if its first row has a field named error.
					items: phones.map((phone) => ({ phone, ...(hasErrorColumn && { error: '' }) })),
					workflow: sequence(nodes, isLoop),
				};
				const first = await runIhmjc({ ...run, run: { signal: canceled.signal } });
				const results = [first];
				// As with the editor's "Retry execution".
				if (first.status === 'error') {
					results.push(await runIhmjc({ ...run, run: { resumeFrom: first.data } }));
				}
				expect(timesCharged(sandbox)).toBeLessThanOrEqual(1);
				expect(lostIds(sandbox, results)).toEqual([]);
				uploads += sandbox.uploads.length;
				await closeAll();
			},
		),
		{ numRuns: 40 },
	);
	expect(uploads).toBeGreaterThan(60);
}, 300_000);

it('charges a number once for any calls of two tools, also at the same time, and faults', async () => {
	const call = fc.record({ tool: fc.nat(1), numbers: list, hours: fc.nat(1) });
	const rounds = fc.array(fc.array(call, { minLength: 1, maxLength: 3 }), {
		minLength: 1,
		maxLength: 3,
	});
	let uploads = 0;
	await fc.assert(
		fc.asyncProperty(rounds, uploadQuirks, async (simultaneous, quirks) => {
			const calls: Calls = async (toolOf, clock) => {
				const responses: string[] = [];
				for (const round of simultaneous) {
					const made = round.map(async ({ tool, numbers }) => {
						const chosen = await toolOf(tool);
						return await chosen
							.invoke({ numbers: numbers.join('\n') })
							.catch(({ message }: Error) => message);
					});
					responses.push(...(await Promise.all(made)));
					clock.advance(round[0].hours * 3_600_000);
				}
				return responses;
			};
			const { sandbox, result } = await runAgent(calls, {
				quirks,
				jobSeconds: 600,
				others: [{ parameters: { operation: 'upload' } }],
			});
			expect(timesCharged(sandbox)).toBeLessThanOrEqual(1);
			expect(lostIds(sandbox, [result])).toEqual([]);
			uploads += sandbox.uploads.length;
			await closeAll();
		}),
		{ numRuns: 30 },
	);
	expect(uploads).toBeGreaterThan(40);
}, 120_000);
