/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';

import manifest from '../../package.json';
import { projectFolder } from '../../tools/editor/projectFolder';
import { readPage } from './expectPage';
import { markdownPage } from './markdownPage';

/** Folders that don't belong to the project. */
const FOREIGN = /^(node_modules|dist|release|coverage|\.(?!ci|github))/;

function* filesIn(folder = ''): Generator<string> {
	for (const entry of readdirSync(path.join(projectFolder, folder), { withFileTypes: true })) {
		if (entry.isDirectory() && FOREIGN.test(entry.name)) continue;
		const file = path.join(folder, entry.name);
		if (entry.isDirectory()) yield* filesIn(file);
		else yield file;
	}
}

const FILES = [...filesIn()];
const PAGES = FILES.filter((file) => file.endsWith('.md'));

/** The project's address. Links to it are checked against the local files. */
const HOME = 'https://github.com/ihmjc/n8n-nodes-ihmjc';

const localLink = (link: string): string =>
	link.replace(`${HOME}/blob/main/`, '/').replace(`${HOME}#`, '/README.md#');

/** Describes what is wrong with a link. `undefined` if the link is right or leads to another site. */
function problemOf(page: string, link: string): string | undefined {
	const local = localLink(link);
	if (/^[a-z]+:/.test(local)) return undefined;
	const [target, anchor] = decodeURI(local).split('#');
	const file = target.startsWith('/') ? target.slice(1) : path.join(path.dirname(page), target);
	const found = target === '' ? page : file;
	if (!existsSync(path.join(projectFolder, found))) return `${link}: file is missing`;
	if (anchor === undefined) return undefined;
	if (statSync(path.join(projectFolder, found)).isDirectory()) {
		return `${link}: a folder has no headings`;
	}
	return markdownPage(readPage(found)).anchors.includes(anchor)
		? undefined
		: `${link}: heading is missing`;
}

it('has only links that work in nodes and credentials', () => {
	const links = FILES.filter((file) => /^(?:nodes|credentials)\/.*\.(?:ts|json)$/.test(file))
		.flatMap((file) => readPage(file).match(/https:\/\/[^'"\s]+/g) ?? [])
		// GitHub's own name for the whole page.
		.filter((link) => link !== `${HOME}#readme`);
	expect(links.filter((link) => localLink(link) !== link).length).toBeGreaterThan(3);
	expect(links.map((link) => problemOf('', link)).filter(Boolean)).toEqual([]);
});

describe.each(PAGES)('%s', (page) => {
	const text = readPage(page);
	const { links, code } = markdownPage(text);

	it('has only links that work', () => {
		expect(links.map((link) => problemOf(page, link)).filter(Boolean)).toEqual([]);
	});

	it('names only files that exist', () => {
		const named = code.filter((each) => /^[\w./-]+\.(ts|js|json|mjs|svg)$/.test(each));
		const missing = named.filter(
			(name) => !FILES.some((file) => `/${file}`.endsWith(`/${name.replace(/^\//, '')}`)),
		);
		expect(missing).toEqual([]);
	});

	it('imports only names that exist', () => {
		const imports = [...text.matchAll(/^import (?:type )?\{ ([^}]+) \} from '\.\.?\/([^']+)';$/gm)];
		const missing = imports.flatMap(([, names, module]) => {
			const file = FILES.find((each) => each.endsWith(`/${module}.ts`));
			const exported = file === undefined ? '' : readPage(file);
			return names
				.split(', ')
				.filter((name) => !new RegExp(`^export .*\\b${name}\\b`, 'm').test(exported))
				.map((name) => `${name} from ${module}`);
		});
		expect(missing).toEqual([]);
	});

	it('names only npm scripts that exist', () => {
		const named = [...text.matchAll(/\bnpm run ([\w:]+)/g)].map(([, script]) => script);
		expect(Object.keys(manifest.scripts)).toEqual(expect.arrayContaining(named));
	});
});
