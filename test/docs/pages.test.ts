import { APPS } from '../../nodes/Ihmjc/apps/apps';
import { Ihmjc } from '../../nodes/Ihmjc/Ihmjc.node';
import manifest from '../../package.json';
import { operations } from '../helpers/missingOperations';
import { arrowsTable } from './arrows';
import { examples } from './examples';
import { expectPage, readPage } from './expectPage';
import { type Blocks, blocksOf, fillPage } from './fillPage';
import { numberTables } from './numberTables';
import { outputSchemas } from './outputSchemas';
import { parameterTables } from './parameterTables';

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
		...parameterTables(),
		...numberTables(),
		arrows: arrowsTable(),
		...(await examples()),
	};
});

it.each(PAGES)('%s says what the node says and does', async (page) => {
	expectPage(page, await fillPage(readPage(page), blocks));
});

it("the editor shows the fields of every operation's items before its first run", () => {
	for (const [file, schema] of outputSchemas(blocks)) expectPage(file, schema);
});

it('every table and every example has its mark on one of the pages', () => {
	const shown = PAGES.flatMap((page) => blocksOf(readPage(page)));
	const missing = Object.keys(blocks).filter((name) => !shown.includes(name));
	expect(missing).toEqual([]);
});

it.each(operations)('$name has a section with an example in docs/operations.md', ({ name }) => {
	const [, ...sections] = readPage('docs/operations.md').split(/^## /m);
	const section = sections.find((each) => each.startsWith(`${name}\n`)) ?? '';
	expect(section).toMatch(/^<!-- generated: example of /m);
});

it('all count the same apps', () => {
	const others = `${APPS.length - 2} other apps`;
	expect(manifest.description).toContain(others);
	expect(new Ihmjc().description.description).toContain(others);
	expect(readPage('README.md')).toContain(`[${others}]`);
});
