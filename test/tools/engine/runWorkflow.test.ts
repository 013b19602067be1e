/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports */
import fs, { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { INodeProperties } from 'n8n-workflow';

import { chain } from '../../../tools/engine/chain';
import { rows } from '../../../tools/engine/rowsTrigger';
import { runWorkflow } from '../../../tools/engine/runWorkflow';
import { nodeThat } from './nodeThat';

const trigger = { name: 'Rows', type: 'test.rows' };
const node = { name: 'Node', type: 'test.node' };
const text: INodeProperties = {
	displayName: 'Text',
	name: 'text',
	type: 'string',
	default: 'none',
};

const readsText = nodeThat(
	async function () {
		return this.getInputData().map((_, item) => ({
			json: { text: this.getNodeParameter('text', item) },
			pairedItem: { item },
		}));
	},
	{ properties: [text] },
);

describe('runWorkflow', () => {
	it.each(['trigger', 'manual'] as const)(
		'runs a workflow from its trigger to the end in mode %s',
		async (mode) => {
			const result = await runWorkflow(
				chain(trigger, { ...node, parameters: { text: '={{ $json.a + 1 }}' } }),
				{ nodeTypes: { 'test.rows': rows([{ a: 1 }, { a: 2 }]), 'test.node': readsText }, mode },
			);
			expect(result.status).toBe('success');
			expect(result.error).toBeUndefined();
			expect(result.items('Node').map(({ json }) => json)).toEqual([{ text: 2 }, { text: 3 }]);
		},
	);

	it('fills in the defaults of parameters', async () => {
		const result = await runWorkflow(chain(trigger, node), {
			nodeTypes: { 'test.rows': rows([{}]), 'test.node': readsText },
		});
		expect(result.items('Node')[0].json).toEqual({ text: 'none' });
	});

	it('lets later nodes refer to earlier items by lineage', async () => {
		const reversed = nodeThat(async function () {
			return this.getInputData()
				.map((_, item) => ({ json: {}, pairedItem: { item } }))
				.reverse();
		});
		const result = await runWorkflow(
			chain(
				trigger,
				{ name: 'Reverse', type: 'test.reverse' },
				{ ...node, parameters: { text: "={{ $('Rows').item.json.a }}" } },
			),
			{
				nodeTypes: {
					'test.rows': rows([{ a: 'first' }, { a: 'second' }]),
					'test.reverse': reversed,
					'test.node': readsText,
				},
			},
		);
		expect(result.items('Node').map(({ json }) => json.text)).toEqual(['second', 'first']);
	});

	it('uses pinned data only in manual runs', async () => {
		const workflow = {
			...chain(trigger, node),
			pinData: { Node: [{ json: { text: 'pinned' } }] },
		};
		const nodeTypes = { 'test.rows': rows([{}]), 'test.node': readsText };
		const manual = await runWorkflow(workflow, { nodeTypes, mode: 'manual' });
		const production = await runWorkflow(workflow, { nodeTypes });
		expect(manual.items('Node')[0].json.text).toBe('pinned');
		expect(production.items('Node')[0].json.text).toBe('none');
	});

	it('lets expressions read pinned data only in manual runs', async () => {
		const look = { text: "={{ $('Next').first().json.text }}" };
		const workflow = {
			...chain(trigger, { ...node, parameters: look }, { ...node, name: 'Next' }),
			pinData: { Next: [{ json: { text: 'pinned' } }] },
		};
		const nodeTypes = { 'test.rows': rows([{}]), 'test.node': readsText };
		const manual = await runWorkflow(workflow, { nodeTypes, mode: 'manual' });
		const production = await runWorkflow(workflow, { nodeTypes });
		expect(manual.items('Node')[0]?.json.text).toBe('pinned');
		expect(production.error?.message).toContain("hasn't been executed");
	});

	it('fails a workflow with wrong parameters before any node runs', async () => {
		const required = nodeThat(async () => [], {
			properties: [{ ...text, default: '', required: true }],
		});
		const result = await runWorkflow(chain(trigger, node), {
			nodeTypes: { 'test.rows': rows([{}]), 'test.node': required },
		});
		expect(result.status).toBe('error');
		expect(result.error?.message).toContain('Parameter "Text" is required');
		expect(result.runs('Rows')).toEqual([]);
	});

	it('keeps parallel runs apart and reports their progress', async () => {
		const logs = nodeThat(async function () {
			const { a } = this.getInputData()[0].json;
			for (let i = 0; i < 3; i++) {
				await new Promise(setImmediate);
				this.logger.debug(`${a} is here`, { a });
			}
			return [];
		});
		const run = async (a: string) => {
			const heard: string[] = [];
			const result = await runWorkflow(chain(trigger, node), {
				nodeTypes: { 'test.rows': rows([{ a }]), 'test.node': logs },
				log: ({ level, message, meta }) => {
					if ('a' in meta) heard.push(`${level} ${message}`);
				},
				onNodeStarted: (name) => heard.push(`${name} starts`),
				onNodeFinished: (name, { executionStatus }) => heard.push(`${name}: ${executionStatus}`),
			});
			expect(result.logs.filter(({ meta }) => 'a' in meta)).toHaveLength(3);
			return heard;
		};
		const both = await Promise.all([run('one'), run('two')]);
		const expected = (a: string) => [
			'Rows starts',
			'Rows: success',
			'Node starts',
			...Array<string>(3).fill(`debug ${a} is here`),
			'Node: success',
		];
		expect(both).toEqual([expected('one'), expected('two')]);
	});

	it('does not change the given workflow', async () => {
		const workflow = chain(trigger, node);
		const before = structuredClone(workflow);
		const nodeTypes = { 'test.rows': rows([{}]), 'test.node': readsText };
		await runWorkflow(workflow, { nodeTypes });
		expect(workflow).toEqual(before);
	});

	it('names a missing node, node type or trigger', async () => {
		const nodeTypes = { 'test.rows': rows([{}]) };
		await expect(runWorkflow(chain(trigger, node), { nodeTypes })).rejects.toThrow(
			'Unknown node type "test.node"',
		);
		await expect(
			runWorkflow(
				chain(
					{ name: 'A', type: 'n8n-nodes-base.noOp' },
					{ name: 'B', type: 'n8n-nodes-base.noOp' },
				),
			),
		).rejects.toThrow('no trigger');
		const result = await runWorkflow(chain(trigger), { nodeTypes });
		expect(() => result.items('rows')).toThrow('The workflow has no node "rows"');
	});

	it('starts n8n without writing to the home folder or the console', async () => {
		const home = mkdtempSync(join(tmpdir(), 'home-'));
		const before = process.env.HOME;
		const write = jest.spyOn(process.stdout, 'write');
		const makeFolder = jest.spyOn(fs, 'mkdtempSync');
		process.env.HOME = home;
		try {
			await jest.isolateModulesAsync(async () => {
				await import('../../../tools/engine/runWorkflow');
			});
			expect(readdirSync(home)).toEqual([]);
			expect(makeFolder.mock.results.map(({ value }) => existsSync(value as string))).toEqual([
				false,
			]);
			expect(process.env.N8N_USER_FOLDER).toBeUndefined();
			expect(write).not.toHaveBeenCalled();
		} finally {
			jest.restoreAllMocks();
			process.env.HOME = before;
			rmSync(home, { recursive: true });
		}
	});
});
