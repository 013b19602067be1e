/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { Ihmjc } from '../nodes/Ihmjc/Ihmjc.node';
import { IhmjcTrigger } from '../nodes/IhmjcTrigger/IhmjcTrigger.node';
import { projectFolder } from '../tools/editor/projectFolder';

const json = (file: string) => JSON.parse(readFileSync(join(projectFolder, file), 'utf8'));
const manifest = json('package.json');

describe('package.json', () => {
	it("meets n8n Cloud's requirements for community nodes", () => {
		expect(manifest).toMatchObject({
			name: 'n8n-nodes-ihmjc',
			license: 'MIT',
			keywords: expect.arrayContaining(['n8n-community-node-package']),
			n8n: {
				strict: true,
				nodes: ['dist/nodes/Ihmjc/Ihmjc.node.js', 'dist/nodes/IhmjcTrigger/IhmjcTrigger.node.js'],
				credentials: ['dist/credentials/IhmjcApi.credentials.js'],
			},
			main: 'index.js',
		});
		expect(manifest.dependencies).toBeUndefined();
		expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
		expect(manifest.files).toEqual(['CHANGELOG.md', 'dist', 'index.js', 'THIRD-PARTY-NOTICES.txt']);
	});

	it('requires a provenance statement to publish', () => {
		expect(manifest.publishConfig).toEqual({ access: 'public', provenance: true });
	});

	it('has no script that npm runs when installing', () => {
		const lifecycle = /^(pre|post)?(install|prepare|pack|publish)$|^prepublishOnly$/;
		expect(Object.keys(manifest.scripts).filter((name) => lifecycle.test(name))).toEqual([]);
	});
});

describe.each([
	['Ihmjc', Ihmjc],
	['IhmjcTrigger', IhmjcTrigger],
])('the codex file of %s', (name, Node) => {
	const codex = json(`nodes/${name}/${name}.node.json`);

	it('names the node', () => {
		expect(codex.node).toBe(`${manifest.name}.${new Node().description.name}`);
	});

	it("uses only categories of n8n's own nodes", () => {
		const known = [
			'Analytics',
			'Communication',
			'Data & Storage',
			'Development',
			'Finance & Accounting',
			'Marketing',
			'Miscellaneous',
			'Productivity',
			'Sales',
			'Utility',
		];
		expect(known).toEqual(expect.arrayContaining(codex.categories));
	});
});
