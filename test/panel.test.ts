import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { IhmjcApi } from '../credentials/IhmjcApi.credentials';
import { Ihmjc } from '../nodes/Ihmjc/Ihmjc.node';
import { IhmjcTrigger } from '../nodes/IhmjcTrigger/IhmjcTrigger.node';

const { properties } = new Ihmjc().description;

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
	const all = [
		...everything(properties),
		...everything(new IhmjcTrigger().description.properties),
		...everything(new IhmjcApi().properties),
	];

	it('is in Title Case', () => {
		const titles = all.map(([path, { displayName, name }]) => [path, String(displayName ?? name)]);
		const isProse = /Notice$|\/defaultCountry=[A-Z]/;
		const wrong = titles.filter(([path, text]) => !isProse.test(path) && !isTitle(text));
		expect(wrong).toEqual([]);
	});

	it('explains every field, and every choice that does not explain itself', () => {
		// n8n's guidelines: "Trigger On" has no tooltip.
		const needNone =
			/\/(resource|operation|event|options|plainHttpNotice)$|\/resource=|\/(app|defaultCountry)=/;
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

describe('what the panel insists on', () => {
	const fields = (name: string) => {
		const found = properties.filter((field) => field.name === name);
		expect([name, found.length]).not.toEqual([name, 0]);
		return found;
	};

	it('a country that was chosen, for a wrong one pays for checks of strangers', () => {
		for (const { required, default: value } of fields('defaultCountry')) {
			expect([required, value]).toEqual([true, '']);
		}
	});

	it('the name of a field, not its value, however it is dragged', () => {
		for (const field of fields('phoneField')) expect(field.requiresDataPath).toBe('single');
	});

	it.each([
		['App Code', 'appCode'],
		['Numbers', 'numbers'],
	])('no %s, which n8n shows for every expression in the field above it', (_, name) => {
		for (const { required } of fields(name)) expect(required).toBeUndefined();
	});

	it('a password that is hidden', () => {
		const password = new IhmjcApi().properties.find(({ name }) => name === 'password');
		expect(password?.typeOptions).toEqual({ password: true });
	});
});
