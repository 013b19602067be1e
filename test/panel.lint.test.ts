/* eslint-disable @n8n/community-nodes/no-dangerous-functions, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports */
import { spawnSync } from 'node:child_process';
import path from 'node:path';

import type { INodeTypeDescription } from 'n8n-workflow';

import { Ihmjc } from '../nodes/Ihmjc/Ihmjc.node';
import { IhmjcTrigger } from '../nodes/IhmjcTrigger/IhmjcTrigger.node';

/** What n8n's rules object to, and why it is so on purpose. */
const ON_PURPOSE = [
	// The description is written without the constant here.
	/NodeConnectionTypes/,
	// WhatsApp comes first, and "None" before the countries; operations stand in the order of their use.
	/^Alphabetize by 'name'/,
	// The names of countries, such as Tristan da Cunha.
	/^Change to title case/,
	// A user must choose the default country.
	/^Set one of none or AF or AX/,
];

interface Linted {
	messages: Array<{ ruleId: string; message: string }>;
}

/** Writes a description as a literal, because n8n's rules read no calls, and lints that as the file of the node. */
function lint(name: string, description: INodeTypeDescription): string[] {
	const literal = JSON.stringify(description, null, '\t').replace(/"([a-z]\w*)":/gi, '$1:');
	const source = [
		"import type { INodeType, INodeTypeDescription } from 'n8n-workflow';",
		`export class ${name} implements INodeType {`,
		`description: INodeTypeDescription = ${literal};`,
		'}',
	].join('\n');
	const eslint = path.join(path.dirname(require.resolve('eslint/package.json')), 'bin/eslint.js');
	const { stdout, stderr } = spawnSync(
		process.execPath,
		[eslint, '--stdin', '--stdin-filename', `nodes/${name}/${name}.node.ts`, '--format', 'json'],
		{
			cwd: path.join(__dirname, '..'),
			// In a test, n8n's plugin takes the name of the file for another one.
			env: { ...process.env, NODE_ENV: '' },
			input: source,
			encoding: 'utf8',
		},
	);
	if (stdout === '') throw new Error(stderr);
	const [{ messages }] = JSON.parse(stdout) as Linted[];
	return messages.map(({ message }) => message);
}

const unexpected = (messages: string[]) =>
	messages.filter((message) => !ON_PURPOSE.some((pattern) => pattern.test(message)));

describe("n8n's rules for the parameters of a node", () => {
	it.each([new Ihmjc(), new IhmjcTrigger()])('are kept by the whole description', (node) => {
		expect(unexpected(lint(node.constructor.name, node.description))).toEqual([]);
	});

	it('are checked', () => {
		const { description } = new Ihmjc();
		const properties = description.properties.map((field) => ({ ...field, description: 'Ends.' }));
		expect(unexpected(lint('Ihmjc', { ...description, properties }))).not.toEqual([]);
	});
});
