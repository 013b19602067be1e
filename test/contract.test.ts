import {
	NodeHelpers,
	type IDataObject,
	type INodeParameters,
	type INodeProperties,
	type INodePropertyOptions,
} from 'n8n-workflow';

import { IhmjcApi } from '../credentials/IhmjcApi.credentials';
import { fileOf } from '../engine/rowsTrigger';
import { COUNTRIES } from '../nodes/Ihmjc/numbers/countries';
import { Ihmjc } from '../nodes/Ihmjc/Ihmjc.node';
import { jsonOf, setUp } from './operations/support';
import { closeAll } from './sandbox/support';

/**
 * Workflows are saved with these names, so none of them may change. The tables say everything anew, rather
 * than by the node's own constants.
 */

type Field = [name: string, type: string, defaultValue: unknown, values?: string[]];

const APP_SLUGS =
	'amazon band binance bitmart botim bybit check24 cian coinw coupang dhl facebook facebook-messenger flipkart gate groupme headhunter htx instagram ios-hc ios-ss kucoin line line-tw linkedin magicbricks microsoft mint momo moniepoint okx paytm rcs rummycircle shopee sideline signal skype snapchat telegram tiktok twitter viber vk whatsapp whatsapp-business xt zalo other'.split(
		' ',
	);

const NUMBERS: Field[] = [
	['app', 'options', 'whatsapp', APP_SLUGS],
	['appCode', 'string', ''],
	['source', 'options', 'items', ['binary', 'items', 'text']],
	['phoneField', 'string', 'phone'],
	['numbers', 'string', ''],
	['binaryPropertyName', 'string', 'data'],
	['defaultCountry', 'options', '', ['none', ...COUNTRIES.map(({ code }) => code)]],
	['maxNumbers', 'number', 10000],
];

const UPLOAD_ID: Field = ['uploadId', 'string', '={{ $json.uploadId }}'];
const SPLIT_BY: Field = ['splitBy', 'options', 'country', ['callingCode', 'country']];
const STRICT: Field = ['strictNumbers', 'boolean', false];
const WAIT: Field[] = [
	['maxWait', 'number', 60],
	['onTimeout', 'options', 'error', ['error', 'output']],
	['pollInterval', 'number', 15],
];

const OPERATIONS: Record<
	string,
	{ resource: string; name: string; fields: Field[]; options?: Field[] }
> = {
	check: {
		resource: 'detection',
		name: 'Check Numbers',
		fields: NUMBERS,
		options: [
			['failedNumbers', 'options', 'error', ['error', 'keep']],
			...WAIT,
			['outputFormat', 'options', 'fields', ['fields', 'object']],
			['outputName', 'string', 'ihmjc'],
			['recheckAfter', 'number', 0],
			['rowsToReturn', 'options', 'all', ['activated', 'all', 'unregistered']],
			SPLIT_BY,
			STRICT,
		],
	},
	preview: {
		resource: 'detection',
		name: 'Preview',
		fields: NUMBERS,
		options: [SPLIT_BY, STRICT],
	},
	upload: {
		resource: 'detection',
		name: 'Upload',
		fields: NUMBERS,
		options: [
			['cleanUp', 'boolean', false],
			['fileName', 'string', 'numbers.txt'],
			['invalidNumbers', 'options', 'skip', ['error', 'skip']],
			SPLIT_BY,
			STRICT,
		],
	},
	query: { resource: 'detection', name: 'Query', fields: [UPLOAD_ID] },
	waitUntilDone: {
		resource: 'detection',
		name: 'Wait Until Done',
		fields: [UPLOAD_ID],
		options: WAIT,
	},
	download: {
		resource: 'detection',
		name: 'Download',
		fields: [
			UPLOAD_ID,
			['file', 'options', 'activated', ['activated', 'both', 'unregistered', 'zip']],
			['outputAs', 'options', 'binary', ['binary', 'items']],
			['binaryPropertyName', 'string', 'data'],
		],
	},
	balance: { resource: 'account', name: 'Balance', fields: [] },
};

const { description } = new Ihmjc();
const { properties } = description;

const valuesOf = ({ options }: INodeProperties) =>
	options?.map((option) => (option as INodePropertyOptions).value);

const fieldOf = (property: INodeProperties): Field =>
	property.type === 'options'
		? [property.name, property.type, property.default, valuesOf(property) as string[]]
		: [property.name, property.type, property.default];

const isFor =
	(resource: string, operation: string, isTool: boolean) => (field: INodeProperties) => {
		const { show = {}, hide = {} } = field.displayOptions ?? {};
		if (!show.resource?.includes(resource) || !show.operation?.includes(operation)) return false;
		return isTool ? !hide['@tool'] : !show['@tool'];
	};

afterEach(closeAll);

describe('the public contract', () => {
	it('of node and credential', () => {
		expect(description).toMatchObject({
			displayName: 'Ihmjc',
			name: 'ihmjc',
			version: 1,
			usableAsTool: true,
			credentials: [{ name: 'ihmjcApi', required: true }],
		});
		const credential = new IhmjcApi();
		expect([credential.name, credential.displayName]).toEqual(['ihmjcApi', 'Ihmjc API']);
		expect(credential.properties.filter(({ type }) => type !== 'notice').map(fieldOf)).toEqual([
			['account', 'string', ''],
			['password', 'string', ''],
			['baseUrl', 'string', 'http://i.ihmjc.com'],
		]);
		const password = credential.properties.find(({ name }) => name === 'password');
		expect(password?.typeOptions).toEqual({ password: true });
	});

	it('of resources and operations', () => {
		const [resource, ...menus] = properties.filter(({ name }) =>
			['resource', 'operation'].includes(name),
		);
		expect(fieldOf(resource)).toEqual([
			'resource',
			'options',
			'detection',
			['detection', 'account'],
		]);
		expect(
			menus.map((menu) => [menu.displayOptions?.show?.resource, menu.default, valuesOf(menu)]),
		).toEqual([
			[
				['detection'],
				'check',
				['check', 'preview', 'upload', 'query', 'waitUntilDone', 'download'],
			],
			[['account'], 'balance', ['balance']],
		]);
		const names = menus.flatMap(({ options }) => options?.map(({ name }) => name));
		expect(names).toEqual(Object.values(OPERATIONS).map(({ name }) => name));
	});

	it.each(Object.keys(OPERATIONS))('of the parameters of %s', (operation) => {
		const { resource, fields, options } = OPERATIONS[operation];
		const declared = properties.filter(isFor(resource, operation, false));
		const [collection] = declared.filter(({ type }) => type === 'collection');
		expect(declared.filter((field) => field !== collection).map(fieldOf)).toEqual(fields);
		expect((collection?.options as INodeProperties[] | undefined)?.map(fieldOf)).toEqual(options);
		if (collection) expect(fieldOf(collection)).toEqual(['options', 'collection', {}]);
	});

	it.each(['check', 'preview', 'upload'])(
		'%s: the country must be chosen, and a field name is no value',
		(operation) => {
			const fields = properties.filter(isFor('detection', operation, false));
			const byName = (name: string) => fields.find((field) => field.name === name);
			expect(byName('defaultCountry')?.required).toBe(true);
			expect(byName('phoneField')).toMatchObject({ requiresDataPath: 'single' });
			// n8n shows App Code for every expression in App, and would insist on it.
			expect(byName('appCode')?.required).toBeUndefined();
		},
	);

	describe('of the items', () => {
		const ADA = '+1 415 555 0100';
		const items = [{ phone: ADA }];
		const numbers = { defaultCountry: 'none' };

		it.each<[string, INodeParameters, string]>([
			[
				'check',
				numbers,
				'phone ihmjcStatus ihmjcNumber ihmjcCountry ihmjcApp ihmjcUploadId ihmjcReason ihmjcMessage ihmjcCheckedAt ihmjcDuplicate',
			],
			['preview', numbers, 'app country callingCode numbers duplicates invalid'],
			['upload', numbers, 'uploadId app appCode country callingCode numbers duplicates invalid'],
			['query', { uploadId: '42992' }, 'uploadId done status activated unregistered'],
			[
				'waitUntilDone',
				{ uploadId: '42992' },
				'uploadId done status activated unregistered polls waitedSeconds timedOut',
			],
			['download', { uploadId: '42992' }, 'uploadId file fileName fileSize complete'],
			[
				'download',
				{ uploadId: '42992', file: 'both', outputAs: 'items' },
				'number status uploadId',
			],
			['balance', {}, 'rechargePoints bonusPoints totalPoints'],
		])('%s %j', async (operation, parameters, keys) => {
			const { run } = await setUp();
			await run({ operation: 'upload', ...numbers }, { items });
			const { resource } = OPERATIONS[operation];
			const result = await run({ resource, operation, ...parameters }, { items });
			expect(Object.keys(jsonOf(result)[0])).toEqual(keys.split(' '));
		});
	});
});

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
			properties.filter(isFor('detection', operation, isTool)).map(({ name }) => name);
		for (const operation of ['check', 'preview', 'upload']) {
			expect(namesOf(operation, true)).toEqual(namesOf(operation, false));
		}
	});

	it('tells the model what it costs and what it needs', () => {
		const told = NodeHelpers.makeDescription(defaultsOf({}) as INodeParameters, asTool);
		expect(told).toMatch(/points/);
		expect(told).toMatch(/country code/);
		expect(told).toMatch(/small lists may be refused/);
		expect(told).toMatch(/ in Ihmjc$/);
	});

	it('gives no files', async () => {
		const { run } = await setUp();
		const items = [{ json: { phone: '+1 415 555 0100' }, binary: { photo: fileOf('smile') } }];
		const parameters = { defaultCountry: 'none', source: 'items' };
		const result = await run(parameters, { items, isTool: true });
		expect(jsonOf(result)[0].ihmjcNumber).toBe('14155550100');
		expect(result.items('Ihmjc')[0].binary).toBeUndefined();
	});

	it('runs with what it starts with', async () => {
		const { run } = await setUp({ jobSeconds: 600 });
		const parameters = { defaultCountry: 'none', numbers: '+1 415 555 0100' };
		const result = await run(parameters, { items: [{}], isTool: true });
		expect(jsonOf(result)[0]).toMatchObject({ ihmjcStatus: 'pending', ihmjcUploadId: '42992' });
	});
});

describe('what people read in the panel', () => {
	const SMALL_WORDS = /^(a|an|and|as|by|for|in|of|on|or|the|to|with|iOS|check24|e\.g\.)$/;
	const isTitle = (text: string) =>
		text.split(/[\s:]+/).every((word) => SMALL_WORDS.test(word) || !/^[a-z]/.test(word));

	/** All fields and all their options, with a path to each. */
	function* everything(fields: INodeProperties[], path = ''): Generator<[string, IDataObject]> {
		for (const field of fields) {
			const here = `${path}/${field.name}`;
			yield [here, field as unknown as IDataObject];
			if (field.type === 'collection') yield* everything(field.options as INodeProperties[], here);
			else if (field.type === 'options') {
				for (const option of field.options as INodePropertyOptions[]) {
					yield [`${here}=${option.value}`, option as unknown as IDataObject];
				}
			}
		}
	}
	const all = [...everything(properties), ...everything(new IhmjcApi().properties)];

	it('is in Title Case', () => {
		const titles = all.map(([path, { displayName, name }]) => [path, String(displayName ?? name)]);
		const isProse = /Notice$|\/defaultCountry=[A-Z]/;
		const wrong = titles.filter(([path, text]) => !isProse.test(path) && !isTitle(text));
		expect(wrong).toEqual([]);
	});

	it('explains every field, and every choice that does not explain itself', () => {
		const needNone =
			/\/(resource|operation|options|plainHttpNotice)$|\/resource=|\/(app|defaultCountry)=/;
		const silent = all.filter(([path, { description: text }]) => !needNone.test(path) && !text);
		expect(silent.map(([path]) => path)).toEqual([]);
	});

	it('has examples for placeholders', () => {
		const placeholders = all.flatMap(([path, { placeholder }]) =>
			placeholder && !path.endsWith('/options') ? [String(placeholder)] : [],
		);
		expect(placeholders.length).toBeGreaterThan(5);
		expect(placeholders).toEqual(placeholders.map(() => expect.stringMatching(/^e\.g\. \S/)));
	});

	it('begins with a capital, ends without a full stop unless there are several sentences', () => {
		for (const [, { description: text = 'A' }] of all) {
			expect(text).toMatch(/^[A-Z0-9]/);
			const sentences = String(text).split(/(?<=[a-z0-9])\. (?=[A-Z0-9])/).length;
			expect([text, /\.$/.test(String(text))]).toEqual([text, sentences > 1]);
		}
	});
});
