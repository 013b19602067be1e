/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import path from 'node:path';

import type { Browser } from 'playwright-core';

import { NEWEST_N8N } from '../../../tools/editor/versions';
import { pairs, ROWS } from '../support/durable';
import { openBrowser } from '../support/openBrowser';
import { OWNER } from '../support/secrets';
import { TestN8n } from '../support/TestN8n';
import { until } from '../support/until';
import { workFolder } from '../support/workFolder';
import { chain, ihmjc } from '../support/workflows';
import { record } from './cases';

describe(`a wait in the database, in the editor of n8n ${NEWEST_N8N}`, () => {
	let n8n: TestN8n;
	let browser: Browser;

	beforeAll(async () => {
		n8n = await TestN8n.start({ version: NEWEST_N8N });
		browser = await openBrowser();
	}, 300_000);

	afterAll(async () => {
		await browser?.close();
		await n8n?.stop();
	}, 60_000);

	test('the canvas shows what is waited for, then the result and what follows', async () => {
		const service = await n8n.service({ jobSeconds: 70 });
		const check = ihmjc(service, 'check', { options: { waitIn: 'database' } });
		const workflow = chain(ROWS, check, pairs());
		workflow.nodes.forEach((node, index) => (node.position = [index * 300, 0]));
		const { id } = await n8n.client.createWorkflow(workflow);
		const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
		page.setDefaultTimeout(30_000);
		await page.goto(`${n8n.client.url}/signin`);
		await page.locator('input[name="emailOrLdapLoginId"]').fill(OWNER.email);
		await page.locator('input[name="password"]').fill(OWNER.password);
		await page.keyboard.press('Enter');
		await page.waitForURL((url) => !url.pathname.includes('signin'));
		await page.goto(`${n8n.client.url}/workflow/${id}`);

		const nodeOnCanvas = (name: string) =>
			page.getByTestId('canvas-node').filter({ hasText: name }).first();
		await nodeOnCanvas('check').waitFor();
		// As any node, it has one output.
		expect(await nodeOnCanvas('check').getByTestId('canvas-node-output-handle').count()).toBe(1);

		await page.getByTestId('execute-workflow-button').click();
		const status = async () => (await n8n.client.executions({ workflowId: id })).at(-1)?.status;
		await until(async () => (await status()) === 'waiting', 30);
		await page.screenshot({ path: path.join(workFolder(), 'waiting.png') });
		for (const name of ['check', 'Pairs']) {
			await nodeOnCanvas(name)
				.getByTestId('canvas-node-status-success')
				.first()
				.waitFor({ timeout: 200_000 });
		}
		await page.screenshot({ path: path.join(workFolder(), 'result.png') });
		await nodeOnCanvas('Pairs').dblclick();
		await page.getByTestId('ndv-input-panel').getByText(`${ROWS.length} items`).first().waitFor();
		record(
			`${NEWEST_N8N}, one process`,
			'started by hand in the editor, seen in a browser',
			'the canvas shows the node at work, then its result and what follows',
		);
	}, 400_000);
});
