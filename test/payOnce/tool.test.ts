import * as fc from 'fast-check';
import type { IDataObject, INode } from 'n8n-workflow';

import { WHATSAPP } from '../../tools/sandbox/appCodes';
import { americanNumbers } from '../helpers/fictionalNumbers';
import { uploadedNumbers, RETRY, maxTimesCharged, uploadQuirks } from '../helpers/payOnce';
import { type Calls, runAgent, type Tool } from '../helpers/runAgent';
import { closeAll } from '../tools/sandbox/sandboxes';

const ADA = { numbers: '+14155550100' };

const once: Calls = async (toolOf) => [
	await (await toolOf()).invoke(ADA).catch(({ message }: Error) => message),
];

afterEach(closeAll);

describe("an AI agent's tool", () => {
	it('does not send an upload again after a lost response', async () => {
		const { responses, spent, requestCounts } = await runAgent(once, {
			node: RETRY,
			quirks: [{ quirk: 'reset', afterAccept: true, endpoint: 'upload', times: 2 }],
		});
		expect(responses[0]).toMatch(/may have been accepted and charged, so it is not sent again/);
		expect([requestCounts().upload, spent()]).toEqual([1, 1]);
	});

	it('resumes an upload that takes too long', async () => {
		const { responses, spent, requestCounts } = await runAgent(once, {
			node: RETRY,
			options: { onTimeout: 'error' },
			jobSeconds: 3600,
		});
		expect(responses[0]).toMatch(/42992/);
		expect([requestCounts().upload, spent()]).toEqual([1, 1]);
	});

	it('waits for Max Wait in all, also with uploads to resume', async () => {
		const first = await runAgent(once, { jobSeconds: 3600 });
		const { clock, responses } = first;
		const [{ uploadId }] = JSON.parse(responses[0]) as IDataObject[];
		const before = clock.now();
		await runAgent(once, { world: first, options: { resumeUploads: uploadId } });
		expect(clock.now() - before).toBeLessThan(3 * 60_000);
	});

	it('resumes the upload of the first call in a second call for the same number', async () => {
		const { responses, spent, sandbox } = await runAgent(
			async (toolOf, clock) => {
				const tool = await toolOf();
				const first = await tool.invoke(ADA);
				clock.advance(3_600_000);
				return [first, await tool.invoke(ADA)];
			},
			{ jobSeconds: 3600 },
		);
		expect(responses.map((answer) => JSON.parse(answer)[0].status)).toEqual([
			'pending',
			sandbox.statusOf('14155550100', WHATSAPP),
		]);
		expect(spent()).toBe(1);
	});

	it('gets pending results by upload ID at no charge in a later message', async () => {
		const first = await runAgent(once, { jobSeconds: 3600 });
		const [{ status, uploadId }] = JSON.parse(first.responses[0]) as IDataObject[];
		expect(status).toBe('pending');
		first.clock.advance(3_600_000);

		const given = "={{ $fromAI('uploadId', '', 'string') }}";
		const useTool = async (operation: string, more: IDataObject) => {
			const parameters = { operation, uploadId: given, ...more } as INode['parameters'];
			const calls: Calls = async (toolOf) => [await (await toolOf()).invoke({ uploadId })];
			const { responses } = await runAgent(calls, { world: first, node: { parameters } });
			return JSON.parse(responses[0]) as IDataObject[];
		};
		expect(await useTool('waitUntilDone', {})).toMatchObject([{ uploadId, done: true }]);
		const downloaded = await useTool('download', { file: 'both', outputAs: 'items' });
		const expected = first.sandbox.statusOf('14155550100', WHATSAPP);
		expect(downloaded).toEqual([{ number: '14155550100', status: expected, uploadId }]);
		expect(first.spent()).toBe(1);
	});

	it('resumes the upload of the first call for the same numbers in another order', async () => {
		const { spent } = await runAgent(async (toolOf) => {
			const tool = await toolOf();
			return [
				await tool.invoke({ numbers: '+14155550100, +14155550101' }),
				await tool.invoke({ numbers: '["+1 415 555 0101", "+1 415 555 0100"]' }),
			];
		}, {});
		expect(spent()).toBe(2);
	});

	it('shares an upload between parallel calls', async () => {
		const { responses, spent } = await runAgent(
			async (toolOf) =>
				await Promise.all(
					[await toolOf(), await toolOf()].map(async (tool) => await tool.invoke(ADA)),
				),
			{},
		);
		const rowsOf = responses.map((answer) => JSON.parse(answer) as IDataObject[]);
		expect(rowsOf.map(([{ uploadId }]) => uploadId)).toEqual(['42992', '42992']);
		expect(spent()).toBe(1);
	});

	const [A, B, C, D] = americanNumbers(4).map((digits) => `+${digits}`);
	const ask = async (tool: Tool, ...numbers: string[]) =>
		await tool.invoke({ numbers: numbers.join('\n') });

	it('charges only the new numbers of a call that overlaps an earlier one', async () => {
		const { responses, sandbox } = await runAgent(
			async (toolOf, clock) => {
				const tool = await toolOf();
				const calls = [await ask(tool, A, B, C), await ask(tool, A)];
				clock.advance(3_600_000);
				return [...calls, await ask(tool, B, D, A), await ask(tool, C)];
			},
			{ jobSeconds: 3600 },
		);
		const statuses = responses.map((answer) =>
			(JSON.parse(answer) as IDataObject[]).map(({ status }) => status),
		);
		const [a, b, c] = americanNumbers(3).map((digits) => sandbox.statusOf(digits, WHATSAPP));
		expect(statuses).toEqual([
			['pending', 'pending', 'pending'],
			['pending'],
			[b, 'pending', a],
			[c],
		]);
		expect(uploadedNumbers(sandbox)).toEqual([americanNumbers(3), [D.slice(1)]]);
	});

	it('charges overlapping numbers of parallel calls once', async () => {
		const { sandbox } = await runAgent(async (toolOf) => {
			const tool = await toolOf();
			return await Promise.all([ask(tool, A, B), ask(tool, B, C), ask(tool, C, A)]);
		}, {});
		expect(uploadedNumbers(sandbox).flat().sort()).toEqual(americanNumbers(3));
	});

	it('does not send numbers again whose response was lost', async () => {
		const { responses, sandbox } = await runAgent(
			async (toolOf) => {
				const tool = await toolOf();
				return [await ask(tool, A, B), await ask(tool, A), await ask(tool, B, C)];
			},
			{
				options: { failedNumbers: 'keep' },
				quirks: [{ quirk: 'reset', endpoint: 'upload', afterAccept: true, times: 1 }],
			},
		);
		const statuses = responses.map((answer) =>
			(JSON.parse(answer) as IDataObject[]).map(({ status }) => status),
		);
		expect(statuses.slice(0, 2)).toEqual([['failed', 'failed'], ['failed']]);
		expect(uploadedNumbers(sandbox)).toEqual([americanNumbers(2), [C.slice(1)]]);
	});

	it('counts the whole execution for Max Numbers, except numbers that were sent before', async () => {
		const { responses, spent } = await runAgent(
			async (toolOf) => {
				const tool = await toolOf();
				const refused = async (...numbers: string[]) =>
					await ask(tool, ...numbers).catch(({ message }: Error) => message);
				return [
					await ask(tool, A, B),
					await refused(C, D),
					await ask(tool, B, A),
					await ask(tool, A, C),
					await refused(D),
				];
			},
			{ maxNumbers: 3 },
		);
		const said =
			/This execution already sent (\d) numbers; (\d) more in 1 country would exceed 'Max Numbers' \(3\), so nothing more was sent/;
		expect(said.exec(responses[1])?.slice(1)).toEqual(['2', '2']);
		expect(said.exec(responses[4])?.slice(1)).toEqual(['3', '1']);
		expect(spent()).toBe(3);
	});

	it.each([0, 1])(
		'sends nothing of a parallel call that Min Points stopped, order %d',
		async (at) => {
			const inputs = [{ numbers: `${ADA.numbers}\n+14155550101\n+14155550102` }, ADA];
			const { sandbox } = await runAgent(
				async (toolOf) => {
					const tool = await toolOf();
					const calls = at === 0 ? inputs : inputs.toReversed();
					await Promise.allSettled(calls.map(async (input) => await tool.invoke(input)));
					return [];
				},
				{ options: { minPoints: 1 }, quirks: [{ quirk: 'refuse', endpoint: 'balance', times: 1 }] },
			);
			const all = ['14155550100', '14155550101', '14155550102'];
			expect(uploadedNumbers(sandbox).flat()).toEqual(at === 0 ? all.slice(0, 1) : all);
		},
	);

	it('reads a balance that fails for all parallel calls together', async () => {
		const { requestCounts } = await runAgent(
			async (toolOf) => {
				const tool = await toolOf();
				const calls = americanNumbers(8).map((digits) => tool.invoke({ numbers: `+${digits}` }));
				await Promise.allSettled(calls);
				return [];
			},
			{ options: { minPoints: 1 }, quirks: [{ quirk: 'status503', endpoint: 'balance' }] },
		);
		// Five tries of the first call, and of the next one, which began at the same time.
		expect(requestCounts()).toMatchObject({ balance: 10, upload: 0 });
	});

	it('counts parallel calls together for Max Numbers', async () => {
		const { spent } = await runAgent(
			async (toolOf) => {
				const tool = await toolOf();
				const calls = [ask(tool, A, B), ask(tool, C, D)];
				return (await Promise.allSettled(calls)).map(({ status }) => status);
			},
			{ maxNumbers: 3 },
		);
		expect(spent()).toBe(2);
	});

	it('counts the lists of Upload for Max Numbers', async () => {
		const { responses, spent } = await runAgent(
			async (toolOf) => {
				const tool = await toolOf();
				const first = await ask(tool, A, B);
				return [
					first,
					await ask(tool, B, A),
					await ask(tool, C, D).catch(({ message }: Error) => message),
				];
			},
			{
				maxNumbers: 3,
				node: {
					parameters: {
						operation: 'upload',
						source: 'text',
						numbers: "={{ $fromAI('numbers', '', 'string') }}",
						defaultCountry: 'none',
						maxNumbers: 3,
					},
				},
			},
		);
		expect(responses[1]).toBe(responses[0]);
		expect(responses[2]).toMatch(/This execution already sent 2 numbers/);
		expect(spent()).toBe(2);
	});

	it('charges a number once in any sequence of calls with any faults', async () => {
		const numbers = fc.subarray(americanNumbers(5), { minLength: 1 });
		const call = fc.record({
			atOnce: fc.array(numbers, { minLength: 1, maxLength: 3 }),
			hours: fc.nat(1),
		});
		await fc.assert(
			fc.asyncProperty(
				fc.array(call, { minLength: 1, maxLength: 4 }),
				uploadQuirks,
				fc.constantFrom('error', 'keep'),
				fc.constantFrom(0, 3600),
				async (calls, rules, failedNumbers, jobSeconds) => {
					const { sandbox } = await runAgent(
						async (toolOf, clock) => {
							const tool = await toolOf();
							for (const { atOnce, hours } of calls) {
								const asked = atOnce.map((each) =>
									ask(tool, ...each.map((digits) => `+${digits}`)),
								);
								await Promise.allSettled(asked);
								clock.advance(hours * 3_600_000);
							}
							return [];
						},
						{ options: { failedNumbers }, quirks: rules, jobSeconds, node: RETRY },
					);
					expect(maxTimesCharged(sandbox)).toBe(1);
				},
			),
			{ numRuns: 40 },
		);
	}, 60_000);
});
