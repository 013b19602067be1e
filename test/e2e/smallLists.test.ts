/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import path from 'node:path';

import type { IDataObject } from 'n8n-workflow';
import type { Browser, Page } from 'playwright-core';

import { N8nClient, type SavedCredential } from '../../tools/editor/N8nClient';
import { ihmjcNode, node } from '../../tools/editor/node';
import { type Editor, openEditor, OWNER } from '../../tools/editor/openEditor';
import { NEWEST_N8N } from '../../tools/editor/versions';
import preview from '../../nodes/Ihmjc/__schema__/v1.0.0/detection/preview.json';
import { openBrowser } from './support/openBrowser';
import { shoot } from './support/shoot';
import { signedInPage } from './support/signedInPage';
import { workFolder } from './support/workFolder';
import { chain } from './support/workflows';

const ROWS = [
	{ name: 'Ada', phone: '+1 415 555 0100' },
	{ name: 'Boris', phone: '+1 (415) 555-0101' },
	{ name: 'Ivo', phone: 'call me maybe' },
	{ name: 'Dora', phone: '+44 7700 900456' },
	{ name: 'Ada, again', phone: '14155550100' },
];
const MIN_NUMBERS = 2;

describe(`small lists in the editor of n8n ${NEWEST_N8N}`, () => {
	let editor: Editor;
	let client: N8nClient;
	let credential: SavedCredential;
	let browser: Browser;
	let page: Page;

	beforeAll(async () => {
		editor = await openEditor(() => {}, { folder: path.join(workFolder(), 'small-lists') });
		client = new N8nClient(editor.n8n.url);
		await client.signIn(OWNER);
		[credential] = await client.credentials();
		browser = await openBrowser();
		page = await signedInPage(browser, editor, {
			viewport: { width: 1440, height: 900 },
			deviceScaleFactor: 1.5,
		});
	}, 300_000);

	afterAll(async () => {
		await page?.screenshot({ path: path.join(workFolder(), 'last-small-lists.png') });
		await browser?.close();
		await editor?.close();
	}, 60_000);

	const nodeOnCanvas = (name: string) =>
		page.getByTestId('canvas-node').filter({ hasText: name }).first();

	/** Opens a new workflow: the rows, an Ihmjc node, and a node after it. */
	const openWorkflow = async (operation: string, name: string, options: IDataObject) => {
		const parameters = { defaultCountry: 'none', options };
		const place = (x: number) => ({ position: [x, 0] as [number, number] });
		const workflow = chain(
			ROWS,
			ihmjcNode(credential, operation, parameters, { name, ...place(240) }),
			node('noOp', 'Next', {}, place(480)),
		);
		const { id } = await client.createWorkflow({ ...workflow, name });
		await page.goto(`${editor.n8n.url}/workflow/${id}`);
		await nodeOnCanvas(name).waitFor();
	};

	const runNode = async (name: string) => {
		await nodeOnCanvas(name).dblclick();
		await page.getByTestId('node-execute-button').click();
		const output = page.getByTestId('output-panel');
		await output.getByText(`${ROWS.length} items`).first().waitFor();
		await page.getByTestId('ndv-input-panel').getByText('Table', { exact: true }).click();
		return output;
	};

	test('shows the fields of both kinds of Preview before a run', async () => {
		await openWorkflow('preview', 'Preview', { return: 'rows' });
		await nodeOnCanvas('Next').dblclick();
		const input = page.getByTestId('ndv-input-panel');
		for (const key of Object.keys(preview.properties)) {
			await input.getByText(key, { exact: true }).first().waitFor();
		}
		expect(Object.keys(preview.properties)).toEqual(
			expect.arrayContaining(['numbers', 'action', 'ihmjcNumber', 'ihmjcAction']),
		);
		await page.keyboard.press('Escape');
	});

	test('shows what Preview says of each row', async () => {
		await openWorkflow('preview', 'Preview', { return: 'rows', minNumbers: MIN_NUMBERS });
		const output = await runNode('Preview');
		for (const action of ['send', 'hold', 'skip']) {
			await output.getByText(action, { exact: true }).first().waitFor();
		}
		await output.getByText('Held: GB 1 of 2.').first().waitFor();
		await output.getByText('ihmjcAction', { exact: true }).first().scrollIntoViewIfNeeded();
		await shoot(page, 'previewed-rows');
		expect(editor.sandbox.uploads).toEqual([]);
	});

	test('shows a held list', async () => {
		await openWorkflow('check', 'Check Numbers', { minNumbers: MIN_NUMBERS });
		const output = await runNode('Check Numbers');
		await output.getByText('held', { exact: true }).first().waitFor();
		await output.getByText('Held: GB 1 of 2.').first().waitFor();
		await shoot(page, 'held-list');
		expect(editor.sandbox.uploads.map(({ country }) => country)).toEqual(['US']);
	});
});
