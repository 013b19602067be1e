/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports */
import path from 'node:path';

import type { Browser, Page } from 'playwright-core';

import { N8nClient, type WorkflowFile } from '../../tools/editor/N8nClient';
import { type Editor, openEditor, OWNER } from '../../tools/editor/openEditor';
import { projectFolder } from '../../tools/editor/projectFolder';
import { NEWEST_N8N } from '../../tools/editor/versions';
import { workflowFileNames, workflowText } from '../../tools/editor/workflowFiles';
import { openBrowser } from './support/openBrowser';
import { signedInPage } from './support/signedInPage';
import { workFolder } from './support/workFolder';

/** If set, the pictures of docs/workflows.md are created again. */
const imageFolder = () =>
	process.env.UPDATE_IMAGES
		? path.join(projectFolder, 'docs', 'images', 'workflows')
		: path.join(workFolder(), 'gallery');

/** Pixels around the nodes in a picture. */
const MARGIN = 24;

/** Hides the controls that cover the canvas. */
const HIDDEN = 'button, [class*="_divider"] { visibility: hidden }';

describe(`the example workflows on the canvas of n8n ${NEWEST_N8N}`, () => {
	let editor: Editor;
	let browser: Browser;
	let page: Page;
	let ids: Map<string, string>;

	beforeAll(async () => {
		editor = await openEditor(() => {}, { folder: path.join(workFolder(), 'gallery-n8n') });
		const client = new N8nClient(editor.n8n.url);
		await client.signIn(OWNER);
		ids = new Map((await client.workflows()).map(({ name, id }) => [name, id]));
		browser = await openBrowser();
		page = await signedInPage(browser, editor, { viewport: { width: 1600, height: 1000 } });
	}, 300_000);

	afterAll(async () => {
		await browser?.close();
		await editor?.close();
	}, 60_000);

	/** The part of the page with all nodes and notes, including their names and sub-nodes. */
	const clip = async () => {
		const edges = async (selector: string) =>
			await page.locator(selector).evaluateAll((parts) => {
				const boxes = parts.map((part) => part.getBoundingClientRect());
				return {
					left: Math.min(...boxes.map(({ left }) => left)),
					top: Math.min(...boxes.map(({ top }) => top)),
					right: Math.max(...boxes.map(({ right }) => right)),
					bottom: Math.max(...boxes.map(({ bottom }) => bottom)),
				};
			});
		// The buttons above a node, which appear when the mouse is near, are excluded.
		const { left, top } = await edges('.vue-flow__node');
		const { right, bottom } = await edges('.vue-flow__node, .vue-flow__node *');
		return {
			x: left - MARGIN,
			y: top - MARGIN,
			width: right - left + 2 * MARGIN,
			height: bottom - top + 2 * MARGIN,
		};
	};

	test.each(workflowFileNames())('are complete: %s', async (fileName) => {
		const { name, nodes } = JSON.parse(workflowText(fileName)) as WorkflowFile;
		await page.goto(`${editor.n8n.url}/workflow/${ids.get(name)}`);
		for (const node of nodes) {
			if (node.type === 'n8n-nodes-base.stickyNote') continue;
			await page.getByTestId('canvas-node').filter({ hasText: node.name }).first().waitFor();
		}
		expect(await page.locator('.vue-flow__node').count()).toBe(nodes.length);
		// The editor's key for "zoom to fit".
		await page.keyboard.press('1');
		for (const colorScheme of ['light', 'dark'] as const) {
			await page.emulateMedia({ colorScheme });
			await page.waitForTimeout(700);
			const file = `${path.basename(fileName, '.json')}-${colorScheme}.png`;
			await page.screenshot({
				path: path.join(imageFolder(), file),
				clip: await clip(),
				style: HIDDEN,
			});
		}
		await page.emulateMedia({ colorScheme: 'light' });
	});
});
