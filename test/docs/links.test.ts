/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';

import manifest from '../../package.json';
import { projectFolder } from '../../tools/editor/projectFolder';
import { readPage } from './expectPage';
import { markdownPage } from './markdownPage';

/** What isn't the project's own. */
const FOREIGN = /^(node_modules|dist|coverage|\.(?!ci|github))/;

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

/** Where the project lives. What a page links to there is looked for here. */
const HOME = 'https://github.com/ihmjc/n8n-nodes-ihmjc';

/** What is wrong with a link of a page; `undefined` if nothing is, or it leads elsewhere. */
function problemOf(page: string, link: string): string | undefined {
	const local = link.startsWith(`${HOME}#`) ? link.replace(HOME, '/README.md') : link;
	if (/^[a-z]+:/.test(local)) return undefined;
	const [target, anchor] = decodeURI(local).split('#');
	const file = target.startsWith('/') ? target.slice(1) : path.join(path.dirname(page), target);
	const found = target === '' ? page : file;
	if (!existsSync(path.join(projectFolder, found))) return `${link}: there is no such file`;
	if (anchor === undefined) return undefined;
	if (statSync(path.join(projectFolder, found)).isDirectory()) {
		return `${link}: a folder has no headings`;
	}
	return markdownPage(readPage(found)).anchors.includes(anchor)
		? undefined
		: `${link}: there is no such heading`;
}

describe.each(PAGES)('%s', (page) => {
	const text = readPage(page);
	const { links, code } = markdownPage(text);

	it('links to what is there', () => {
		expect(links.map((link) => problemOf(page, link)).filter(Boolean)).toEqual([]);
	});

	it('names files that are there', () => {
		const named = code.filter((each) => /^[\w./-]+\.(ts|js|json|mjs|svg)$/.test(each));
		const missing = named.filter(
			(name) => !FILES.some((file) => `/${file}`.endsWith(`/${name.replace(/^\//, '')}`)),
		);
		expect(missing).toEqual([]);
	});

	it('imports what is there', () => {
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

	it('names scripts that are there', () => {
		const named = [...text.matchAll(/\bnpm run ([\w:]+)/g)].map(([, script]) => script);
		expect(Object.keys(manifest.scripts)).toEqual(expect.arrayContaining(named));
	});
});
