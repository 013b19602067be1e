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
 * Every version of a node that people have has its contract in a file beside this one, and keeps it for ever.
 * UPDATE_CONTRACT=1 records what is new; it never takes anything out.
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

/** As JSON with a line for each thing, so that a difference shows as one line. */
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

afterEach(closeAll);

it.each(CONTRACTS)('what is in %s is still so', async (name, current) => {
	const contract = await current();
	const { broken, added } = contractChanges(recorded(name), contract);
	if (broken.length > 0) {
		throw new Error(
			`Saved workflows rely on what is in test/contract/${name}, and it has changed:${listed(broken)}\n` +
				'Undo that, or make it a new version of the node and leave the old one as it is: ' +
				'see "Versioning" in CONTRIBUTING.md.',
		);
	}
	if (added.length === 0) return;
	if (process.env.UPDATE_CONTRACT) {
		writeFileSync(fileOf(name), written(contract));
		return;
	}
	throw new Error(
		`Not in test/contract/${name} yet:${listed(added)}\n` +
			'To add is fine. Record it, for from then on it must stay: UPDATE_CONTRACT=1 npx jest test/contract',
	);
});

it('every version of a node is recorded', () => {
	const names = [new Ihmjc(), new IhmjcTrigger()].flatMap(({ description: { name, version } }) =>
		[version].flat().map((each) => `${name}.v${each}.json`),
	);
	expect(CONTRACTS.map(([name]) => name)).toEqual(expect.arrayContaining(names));
});
