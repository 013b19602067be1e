import { NodeHelpers, type INodeParameters, type INodeProperties } from 'n8n-workflow';

import { fileOf } from '../../engine/rowsTrigger';
import { Ihmjc } from '../../nodes/Ihmjc/Ihmjc.node';
import { jsonOf } from '../ihmjcResult';
import { operations } from '../missingOperations';
import { REGULAR } from '../onError';
import { setUp } from '../operations/setUp';
import { closeAll } from '../sandbox/sandboxes';

const { description } = new Ihmjc();
const { properties } = description;

const isFor =
	(operation: string, isTool: boolean) =>
	({ displayOptions: { show = {}, hide = {} } = {} }: INodeProperties) =>
		show.operation?.includes(operation) && (isTool ? !hide['@tool'] : !show['@tool']);

afterEach(closeAll);

describe('as the tool of an AI agent', () => {
	/** n8n makes the tool's description from the node's, by its name. */
	const asTool = { ...description, name: 'ihmjcTool' };
	const defaultsOf = (parameters: INodeParameters) =>
		NodeHelpers.getNodeParameters(properties, parameters, true, false, null, asTool);

	it('starts with other values', () => {
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

	it('has the same fields, but for their defaults', () => {
		const namesOf = (operation: string, isTool: boolean) =>
			properties.filter(isFor(operation, isTool)).map(({ name }) => name);
		for (const { value } of operations) {
			expect(namesOf(value, true)).toEqual(namesOf(value, false));
		}
	});

	it('tells the model what it does and that it costs something', () => {
		const told = NodeHelpers.makeDescription(defaultsOf({}) as INodeParameters, asTool);
		expect(told).toMatch(/points/);
		expect(told).toMatch(/ in Ihmjc$/);
	});

	it.each([
		['its result', 'phone', { ihmjcNumber: '14155550100' }],
		['an error', 'mobile', { ihmjcReason: 'error' }],
	])('gives no files beside %s', async (_, phoneField, expected) => {
		const { run } = await setUp();
		const items = [{ json: { phone: '+1 415 555 0100' }, binary: { photo: fileOf('smile') } }];
		const parameters = { defaultCountry: 'none', source: 'items', phoneField };
		const result = await run(parameters, { items, isTool: true, node: REGULAR });
		expect(jsonOf(result)[0]).toMatchObject(expected);
		expect(result.items('Ihmjc')[0].binary).toBeUndefined();
	});

	it('runs with what it starts with', async () => {
		const { run } = await setUp({ jobSeconds: 600 });
		const parameters = { defaultCountry: 'none', numbers: '+1 415 555 0100' };
		const result = await run(parameters, { items: [{}], isTool: true });
		expect(jsonOf(result)[0]).toMatchObject({ ihmjcStatus: 'pending', ihmjcUploadId: '42992' });
	});
});
