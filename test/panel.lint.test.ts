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

/** Writes a description as a literal, because n8n's rules read no calls, and returns that as the file of the node. */
function fileOf(name: string, description: INodeTypeDescription): [name: string, source: string] {
	const literal = JSON.stringify(description, null, '\t').replace(/"([a-z]\w*)":/gi, '$1:');
	const source = [
		"import type { INodeType, INodeTypeDescription } from 'n8n-workflow';",
		`export class ${name} implements INodeType {`,
		`description: INodeTypeDescription = ${literal};`,
		'}',
	].join('\n');
	return [`nodes/${name}/${name}.node.ts`, source];
}

/** Lints files in a process of their own, because Jest can't load n8n's configuration. */
function lint(files: Array<[name: string, source: string]>): string[][] {
	const { stdout, stderr } = spawnSync(
		process.execPath,
		[path.join(__dirname, 'helpers/lintTexts.js')],
		{
			cwd: path.join(__dirname, '..'),
			// In a test, n8n's plugin takes the name of the file for another one.
			env: { ...process.env, NODE_ENV: '' },
			input: JSON.stringify(files),
			encoding: 'utf8',
		},
	);
	if (stdout === '') throw new Error(stderr);
	return JSON.parse(stdout) as string[][];
}

const unexpected = (messages: string[]) =>
	messages.filter((message) => !ON_PURPOSE.some((pattern) => pattern.test(message)));

it("keeps n8n's rules for parameters in the whole description of a node", () => {
	const { description } = new Ihmjc();
	const properties = description.properties.map((field) => ({ ...field, description: 'Ends.' }));
	const [ihmjc, trigger, spoiled] = lint([
		fileOf('Ihmjc', description),
		fileOf('IhmjcTrigger', new IhmjcTrigger().description),
		fileOf('Ihmjc', { ...description, properties }),
	]);
	expect(unexpected(ihmjc)).toEqual([]);
	expect(unexpected(trigger)).toEqual([]);
	// Otherwise nothing was checked.
	expect(unexpected(spoiled)).not.toEqual([]);
});
