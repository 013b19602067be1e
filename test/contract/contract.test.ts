/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import type { IDataObject } from 'n8n-workflow';

import { IhmjcApi } from '../../credentials/IhmjcApi.credentials';
import { Ihmjc } from '../../nodes/Ihmjc/Ihmjc.node';
import { IhmjcTrigger } from '../../nodes/IhmjcTrigger/IhmjcTrigger.node';
import { closeAll } from '../tools/sandbox/sandboxes';
import { contractChanges } from './contractChanges';
import { type Contract, contractOf, contractOfCredential } from './contractOf';
import { outputTypes, triggerOutputTypes } from './outputTypes';

/**
 * The contract of every published version of a node is recorded in this folder and never changes.
 * UPDATE_CONTRACT=1 records additions. It never removes anything.
 */
const CONTRACTS: Array<[file: string, current: () => Promise<Contract>]> = [
	['ihmjc.v1.json', async () => ({ ...contractOf(new Ihmjc(), 1), outputs: await outputTypes() })],
	[
		'ihmjcTrigger.v1.json',
		async () => ({ ...contractOf(new IhmjcTrigger(), 1), outputs: await triggerOutputTypes() }),
	],
	['ihmjcApi.json', async () => contractOfCredential(new IhmjcApi())],
];

const fileOf = (name: string) => path.join(__dirname, name);

const NOTHING: Contract = { parameters: {} };

function recorded(name: string): Contract {
	return existsSync(fileOf(name))
		? (JSON.parse(readFileSync(fileOf(name), 'utf8')) as Contract)
		: NOTHING;
}

/** JSON with one line per entry, so that a diff shows one line per change. */
function written(contract: Contract): string {
	const sections = Object.entries(contract).map(([name, section]) => {
		const lines = Object.entries(section as IDataObject).map(
			([key, value]) => `    ${JSON.stringify(key)}: ${JSON.stringify(value)}`,
		);
		return `  ${JSON.stringify(name)}: {\n${lines.join(',\n')}\n  }`;
	});
	return `{\n${sections.join(',\n')}\n}\n`;
}

const listed = (lines: string[]) => lines.map((line) => `\n  - ${line}`).join('');

/** Until the first release, no saved workflow relies on a name. Set this with that release. */
const IS_PUBLISHED = false;

afterEach(closeAll);

it.each(CONTRACTS)('keeps the contract of %s', async (name, current) => {
	const contract = await current();
	const { broken, added } = contractChanges(recorded(name), contract);
	if (broken.length > 0 && (IS_PUBLISHED || !process.env.UPDATE_CONTRACT)) {
		throw new Error(
			`Saved workflows rely on the contract in test/contract/${name}, which has changed:${listed(broken)}\n` +
				'Undo the change, or add a new version of the node and keep the old one: ' +
				'see CONTRIBUTING.md.',
		);
	}
	if (broken.length + added.length === 0) return;
	if (process.env.UPDATE_CONTRACT) {
		writeFileSync(fileOf(name), written(contract));
		return;
	}
	throw new Error(
		`Not recorded in test/contract/${name} yet:${listed(added)}\n` +
			'Record these additions with UPDATE_CONTRACT=1 npx jest test/contract. After that, they must not change.',
	);
});

it('records the contract of every version of a node', () => {
	const names = [new Ihmjc(), new IhmjcTrigger()].flatMap(({ description: { name, version } }) =>
		[version].flat().map((each) => `${name}.v${each}.json`),
	);
	expect(CONTRACTS.map(([name]) => name)).toEqual(expect.arrayContaining(names));
});
