import type { INode } from 'n8n-workflow';

import { chain } from '../../../tools/engine/chain';
import { rows } from '../../../tools/engine/rowsTrigger';
import { runWorkflow } from '../../../tools/engine/runWorkflow';
import { wait } from '../../../tools/engine/standIns/wait';
import { nodeThat } from './nodeThat';

const trigger = { name: 'Rows', type: 'test.rows' };

function node(type: string, settings: Partial<INode> = {}) {
	return { name: type, type: `n8n-nodes-base.${type}`, ...settings };
}

async function outputOf(settings: ReturnType<typeof node>, given = [{ a: 1, b: [1, { c: 2 }] }]) {
	const result = await runWorkflow(chain(trigger, settings), {
		nodeTypes: { 'test.rows': rows(given) },
	});
	expect(result.error).toBeUndefined();
	return result.items(settings.name).map(({ json }) => json);
}

describe("the simple versions of n8n's own nodes", () => {
	it.each(['trigger', 'manual'] as const)(
		'start a workflow that has a sticky note in mode %s',
		async (mode) => {
			const workflow = chain(node('manualTrigger'), node('noOp'));
			workflow.nodes.push({
				...workflow.nodes[0],
				...node('stickyNote'),
				parameters: { content: '' },
			});
			const result = await runWorkflow(workflow, { mode });
			expect(result.items('noOp')).toMatchObject([{ json: {} }]);
		},
	);

	it('set fields from JSON, including expressions', async () => {
		const jsonOutput = '={ "x": {{ $json.a }}, "y": "z" }';
		expect(
			await outputOf(node('set', { typeVersion: 3.4, parameters: { mode: 'raw', jsonOutput } })),
		).toEqual([{ x: 1, y: 'z' }]);
	});

	it('set single fields of the chosen type and keep the other fields', async () => {
		const assignments = [
			{ id: '1', name: 'x', type: 'number', value: '={{ $json.a }}' },
			{ id: '2', name: 'y', type: 'string', value: '={{ $json.a }}' },
		];
		const parameters = { assignments: { assignments }, includeOtherFields: true };
		expect(await outputOf(node('set', { typeVersion: 3.4, parameters }))).toEqual([
			{ a: 1, b: [1, { c: 2 }], x: 1, y: '1' },
		]);
	});

	it('split out a list', async () => {
		expect(await outputOf(node('splitOut', { parameters: { fieldToSplitOut: 'b' } }))).toEqual([
			{ b: 1 },
			{ c: 2 },
		]);
	});

	it("evaluate conditions by n8n's own rules", async () => {
		const conditions = {
			combinator: 'and',
			options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
			conditions: [
				{
					id: '1',
					leftValue: '={{ $json.a }}',
					rightValue: 1,
					operator: { type: 'number', operation: 'gt' },
				},
			],
		};
		const result = await runWorkflow(
			chain(trigger, node('if', { typeVersion: 2.2, parameters: { conditions } })),
			{ nodeTypes: { 'test.rows': rows([{ a: 1 }, { a: 2 }]) } },
		);
		expect(result.items('if', 0).map(({ json }) => json.a)).toEqual([2]);
		expect(result.items('if', 1).map(({ json }) => json.a)).toEqual([1]);
	});

	it('loop over items, number the runs and keep the lineage', async () => {
		const runIndexes: number[] = [];
		const inLoop = nodeThat(
			async function () {
				runIndexes.push(this.getWorkflowDataProxy(0).$runIndex as number);
				return this.getInputData().map((_, item) => ({
					json: { looked: this.getNodeParameter('text', item) },
					pairedItem: { item },
				}));
			},
			{ properties: [{ displayName: 'Text', name: 'text', type: 'string', default: '' }] },
		);
		const look = { text: "={{ $('Rows').item.json.a }}" };
		const workflow = chain(
			trigger,
			node('splitInBatches', { typeVersion: 3, parameters: { batchSize: 2 } }),
			{ name: 'After', type: 'test.node', parameters: look },
		);
		const [, loop, after] = workflow.nodes;
		workflow.nodes.push({ ...after, id: 'in-loop', name: 'In Loop' });
		workflow.connections[loop.name].main.push([{ node: 'In Loop', type: 'main', index: 0 }]);
		workflow.connections['In Loop'] = { main: [[{ node: loop.name, type: 'main', index: 0 }]] };
		const result = await runWorkflow(workflow, {
			nodeTypes: {
				'test.rows': rows([{ a: 'x' }, { a: 'y' }, { a: 'z' }]),
				'test.node': inLoop,
			},
		});
		expect(result.error).toBeUndefined();
		expect(runIndexes).toEqual([0, 1, 0]);
		expect(result.runs('In Loop')).toHaveLength(2);
		expect(result.items('In Loop', 0, 0).map(({ json }) => json.looked)).toEqual(['x', 'y']);
		expect(result.items('In Loop').map(({ json }) => json.looked)).toEqual(['z']);
		expect(result.items('After').map(({ json }) => json.looked)).toEqual(['x', 'y', 'z']);
	});

	it('skip waiting and log that, unless a clock is given', async () => {
		const workflow = chain(trigger, node('wait', { parameters: { amount: 2, unit: 'minutes' } }));
		const nodeTypes = { 'test.rows': rows([{}]) };
		const result = await runWorkflow(workflow, { nodeTypes });
		expect(result.logs).toContainEqual({
			level: 'info',
			message: 'Wait is a stand-in and resumes at once, not after 2 minutes',
			meta: {},
		});

		const sleep = jest.fn(async () => {});
		await runWorkflow(workflow, {
			nodeTypes: { ...nodeTypes, 'n8n-nodes-base.wait': wait(sleep) },
		});
		expect(sleep).toHaveBeenCalledWith(120_000);
	});
});
