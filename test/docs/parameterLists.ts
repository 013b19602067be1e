import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { appLabel, APPS, OTHER_APP } from '../../nodes/Ihmjc/apps/apps';
import { Ihmjc } from '../../nodes/Ihmjc/Ihmjc.node';
import { IhmjcTrigger } from '../../nodes/IhmjcTrigger/IhmjcTrigger.node';
import { operations } from '../helpers/operations';
import type { Blocks } from './fillPage';

/** A longer list of choices is not shown, because it has its own page or needs none. */
const MAX_MENU_LENGTH = 10;

const { properties } = new Ihmjc().description;

const isOf =
	({ resource, value }: (typeof operations)[number]) =>
	({ name, displayOptions }: INodeProperties) =>
		!['resource', 'operation'].includes(name) &&
		displayOptions?.show?.resource?.includes(resource) &&
		displayOptions.show.operation?.includes(value) &&
		// The duplicate parameters of an AI agent's tool differ only in their defaults.
		!displayOptions.show['@tool'];

/**
 * The menu of operations, the parameters of the trigger, the list of apps, and for each operation one list of its
 * parameters and one of its options. Fields that an earlier operation already shows are omitted.
 */
export function parameterLists(): Blocks {
	const blocks: Blocks = {
		operations: operationsList(),
		apps: appsList(),
	};
	blocks['parameters of Ihmjc Trigger'] = listOf(new IhmjcTrigger().description.properties);
	const shown = new Set<string>();
	const add = (name: string, fields: INodeProperties[]) => {
		// The page links to the operation that has them first.
		const others = fields.filter((field) => !shown.has(describe(field)));
		for (const field of others) shown.add(describe(field));
		if (others.length > 0) blocks[name] = listOf(others);
	};
	for (const operation of operations) {
		const { name } = operation;
		const fields = properties.filter(isOf(operation));
		const collection = fields.find(({ type }) => type === 'collection');
		const isParameter = (field: INodeProperties) => field !== collection;
		add(`parameters of ${name}`, fields.filter(isParameter));
		add(`options of ${name}`, (collection?.options ?? []) as INodeProperties[]);
	}
	return blocks;
}

const operationsList = (): string =>
	operations
		.map(({ name, description = '' }) => {
			const anchor = name.toLowerCase().replaceAll(' ', '-');
			return `- [${name}](docs/operations.md#${anchor}): ${description}`;
		})
		.join('\n');

function appsList(): string {
	const rows = APPS.map((app) => [appLabel(app), app.slug, app.code]);
	const lines = [...rows, ['Other (Enter Code)', OTHER_APP, '']].map(([name, slug, code]) =>
		`${name.padEnd(32)}${slug.padEnd(20)}${code}`.trimEnd(),
	);
	return ['```text', ...lines, '```'].join('\n');
}

/** A field as the page shows it: two operations may have the same one. */
const describe = (field: INodeProperties) =>
	JSON.stringify([field.name, defaultOf(field), explained(field)]);

const listOf = (fields: INodeProperties[]): string =>
	fields
		.map((field) => {
			const about = `\`${field.name}\`, ${defaultOf(field)}`;
			return `- **${field.displayName}** (${about}): ${explained(field)}`;
		})
		.join('\n');

function defaultOf({ type, default: value, options, required }: INodeProperties): string {
	if (type === 'boolean') return value ? 'on' : 'off';
	if (value === '' || (Array.isArray(value) && value.length === 0))
		return required ? 'required' : 'empty';
	const chosen = (options as INodePropertyOptions[] | undefined)?.find(
		(option) => option.value === value,
	);
	return chosen ? chosen.name : `\`${String(value)}\``;
}

function explained({ description = '', options, hint, displayOptions }: INodeProperties): string {
	const choices = (options ?? []) as INodePropertyOptions[];
	const said = [onlyFor(displayOptions) ?? '', sentence(description), sentence(hint ?? '')];
	const lines = choices.length <= MAX_MENU_LENGTH ? choices.map(choiceLine) : [];
	return [said.filter(Boolean).join(' '), ...lines].join('\n');
}

const choiceLine = ({ name, description = '' }: INodePropertyOptions) =>
	`  - _${name}_: ${description}`;

/** The condition under which a field is shown, if any. */
function onlyFor(displayOptions: INodeProperties['displayOptions']): string | undefined {
	const { show = {}, hide = {} } = displayOptions ?? {};
	const conditions = [
		...Object.entries(show).map(([name, values]) => [name, values, 'is'] as const),
		...Object.entries(hide).map(([name, values]) => [name, values, 'is not'] as const),
	]
		.filter(([name]) => !['resource', 'operation', '@tool'].includes(name))
		.map(([name, values, word]) => {
			const field = properties.find((each) => each.name === name.replace(/^\//, ''));
			const chosen = ((field?.options ?? []) as INodePropertyOptions[])
				.filter(({ value }) => (values as unknown[] | undefined)?.includes(value))
				.map((option) => `_${option.name}_`);
			return `${field?.displayName} ${word} ${chosen.join(' or ')}`;
		});
	return conditions.length > 0 ? `Only if ${conditions.join(' and ')}.` : undefined;
}

const sentence = (text: string) => (text === '' || /[.!?]$/.test(text) ? text : `${text}.`);
