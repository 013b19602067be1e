import { type IDataObject, type INode, type INodeType, NodeConnectionTypes } from 'n8n-workflow';

import { IhmjcApi } from '../../credentials/IhmjcApi.credentials';
import { Ihmjc } from '../../nodes/Ihmjc/Ihmjc.node';
import { rows } from '../../tools/engine/rowsTrigger';
import { runWorkflow } from '../../tools/engine/runWorkflow';
import type { SandboxOptions } from '../../tools/sandbox/SandboxOptions';
import { NODE_TYPE } from './runIhmjc';
import { setUp } from './setUp';
import type { VirtualClock } from './virtualClock';

type World = Awaited<ReturnType<typeof setUp>>;

export type Calls = (
	toolOf: (at?: number) => Promise<Tool>,
	clock: VirtualClock,
) => Promise<string[]>;

export interface Tool {
	invoke(input: IDataObject): Promise<string>;
}

/** A simple AI agent: a node that gets its tools from n8n and calls them. */
const agent = (work: (toolOf: (at?: number) => Promise<Tool>) => Promise<void>): INodeType => ({
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
		await work(async (at = 0) => {
			const tools = await this.getInputConnectionData(NodeConnectionTypes.AiTool, 0);
			return (tools as Tool[])[at];
		});
		return [[{ json: {} }]];
	},
});

/** Runs an agent with the node as its tool, and collects the tool's responses. */
export async function runAgent(
	calls: Calls,
	{
		node,
		options,
		maxNumbers = 100,
		others = [],
		world: before,
		...settings
	}: SandboxOptions & {
		node?: Partial<INode>;
		options?: IDataObject;
		maxNumbers?: number;
		/** More nodes as tools, which have the same parameters otherwise. */
		others?: Array<Partial<INode>>;
		world?: World;
	},
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
	const responses: string[] = [];
	const type = `${NODE_TYPE}Tool`;
	const place = { typeVersion: 1, position: [0, 0] as [number, number] };
	const parameters = {
		source: 'text',
		numbers: "={{ $fromAI('numbers', '', 'string') }}",
		defaultCountry: 'none',
		maxNumbers,
		options: { maxWait: 2, onTimeout: 'output', ...options },
	};
	const more = others.map((each, at) => ({
		...{ ...place, id: `tool-${at}`, name: `Tool ${at}`, type, ...each },
		parameters: { ...parameters, ...each.parameters },
	}));
	const asTool = { ai_tool: [[{ node: 'Agent', type: NodeConnectionTypes.AiTool, index: 0 }]] };
	const result = await runWorkflow(
		{
			nodes: [
				{ ...place, id: '1', name: 'Rows', type: 'test.rows', parameters: {} },
				{ ...place, id: '2', name: 'Agent', type: 'test.agent', parameters: {} },
				{ ...place, id: '3', name: 'Ihmjc', type, parameters, ...node },
				...more,
			],
			connections: {
				Rows: { main: [[{ node: 'Agent', type: 'main', index: 0 }]] },
				Ihmjc: asTool,
				...Object.fromEntries(more.map(({ name }) => [name, asTool])),
			},
		},
		{
			nodeTypes: {
				'test.rows': rows([{}]),
				'test.agent': agent(async (toolOf) => void responses.push(...(await calls(toolOf, clock)))),
				[type]: tool,
			},
			credentialTypes: { ihmjcApi: new IhmjcApi() },
			credentials: {
				ihmjcApi: { account: sandbox.account, password: sandbox.password, baseUrl: sandbox.url },
			},
		},
	);
	expect(result.error).toBeUndefined();
	return { ...world, responses, result };
}
