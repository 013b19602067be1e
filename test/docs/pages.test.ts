import { APPS } from '../../nodes/Ihmjc/apps/apps';
import { Ihmjc } from '../../nodes/Ihmjc/Ihmjc.node';
import manifest from '../../package.json';
import { NEWEST_N8N, OLDEST_N8N } from '../../tools/editor/versions';
import { operations } from '../helpers/operations';
import { arrowsList } from './arrows';
import { examples } from './examples';
import { expectPage, readPage } from './expectPage';
import { type Blocks, blocksOf, fillPage } from './fillPage';
import { numberTables } from './numberTables';
import { outputSchemas } from './outputSchemas';
import { parameterLists } from './parameterLists';

const PAGES = [
	'README.md',
	'ARCHITECTURE.md',
	'docs/operations.md',
	'docs/apps.md',
	'docs/troubleshooting.md',
];

let blocks: Blocks;

beforeAll(async () => {
	blocks = {
		...parameterLists(),
		...numberTables(),
		arrows: arrowsList(),
		...(await examples()),
	};
});

it.each(PAGES)('keeps %s in line with the node', async (page) => {
	expectPage(page, await fillPage(readPage(page), blocks));
});

it("keeps the schemas of every operation's items in line with the node", () => {
	for (const [file, schema] of outputSchemas(blocks)) expectPage(file, schema);
});

it('shows every table and every example on one of the pages', () => {
	const shown = PAGES.flatMap((page) => blocksOf(readPage(page)));
	const missing = Object.keys(blocks).filter((name) => !shown.includes(name));
	expect(missing).toEqual([]);
});

it.each(operations)('has a section with an example of $name in docs/operations.md', ({ name }) => {
	const [, ...sections] = readPage('docs/operations.md').split(/^## /m);
	const section = sections.find((each) => each.startsWith(`${name}\n`)) ?? '';
	expect(section).toMatch(/^<!-- generated: example of /m);
});

it('names the versions of n8n that are tested', () => {
	expect(readPage('README.md')).toContain(`Tested on n8n ${NEWEST_N8N} and ${OLDEST_N8N},`);
	expect(readPage('docs/workflows.md')).toContain(`run on n8n ${NEWEST_N8N} against`);
	expect(manifest.devDependencies['n8n-core']).toBe(NEWEST_N8N);
});

it('names the same number of apps everywhere', () => {
	const others = `${APPS.length - 2} other apps`;
	expect(manifest.description).toContain(others);
	expect(new Ihmjc().description.description).toContain(others);
	expect(readPage('README.md')).toContain(`[${others}]`);
});
