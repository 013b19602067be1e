import type { INodeProperties } from 'n8n-workflow';

import { appOptions, OTHER_APP } from '../apps/apps';
import { COUNTRIES } from '../numbers/countries';
import { choiceField, type Field, forTool, listField, numberField, textField } from '../run/fields';
import { readParameter } from '../run/readOption';
import type { Run } from '../run/Run';

const countryOptions = [
	{ name: 'None: Numbers Include the Country Code', value: 'none' },
	...COUNTRIES.map(({ code, name, callingCode }) => ({
		name: `${name} (+${callingCode})`,
		value: code,
	})),
];

const sourceField = choiceField('source', 'Source', {
	choices: {
		binary: ['File', 'A text file with one number per line'],
		items: ['Items', 'A field of each input item'],
		text: ['Text', 'Numbers that you type or paste here'],
	},
	default: 'items',
	description: 'Where the numbers come from',
});

export const appField = listField('app', 'App', {
	options: appOptions,
	default: 'whatsapp',
	description: "The app to check the numbers for. Ihmjc's own name is in parentheses.",
});

export const appCodeField = textField('appCode', 'App Code', {
	// Not required, because n8n shows it for every expression in App and would then insist on it.
	default: '',
	placeholder: 'e.g. DE8E6A1F3499B973',
	description: 'The code that Ihmjc gave you for an app that is not in the list',
	displayOptions: { show: { app: [OTHER_APP] } },
});

export const additionalAppsField: INodeProperties = {
	displayName: 'Additional Apps',
	name: 'additionalApps',
	type: 'multiOptions',
	options: appOptions.filter(({ value }) => value !== OTHER_APP),
	default: [],
	description: 'More apps to check the same numbers for. Each number is charged once for each app.',
};

export const phoneFieldField = textField('phoneField', 'Phone Field', {
	required: true,
	requiresDataPath: 'single',
	default: 'phone',
	placeholder: 'e.g. phone',
	hint: 'The name of the field, not its value. You can drag it here from the input.',
	description:
		'The input field with the phone number. An expression can name a different field for each item.',
	displayOptions: { show: { source: ['items'] } },
});

export const numbersField = textField('numbers', 'Numbers', {
	typeOptions: { rows: 5 },
	// Not required, because n8n shows it for every expression in Source and would then insist on it.
	default: '',
	placeholder: 'e.g. +1 415 555 0100',
	description:
		'The phone numbers, one per line or separated by commas, | or semicolons. Those without a country code belong to the default country.',
	displayOptions: { show: { source: ['text'] } },
});

export const inputBinaryField = textField('binaryPropertyName', 'Input Binary Field', {
	required: true,
	default: 'data',
	placeholder: 'e.g. data',
	hint: "The name of the input field with the file. For CSV or Excel, add Extract From File before this node and choose Items in 'Source'.",
	description: 'The binary field with a text file of one number per line',
	displayOptions: { show: { source: ['binary'] } },
});

export const countryField = listField('defaultCountry', 'Default Country', {
	options: countryOptions,
	required: true,
	default: '',
	hint: 'If all numbers begin with + or 00, choose None',
	builderHint: {
		propertyHint:
			'Ask the user. "none" if all numbers begin with + or 00, else the two-letter code of the country of the numbers without a country code. A wrong country spends points on numbers of strangers.',
	},
	description:
		'The country of numbers without a country code. Choose it carefully, because a wrong country spends points on the numbers of strangers.',
});

const maxNumbersField = numberField('maxNumbers', 'Max Numbers', {
	default: 10000,
	description:
		'The maximum number of phone numbers to send. If there are more, nothing is sent or charged. Set to 0 for no limit.',
});

/** Fields that choose the numbers and the apps, and limit how many are sent. */
export const numberFields: INodeProperties[] = [
	appField,
	appCodeField,
	additionalAppsField,
	...forTool(sourceField, 'text'),
	phoneFieldField,
	numbersField,
	inputBinaryField,
	countryField,
	...forTool(maxNumbersField, 100),
];

export const foreignNumbersOption = choiceField('foreignNumbers', 'Foreign Numbers', {
	choices: {
		accept: [
			'Accept',
			'Read 491713920012 as a German number, even if the default country is different',
		],
		reject: ['Reject', "Skip them, because a mistyped number may be a stranger's"],
	},
	default: 'reject',
	description: 'How to handle numbers without + that only fit another country',
});

export const splitByOption = choiceField('splitBy', 'Split By', {
	choices: {
		callingCode: ['Calling Code', 'One upload for +1, with the US and Canada together'],
		country: ['Country', 'One upload for each country'],
	},
	default: 'country',
	description:
		'How to group numbers into uploads. Ihmjc takes one country per upload. Grouping by calling code makes fewer, larger uploads, which are less likely to be refused as too small.',
});

export const strictNumbersOption: Field<boolean> = {
	displayName: 'Strict Numbers',
	name: 'strictNumbers',
	type: 'boolean',
	default: false,
	description:
		'Whether to send only numbers in ranges that are in use. If off, other numbers of an ordinary length are sent too.',
};

/** The source of the numbers, the same for all items. */
export const sourceOf = (run: Run) => readParameter(run, sourceField, 0);

/** How many numbers may be sent; 0 means no limit. */
export const maxNumbers = (run: Run) => readParameter(run, maxNumbersField, 0);
