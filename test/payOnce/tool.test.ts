import { NodeConnectionTypes, type IDataObject, type INode, type INodeType } from 'n8n-workflow';

import { IhmjcApi } from '../../credentials/IhmjcApi.credentials';
import { rows } from '../../engine/rowsTrigger';
import { runWorkflow } from '../../engine/runWorkflow';
import { Ihmjc } from '../../nodes/Ihmjc/Ihmjc.node';
import { WHATSAPP } from '../../sandbox/appCodes';
import type { SandboxOptions } from '../../sandbox/SandboxOptions';
import { setUp } from '../operations/setUp';
import { NODE_TYPE } from '../runIhmjc';
import { closeAll } from '../sandbox/sandboxes';
import type { VirtualClock } from '../virtualClock';
import { RETRY } from './support';

type World = Awaited<ReturnType<typeof setUp>>;

type Calls = (toolOf: () => Promise<Tool>, clock: VirtualClock) => Promise<string[]>;

interface Tool {
	invoke(input: IDataObject): Promise<string>;
}

const ADA = { numbers: '+14155550100' };

/** What an AI agent is to n8n: a node that asks n8n for its tools, and calls them. */
const agent = (work: (toolOf: () => Promise<Tool>) => Promise<void>): INodeType => ({
	description: {
		displayName: 'Agent',
		name: 'agent',
		group: ['transform'],
		version: 1,
		description: '',
		defaults: { name: 'Agent' },
		inputs: [NodeConnectionTypes.Main, { type: NodeConnectionTypes.AiTool }],
		outputs: [NodeConnectionTypes.Main],
		properties: [],
	},
	async execute() {
		await work(async () => {
			const [tool] = (await this.getInputConnectionData(NodeConnectionTypes.AiTool, 0)) as Tool[];
			return tool;
		});
		return [[{ json: {} }]];
	},
});

/** Runs an agent that has the node as its tool, and collects what the tool answers. */
async function runAgent(
	calls: Calls,
	{
		node,
		options,
		world: before,
		...settings
	}: SandboxOptions & { node?: Partial<INode>; options?: IDataObject; world?: World },
) {
	const world = before ?? (await setUp(settings));
	const { sandbox, clock } = world;
	const tool = new Ihmjc({ clock: () => clock });
	tool.description = {
		...tool.description,
		name: 'ihmjcTool',
		inputs: [],
		outputs: [NodeConnectionTypes.AiTool],
	};
	const answers: string[] = [];
	const type = `${NODE_TYPE}Tool`;
	const place = { typeVersion: 1, position: [0, 0] as [number, number] };
	const parameters = {
		source: 'text',
		numbers: "={{ $fromAI('numbers', '', 'string') }}",
		defaultCountry: 'none',
		options: { maxWait: 2, onTimeout: 'output', ...options },
	};
	const result = await runWorkflow(
		{
			nodes: [
				{ ...place, id: '1', name: 'Rows', type: 'test.rows', parameters: {} },
				{ ...place, id: '2', name: 'Agent', type: 'test.agent', parameters: {} },
				{ ...place, id: '3', name: 'Ihmjc', type, parameters, ...node },
			],
			connections: {
				Rows: { main: [[{ node: 'Agent', type: 'main', index: 0 }]] },
				Ihmjc: { ai_tool: [[{ node: 'Agent', type: 'ai_tool', index: 0 }]] },
			},
		},
		{
			nodeTypes: {
				'test.rows': rows([{}]),
				'test.agent': agent(async (toolOf) => void answers.push(...(await calls(toolOf, clock)))),
				[type]: tool,
			},
			credentialTypes: { ihmjcApi: new IhmjcApi() },
			credentials: {
				ihmjcApi: { account: sandbox.account, password: sandbox.password, baseUrl: sandbox.url },
			},
		},
	);
	expect(result.error).toBeUndefined();
	return { ...world, answers };
}

const once: Calls = async (toolOf) => [
	await (await toolOf()).invoke(ADA).catch(({ message }: Error) => message),
];

afterEach(closeAll);

describe('as the tool of an AI agent, whose tries n8n counts as runs', () => {
	it('an upload without an answer is not sent again', async () => {
		const { answers, spent, asked } = await runAgent(once, {
			node: RETRY,
			quirks: [{ quirk: 'reset', afterAccept: true, endpoint: 'upload', times: 2 }],
		});
		expect(answers[0]).toMatch(/may have been accepted and paid for, so it is not sent again/);
		expect([asked().upload, spent()]).toEqual([1, 1]);
	});

	it('an upload that takes too long is gone on with', async () => {
		const { answers, spent, asked } = await runAgent(once, {
			node: RETRY,
			options: { onTimeout: 'error' },
			jobSeconds: 3600,
		});
		expect(answers[0]).toMatch(/42992/);
		expect([asked().upload, spent()]).toEqual([1, 1]);
	});

	it('a second call for the same number gets the upload of the first', async () => {
		const { answers, spent, sandbox } = await runAgent(
			async (toolOf, clock) => {
				const tool = await toolOf();
				const first = await tool.invoke(ADA);
				clock.advance(3_600_000);
				return [first, await tool.invoke(ADA)];
			},
			{ jobSeconds: 3600 },
		);
		expect(answers.map((answer) => JSON.parse(answer)[0].status)).toEqual([
			'pending',
			sandbox.statusOf('14155550100', WHATSAPP),
		]);
		expect(spent()).toBe(1);
	});

	it('a later message gets what was pending by its upload ID, unpaid', async () => {
		const first = await runAgent(once, { jobSeconds: 3600 });
		const [{ status, uploadId }] = JSON.parse(first.answers[0]) as IDataObject[];
		expect(status).toBe('pending');
		first.clock.advance(3_600_000);

		const given = "={{ $fromAI('uploadId', '', 'string') }}";
		const useTool = async (operation: string, more: IDataObject) => {
			const parameters = { operation, uploadId: given, ...more } as INode['parameters'];
			const calls: Calls = async (toolOf) => [await (await toolOf()).invoke({ uploadId })];
			const { answers } = await runAgent(calls, { world: first, node: { parameters } });
			return JSON.parse(answers[0]) as IDataObject[];
		};
		expect(await useTool('waitUntilDone', {})).toMatchObject([{ uploadId, done: true }]);
		const downloaded = await useTool('download', { file: 'both', outputAs: 'items' });
		const expected = first.sandbox.statusOf('14155550100', WHATSAPP);
		expect(downloaded).toEqual([{ number: '14155550100', status: expected, uploadId }]);
		expect(first.spent()).toBe(1);
	});

	it('a second call for the same numbers in another order gets the upload of the first', async () => {
		const { spent } = await runAgent(async (toolOf) => {
			const tool = await toolOf();
			return [
				await tool.invoke({ numbers: '+14155550100, +14155550101' }),
				await tool.invoke({ numbers: '["+1 415 555 0101", "+1 415 555 0100"]' }),
			];
		}, {});
		expect(spent()).toBe(2);
	});

	it('calls at the same time share the upload', async () => {
		const { answers, spent } = await runAgent(
			async (toolOf) =>
				await Promise.all(
					[await toolOf(), await toolOf()].map(async (tool) => await tool.invoke(ADA)),
				),
			{},
		);
		const rowsOf = answers.map((answer) => JSON.parse(answer) as IDataObject[]);
		expect(rowsOf.map(([{ uploadId }]) => uploadId)).toEqual(['42992', '42992']);
		expect(spent()).toBe(1);
	});
});
