import {
	Workflow,
	type IDataObject,
	type INode,
	type INodeParameters,
	type INodeProperties,
	type INodePropertyOptions,
	type INodeTypes,
} from 'n8n-workflow';

import { IhmjcApi } from '../credentials/IhmjcApi.credentials';
import { Ihmjc } from '../nodes/Ihmjc/Ihmjc.node';
import { IhmjcTrigger } from '../nodes/IhmjcTrigger/IhmjcTrigger.node';

const { properties } = new Ihmjc().description;

describe('the texts of the panel', () => {
	const SMALL_WORDS = /^(a|an|and|as|by|for|in|of|on|or|the|to|with|iOS|check24|e\.g\.)$/;
	const isTitle = (text: string) =>
		text.split(/[\s:]+/).every((word) => SMALL_WORDS.test(word) || !/^[a-z]/.test(word));

	/** All fields and their options, each with its path. */
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
	const all = [
		...everything(properties),
		...everything(new IhmjcTrigger().description.properties),
		...everything(new IhmjcApi().properties),
	];

	it('use Title Case for names', () => {
		const titles = all.map(([path, { displayName, name }]) => [path, String(displayName ?? name)]);
		const isProse = /Notice$|\/defaultCountry=[A-Z]/;
		const wrong = titles.filter(([path, text]) => !isProse.test(path) && !isTitle(text));
		expect(wrong).toEqual([]);
	});

	it('explain every field and every choice that needs it', () => {
		// n8n's guidelines say that "Trigger On" has no tooltip.
		const needNone =
			/\/(resource|operation|event|options|plainHttpNotice)$|\/resource=|\/(app|defaultCountry)=/;
		const silent = all.filter(([path, { description: text }]) => !needNone.test(path) && !text);
		expect(silent.map(([path]) => path)).toEqual([]);
	});

	it('use examples as placeholders', () => {
		const placeholders = all.flatMap(([path, { placeholder }]) =>
			placeholder && !path.endsWith('/options') ? [String(placeholder)] : [],
		);
		expect(placeholders.length).toBeGreaterThan(5);
		expect(placeholders).toEqual(placeholders.map(() => expect.stringMatching(/^e\.g\. \S/)));
	});

	it('start with a capital and have a final period only with several sentences', () => {
		for (const [, { description: text = 'A' }] of all) {
			expect(text).toMatch(/^[A-Z0-9]/);
			const sentences = String(text).split(/(?<=[a-z0-9])\. (?=[A-Z0-9])/).length;
			expect([text, /\.$/.test(String(text))]).toEqual([text, sentences > 1]);
		}
	});
});

describe('the panel', () => {
	const fields = (name: string) => {
		const found = properties.filter((field) => field.name === name);
		expect([name, found.length]).not.toEqual([name, 0]);
		return found;
	};

	it('requires a country, because a wrong one charges for checks of strangers', () => {
		for (const { required, default: value } of fields('defaultCountry')) {
			expect([required, value]).toEqual([true, '']);
		}
	});

	it('takes the name of a dragged field, not its value', () => {
		for (const field of fields('phoneField')) expect(field.requiresDataPath).toBe('single');
	});

	it.each([
		['App Code', 'appCode'],
		['Numbers', 'numbers'],
	])(
		'does not require %s, because n8n shows it for every expression in the field above',
		(_, name) => {
			for (const { required } of fields(name)) expect(required).toBeUndefined();
		},
	);

	it('hides the password', () => {
		const password = new IhmjcApi().properties.find(({ name }) => name === 'password');
		expect(password?.typeOptions).toEqual({ password: true });
	});
});

describe('the canvas', () => {
	const menus = properties.filter(({ name }) => name === 'operation');
	const all = menus.flatMap(({ options }) => options as INodePropertyOptions[]);

	it.each(all)('shows "$action" without cutting it off', ({ name, action }) => {
		expect(name.length).toBeLessThanOrEqual(30);
		expect(action!.length).toBeLessThanOrEqual(30);
	});

	it.each<[INodeParameters, string]>([
		[{}, 'Check Numbers: WhatsApp'],
		[{ operation: 'upload', app: 'line-tw' }, 'Upload: LINE Taiwan'],
		[{ operation: 'preview', app: 'other', appCode: '1' }, 'Preview: Other App'],
		[{ app: '={{ $json.app }}' }, 'Check Numbers: Any App'],
		[{ operation: 'waitUntilDone' }, 'Wait Until Done'],
		[{ resource: 'account' }, 'Balance'],
	])('shows the operation and the app of %j as "%s"', (parameters, subtitle) => {
		const ihmjc = new Ihmjc();
		const node: INode = {
			id: '1',
			name: 'Ihmjc',
			type: 'n8n-nodes-ihmjc.ihmjc',
			typeVersion: 1,
			position: [0, 0],
			parameters,
		};
		const nodeTypes = { getByNameAndVersion: () => ihmjc } as unknown as INodeTypes;
		const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
		const shown = workflow.expression.getSimpleParameterValue(
			workflow.getNode('Ihmjc')!,
			ihmjc.description.subtitle,
			'internal',
			{},
			undefined,
			'',
		);
		expect(shown).toBe(subtitle);
	});
});

it('declares each field once for all operations, because the editor loads the whole description', () => {
	expect(JSON.stringify(new Ihmjc().description).length).toBeLessThan(50_000);
	for (const name of ['app', 'defaultCountry', 'uploadId']) {
		expect(properties.filter((field) => field.name === name)).toHaveLength(1);
	}
});

it('sorts options by name', () => {
	for (const { name, type, options = [] } of properties) {
		const titles = options.map((option) =>
			'displayName' in option ? option.displayName : option.name,
		);
		const isSorted = type === 'collection' || ['file', 'outputAs', 'source'].includes(name);
		if (isSorted) expect(titles).toEqual([...titles].sort((a, b) => a.localeCompare(b, 'en')));
	}
});

describe("the hint for n8n's AI workflow builder", () => {
	const { builderHint } = new Ihmjc().description;

	it('mentions costs, time, Preview and the default country', () => {
		for (const told of [/spend points/, /minutes to hours/, /Preview first/, /Default Country/]) {
			expect(builderHint?.searchHint).toMatch(told);
		}
	});

	it("is missing on Resource and Operation, because n8n's validation refuses it there", () => {
		for (const field of properties.filter(({ name }) => /^(resource|operation)$/.test(name))) {
			expect(JSON.stringify(field)).not.toContain('builderHint');
		}
	});
});
