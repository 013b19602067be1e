import { NodeConnectionTypes, type INodeProperties, type INodeType } from 'n8n-workflow';

import { contractChanges } from './contractChanges';
import { contractOf } from './contractOf';

const shownFor = (operation: string) => ({ show: { resource: ['list'], operation: [operation] } });

const FIELDS: INodeProperties[] = [
	{
		displayName: 'Size',
		name: 'size',
		type: 'options',
		options: [
			{ name: 'Small', value: 's' },
			{ name: 'Large', value: 'l' },
		],
		default: 's',
		displayOptions: shownFor('get'),
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		default: {},
		displayOptions: shownFor('get'),
		options: [
			{ displayName: 'Most', name: 'most', type: 'number', default: 10 },
			{
				displayName: 'All',
				name: 'all',
				type: 'boolean',
				default: false,
				displayOptions: { show: { '/size': ['l'] } },
			},
		],
	},
];

const nodeWith = (properties: INodeProperties[], version: number | number[] = 1): INodeType => ({
	description: {
		displayName: 'Node',
		name: 'node',
		group: ['transform'],
		version,
		description: 'Made for one test',
		defaults: { name: 'Node' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'api', required: true }],
		properties,
	},
});

const [SIZE, OPTIONS] = FIELDS;
const [MOST, ALL] = OPTIONS.options as INodeProperties[];
const before = contractOf(nodeWith(FIELDS), 1);
const changesTo = (properties: INodeProperties[]) =>
	contractChanges(before, contractOf(nodeWith(properties), 1));

describe('the contract of a node', () => {
	it('contains the names, types, defaults and values of its parameters', () => {
		expect(before).toEqual({
			node: {
				name: 'node',
				inputs: ['main'],
				outputs: ['main'],
				usableAsTool: false,
				polling: false,
			},
			credentials: { api: { required: true } },
			parameters: {
				'list.get.size': { type: 'options', default: 's', required: false, values: ['s', 'l'] },
				'list.get.options': { type: 'collection', default: {}, required: false },
				'list.get.options.most': { type: 'number', default: 10, required: false },
				'list.get.options.all': {
					type: 'boolean',
					default: false,
					required: false,
					shownIf: { '/size': ['l'] },
				},
			},
		});
	});

	it('contains only one version', () => {
		const inVersion = (version: number): INodeProperties['displayOptions'] => ({
			show: { ...SIZE.displayOptions?.show, '@version': [version] },
		});
		const node = nodeWith(
			[
				{ ...SIZE, displayOptions: inVersion(1) },
				{ ...SIZE, default: 'l', displayOptions: inVersion(2) },
				OPTIONS,
			],
			[1, 2],
		);
		expect(contractChanges(before, contractOf(node, 1))).toEqual({ broken: [], added: [] });
		expect(contractOf(node, 2).parameters).toMatchObject({ 'list.get.size': { default: 'l' } });
	});

	it('stays the same if texts change', () => {
		const renamed = { ...SIZE, displayName: 'How Large', description: 'Anything' };
		expect(changesTo([renamed, OPTIONS])).toEqual({ broken: [], added: [] });
	});

	it.each<[string, INodeProperties[], string[]]>([
		['a removed field', [OPTIONS], ['parameters → list.get.size is gone']],
		[
			'a renamed field',
			[{ ...SIZE, name: 'width' }, OPTIONS],
			['parameters → list.get.size is gone'],
		],
		[
			'a different type',
			[{ ...SIZE, type: 'string' }, OPTIONS],
			[
				'parameters → list.get.size → type was "options" and is "string"',
				'parameters → list.get.size → values is gone',
			],
		],
		[
			'a different default',
			[{ ...SIZE, default: 'l' }, OPTIONS],
			['parameters → list.get.size → default was "s" and is "l"'],
		],
		[
			'a default collection that has values now',
			[SIZE, { ...OPTIONS, default: { most: 5 } }],
			['parameters → list.get.options → default was {} and is {"most":5}'],
		],
		[
			'a removed choice',
			[{ ...SIZE, options: SIZE.options?.slice(0, 1) }, OPTIONS],
			['parameters → list.get.size → values: "l" is gone'],
		],
		[
			'a removed option',
			[SIZE, { ...OPTIONS, options: [MOST] }],
			['parameters → list.get.options.all is gone'],
		],
		[
			'a field that is required now',
			[{ ...SIZE, required: true }, OPTIONS],
			['parameters → list.get.size → required was false and is true'],
		],
		[
			'a new required field',
			[...FIELDS, { ...SIZE, name: 'new', type: 'string', required: true, default: '' }],
			["list.get.new is new and must be filled in, which it isn't in saved workflows"],
		],
		[
			'an option that is hidden now',
			[
				SIZE,
				{
					...OPTIONS,
					options: [{ ...MOST, displayOptions: { show: { '/size': ['l'] } } }, ALL],
				},
			],
			['parameters → list.get.options.most → shownIf is new: {"/size":["l"]}'],
		],
		[
			'a removed operation',
			FIELDS.map((field) => ({ ...field, displayOptions: shownFor('fetch') })),
			Object.keys(before.parameters).map((name) => `parameters → ${name} is gone`),
		],
	])('is broken by %s', (_, properties, broken) => {
		expect(changesTo(properties).broken).toEqual(broken);
	});

	it('grows with a new operation, even one with a required field', () => {
		const needed: INodeProperties = { ...SIZE, type: 'string', required: true, default: '' };
		const find = { ...needed, displayOptions: shownFor('find') };
		expect(changesTo([...FIELDS, find])).toEqual({
			broken: [],
			added: ['parameters → list.find.size'],
		});
	});

	it('is broken by a new required field of an operation without fields', () => {
		const menu: INodeProperties = {
			displayName: 'Operation',
			name: 'operation',
			type: 'options',
			options: [{ name: 'Count', value: 'count' }],
			default: 'count',
			displayOptions: { show: { resource: ['list'] } },
		};
		const needed: INodeProperties = { ...SIZE, type: 'string', required: true, default: '' };
		const count = { ...needed, displayOptions: shownFor('count') };
		const [without, withField] = [[menu], [menu, count]].map((fields) =>
			contractOf(nodeWith(fields), 1),
		);
		expect(contractChanges(without, withField).broken).toHaveLength(1);
	});

	it('is not broken by a field that is no longer required', () => {
		const needed: INodeProperties = { ...SIZE, required: true };
		const [strict, easy] = [needed, SIZE].map((field) => contractOf(nodeWith([field]), 1));
		expect(contractChanges(strict, easy)).toEqual({
			broken: [],
			added: ['parameters → list.get.size → required was true and is false'],
		});
	});

	it('grows with new fields, choices and options', () => {
		const larger = { ...SIZE, options: [...(SIZE.options ?? []), { name: 'Huge', value: 'xl' }] };
		const more = {
			...OPTIONS,
			options: [MOST, ALL, { ...MOST, name: 'least' }],
		} as INodeProperties;
		expect(changesTo([larger, more, { ...SIZE, name: 'width' }])).toEqual({
			broken: [],
			added: [
				'parameters → list.get.size → values: "xl"',
				'parameters → list.get.options.least',
				'parameters → list.get.width',
			],
		});
	});
});
