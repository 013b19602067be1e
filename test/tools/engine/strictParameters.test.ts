import type { IExecuteFunctions, INode, INodeProperties } from 'n8n-workflow';

import { chain } from '../../../tools/engine/chain';
import { rows } from '../../../tools/engine/rowsTrigger';
import { runWorkflow } from '../../../tools/engine/runWorkflow';
import { strictParameters } from '../../../tools/engine/strictParameters';
import { nodeThat } from './nodeThat';

const shownFor = (...operation: string[]) => ({ show: { operation } });
const properties: INodeProperties[] = [
	{ displayName: 'Operation', name: 'operation', type: 'string', default: 'check' },
	{
		displayName: 'Text',
		name: 'text',
		type: 'string',
		default: 'a',
		displayOptions: shownFor('check'),
	},
	{ displayName: 'JSON', name: 'json', type: 'json', default: '{}' },
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		default: {},
		displayOptions: shownFor('check'),
		options: [
			{ displayName: 'Max Wait', name: 'maxWait', type: 'number', default: 60 },
			{ displayName: 'Poll Interval', name: 'pollInterval', type: 'number', default: 15 },
		],
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		default: {},
		displayOptions: shownFor('upload'),
		options: [{ displayName: 'File Name', name: 'fileName', type: 'string', default: '' }],
	},
	{
		displayName: 'Fields',
		name: 'fields',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		default: {},
		options: [
			{
				displayName: 'Values',
				name: 'values',
				values: [{ displayName: 'Name', name: 'name', type: 'string', default: '' }],
			},
		],
	},
];

async function run(
	reads: (this: IExecuteFunctions) => unknown,
	parameters: INode['parameters'] = {},
	settings: Partial<INode> = {},
) {
	const node = nodeThat(
		async function () {
			const read = reads.call(this);
			return [{ json: { read: (await read) as string } }];
		},
		{ properties },
	);
	const result = await runWorkflow(
		chain(
			{ name: 'Rows', type: 'test.rows' },
			{ name: 'Node', type: 'test.node', parameters, ...settings },
		),
		{ nodeTypes: { 'test.rows': rows([{}]), 'test.node': strictParameters(node) } },
	);
	return result.runs('Node')[0].error?.message ?? result.items('Node')[0].json.read;
}

describe('strictParameters', () => {
	it('allows reading declared parameters and options', async () => {
		expect(
			await run(function () {
				return this.getNodeParameter('text', 0);
			}),
		).toBe('a');
		expect(
			await run(function () {
				return this.getNodeParameter('options.maxWait', 0, 5);
			}),
		).toBe(5);
		const options = { maxWait: 1 };
		expect(
			await run(
				function () {
					const read = this.getNodeParameter('options', 0);
					const { maxWait, pollInterval = 15 } = read;
					return { maxWait, pollInterval, json: JSON.stringify(read), ...read };
				},
				{ options },
			),
		).toEqual({ maxWait: 1, pollInterval: 15, json: '{"maxWait":1}' });
		expect(
			await run(
				function () {
					return this.getNodeParameter('options.fileName', 0, 'x');
				},
				{ operation: 'upload' },
			),
		).toBe('x');
		const fields = { values: [{ name: 'n' }] };
		expect(
			await run(
				function () {
					const { values } = this.getNodeParameter('fields', 0) as typeof fields;
					return `${values[0].name}${this.getNodeParameter('fields.values[0].name', 0) as string}`;
				},
				{ fields },
			),
		).toBe('nn');
		expect(
			await run(function () {
				return (this.getNodeParameter('json', 0) as { any?: string }).any ?? 'none';
			}),
		).toBe('none');
		expect(
			await run(function () {
				return this.getNodeParameter('json.any', 0, 'none');
			}),
		).toBe('none');
	});

	it.each<[string, (this: IExecuteFunctions) => unknown]>([
		[
			'texts',
			function () {
				return this.getNodeParameter('texts', 0, '');
			},
		],
		[
			'options.fileName',
			function () {
				return this.getNodeParameter('options.fileName', 0, '');
			},
		],
		[
			'options.fileName',
			function () {
				return this.getNodeParameter('options', 0).fileName;
			},
		],
		[
			'fields.values[0].nam',
			function () {
				return (this.getNodeParameter('fields', 0) as { values: Array<{ nam?: string }> }).values[0]
					.nam;
			},
		],
	])('fails if the undeclared %s is read', async (path, reads) => {
		expect(await run(reads, { fields: { values: [{ name: 'n' }] } })).toBe(
			`node reads the parameter "${path}", which its description does not declare`,
		);
	});

	it('fails if a hidden parameter is read', async () => {
		expect(
			await run(
				function () {
					return this.getNodeParameter('text', 0, '');
				},
				{ operation: 'upload' },
			),
		).toBe('node reads the parameter "text", which is hidden for undefined: upload');
	});

	it('fails even if the node continues after the error', async () => {
		const message = await run(function () {
			try {
				return this.getNodeParameter('texts', 0);
			} catch {
				return 'swallowed';
			}
		});
		expect(message).toContain('"texts"');
	});

	it("does not change n8n's helpers, context and logger", async () => {
		const read = await run(async function () {
			this.getContext('node').note = 1;
			this.logger.info('Here');
			const { data } = await this.helpers.prepareBinaryData(Buffer.from('x'), 'x.txt');
			return [
				data,
				this.getContext('node').note,
				this.getInputData().length,
				this.continueOnFail(),
			];
		});
		expect(read).toEqual(['eA==', 1, 1, false]);
	});
});
