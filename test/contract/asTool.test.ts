import {
	type INode,
	type INodeParameters,
	type INodeProperties,
	type INodeType,
	NodeHelpers,
} from 'n8n-workflow';

import { Ihmjc } from '../../nodes/Ihmjc/Ihmjc.node';
import { fileOf } from '../../tools/engine/rowsTrigger';
import { WHATSAPP } from '../../tools/sandbox/appCodes';
import { jsonOf } from '../helpers/ihmjcResult';
import { operations } from '../helpers/operations';
import { REGULAR } from '../helpers/onError';
import { setUp } from '../helpers/setUp';
import { closeAll } from '../tools/sandbox/sandboxes';

const { description } = new Ihmjc();
const { properties } = description;

const TOOL: INode = {
	id: '1',
	name: 'Check Numbers',
	type: 'n8n-nodes-ihmjc.ihmjcTool',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

const isFor =
	(operation: string, isTool: boolean) =>
	({ displayOptions: { show = {}, hide = {} } = {} }: INodeProperties) =>
		show.operation?.includes(operation) && (isTool ? !hide['@tool'] : !show['@tool']);

afterEach(closeAll);

describe("an AI agent's tool", () => {
	/** n8n creates the tool's description from the node's. */
	const asTool = { ...description, name: 'ihmjcTool' };
	const defaultsOf = (parameters: INodeParameters) =>
		NodeHelpers.getNodeParameters(properties, parameters, true, false, null, asTool);

	it('has its own default values', () => {
		expect(defaultsOf({})).toMatchObject({
			resource: 'detection',
			operation: 'check',
			source: 'text',
			numbers: '',
			maxNumbers: 100,
			options: { maxWait: 2, onTimeout: 'output' },
		});
		expect(defaultsOf({ operation: 'upload' })).toMatchObject({ source: 'text', maxNumbers: 100 });
	});

	it("has the node's fields, except for their defaults", () => {
		const namesOf = (operation: string, isTool: boolean) =>
			properties
				.filter(isFor(operation, isTool))
				.map(({ name }) => name)
				.filter((name) => name !== 'toolDescription');
		for (const { value } of operations) {
			expect(namesOf(value, true)).toEqual(namesOf(value, false));
		}
	});

	/** The description that n8n gives to the model, for a tool saved with these parameters. */
	const toolDescriptionOf = (parameters: INodeParameters) =>
		NodeHelpers.getToolDescriptionForNode(
			{ ...TOOL, parameters: defaultsOf(parameters) as INodeParameters },
			{ description: asTool } as INodeType,
		);

	it.each(operations)('tells the model what $name costs', ({ value, resource }) => {
		const text = toolDescriptionOf({ resource, operation: value });
		expect(text).toMatch(['check', 'upload'].includes(value) ? /spends points/ : /is free/);
		expect(text.length).toBeLessThan(1000);
	});

	it('tells the model how to write numbers and what to do with pending ones', () => {
		const text = toolDescriptionOf({});
		expect(text).toContain('+ and its country code, such as +14155550100');
		expect(text).toMatch(
			/Pending means .* call this tool again with the same numbers: that is free/,
		);
		expect(text).toMatch(/later message it is charged again.* Wait Until Done and Download/);
	});

	it('returns one small item per number, with the number as it was entered', async () => {
		const { run, sandbox } = await setUp();
		const numbers = '+1 415 555 0100, hello';
		const parameters = { defaultCountry: 'none', source: 'text', numbers };
		const result = await run(parameters, { items: [{ a: 1 }], isTool: true });
		expect(jsonOf(result)).toEqual([
			{
				phone: '+1 415 555 0100',
				app: 'whatsapp',
				status: sandbox.statusOf('14155550100', WHATSAPP),
				number: '14155550100',
				country: 'US',
				message: '',
				uploadId: '42992',
			},
			expect.objectContaining({ phone: 'hello', status: 'invalid', uploadId: '' }),
		]);
		expect(Object.keys(jsonOf(result)[1])).toEqual(Object.keys(jsonOf(result)[0]));
	});

	it.each([
		['its result', 'phone', { phone: '+1 415 555 0100', number: '14155550100' }],
		['an error', 'mobile', { phone: '', status: 'failed', message: /mobile/ }],
	])('returns no files with %s', async (_, phoneField, expected) => {
		const { run } = await setUp();
		const items = [{ json: { phone: '+1 415 555 0100' }, binary: { photo: fileOf('smile') } }];
		const parameters = { defaultCountry: 'none', source: 'items', phoneField };
		const result = await run(parameters, { items, isTool: true, node: REGULAR });
		const [{ message, ...item }] = jsonOf(result);
		const { message: pattern = /^$/, ...fields } = expected as { message?: RegExp };
		expect(item).toMatchObject(fields);
		expect(message).toMatch(pattern);
		expect(result.items('Ihmjc')[0].binary).toBeUndefined();
	});

	it('runs with its default values', async () => {
		const { run } = await setUp({ jobSeconds: 600 });
		const parameters = { defaultCountry: 'none', numbers: '+1 415 555 0100' };
		const result = await run(parameters, { items: [{}], isTool: true });
		expect(jsonOf(result)[0]).toMatchObject({ status: 'pending', uploadId: '42992' });
	});
});
