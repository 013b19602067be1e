/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import path from 'node:path';

import type { Browser, Locator, Page } from 'playwright-core';

import { Ihmjc } from '../../nodes/Ihmjc/Ihmjc.node';
import { IhmjcTrigger } from '../../nodes/IhmjcTrigger/IhmjcTrigger.node';
import { N8nClient } from '../../tools/editor/N8nClient';
import { type Editor, openEditor, OWNER } from '../../tools/editor/openEditor';
import { NEWEST_N8N } from '../../tools/editor/versions';
import { FIXTURES } from '../fixtures';
import { openBrowser } from './support/openBrowser';
import { shoot } from './support/shoot';
import { signedInPage } from './support/signedInPage';
import { until } from './support/until';
import { workFolder } from './support/workFolder';

/** Other test IDs of the form, which are not fields. */
const NO_FIELDS = ['field', 'hint', 'resource', 'operation'];

describe(`the editor of n8n ${NEWEST_N8N}`, () => {
	let editor: Editor;
	let browser: Browser;
	let page: Page;

	beforeAll(async () => {
		editor = await openEditor(() => {}, { folder: path.join(workFolder(), 'editor') });
		browser = await openBrowser();
		page = await signedInPage(browser, editor, {
			viewport: { width: 1440, height: 900 },
			deviceScaleFactor: 1.5,
		});
		await page.getByText('Ihmjc: check numbers').first().click();
		await nodeOnCanvas('Check Numbers').waitFor();
	}, 300_000);

	afterAll(async () => {
		await page?.screenshot({ path: path.join(workFolder(), 'last.png') });
		await browser?.close();
		await editor?.close();
	}, 60_000);

	const nodeOnCanvas = (name: string) =>
		page.getByTestId('canvas-node').filter({ hasText: name }).first();

	const field = (name: string) => page.getByTestId(`parameter-input-${name}`);

	const options = () => page.getByRole('option').filter({ visible: true });

	const choose = async (fieldName: string, option: string) => {
		await field(fieldName).click();
		// Descriptions of other options may have the word too.
		const name = new RegExp(`^\\s*${option}`);
		await options().filter({ hasText: name }).first().click();
	};

	const shownFields = async (): Promise<string[]> => {
		const ids = await page
			.getByTestId('node-parameters')
			.locator('[data-test-id^="parameter-input-"]')
			// The hidden fields of the Settings tab are excluded.
			.filter({ visible: true })
			.evaluateAll((all) => all.map((each) => each.getAttribute('data-test-id') ?? ''));
		const names = ids.map((id) => id.replace('parameter-input-', ''));
		return names.filter((name) => !NO_FIELDS.includes(name));
	};

	const drag = async (from: Locator, to: Locator) => {
		const middle = async (locator: Locator) => {
			const box = await locator.boundingBox();
			if (!box) throw new Error('The element to drag is missing');
			return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
		};
		const [start, end] = [await middle(from), await middle(to)];
		await page.mouse.move(start.x, start.y);
		await page.mouse.down();
		await page.mouse.move(start.x + 30, start.y + 10, { steps: 5 });
		await page.mouse.move(end.x, end.y, { steps: 20 });
		await page.mouse.up();
	};

	test.each(['ihmjc', 'whatsapp', 'phone number'])(
		'finds the node in the node panel by "%s"',
		async (words) => {
			await page.getByTestId('node-creator-plus-button').click();
			await page.getByTestId('node-creator-search-bar').fill(words);
			await page
				.getByTestId('node-creator-item-name')
				.filter({ hasText: /^\s*Ihmjc/ })
				.first()
				.waitFor();
			await page.getByText('Check which phone numbers are registered').first().waitFor();
			await page.keyboard.press('Escape');
			await page.getByTestId('node-creator-search-bar').waitFor({ state: 'hidden' });
		},
	);

	test('shows the output fields before the first run', async () => {
		await nodeOnCanvas('Is Activated?').dblclick();
		const input = page.getByTestId('ndv-input-panel');
		for (const key of ['Status', 'Number', 'UploadId', 'Reason', 'CheckedAt']) {
			await input.getByText(`ihmjc${key}`, { exact: true }).first().waitFor();
		}
		await page.keyboard.press('Escape');
		await nodeOnCanvas('Check Numbers').waitFor();
	});

	const docsLink = async () =>
		await page.getByRole('link', { name: 'Docs' }).first().getAttribute('href');

	test('says before a run that it spends points, except for what is free', async () => {
		await nodeOnCanvas('Check Numbers').dblclick();
		const hint = page.getByTestId('output-panel').getByText('Running this node spends points');
		await hint.waitFor();
		expect(await hint.textContent()).toMatch(/Preview is free.*Min Numbers/);
		await choose('operation', 'Preview');
		await hint.waitFor({ state: 'hidden' });
		await choose('operation', 'Upload');
		await hint.waitFor();
		await choose('operation', 'Check Numbers');
		await hint.waitFor();
	});

	test('links from each node to the docs about it', async () => {
		expect(await docsLink()).toBe(new Ihmjc().description.documentationUrl);
		await page.keyboard.press('Escape');
		const client = new N8nClient(editor.n8n.url);
		await client.signIn(OWNER);
		const workflows = await client.workflows();
		const open = async (part: string, node: string) => {
			const id = workflows.find(({ name }) => name.includes(part))?.id;
			await page.goto(`${editor.n8n.url}/workflow/${id}`);
			await nodeOnCanvas(node).waitFor();
		};
		await open('before the points run out', 'Balance Low');
		await nodeOnCanvas('Balance Low').dblclick();
		await page.getByTestId('node-parameters').waitFor();
		expect(await docsLink()).toBe(new IhmjcTrigger().description.documentationUrl);
		await page.keyboard.press('Escape');
		await open('check numbers', 'Check Numbers');
	});

	test('runs a workflow', async () => {
		await page.getByTestId('execute-workflow-button').click();
		await nodeOnCanvas('Not on WhatsApp')
			.getByTestId('canvas-node-status-success')
			.first()
			.waitFor();
	});

	test('shows the fields of each operation', async () => {
		await nodeOnCanvas('Check Numbers').dblclick();
		await page.getByTestId('node-parameters').waitFor();
		for (const { name, fields, calls } of FIXTURES) {
			const isOfAccount = calls[0].parameters.resource === 'account';
			await choose('resource', isOfAccount ? 'Account' : 'Detection');
			await choose('operation', name);
			// The form takes a moment to update.
			await until(async () => String(await shownFields()) === String(fields), 5).catch(() => {});
			expect([name, await shownFields()]).toEqual([name, fields]);
		}
		await choose('resource', 'Detection');
		await choose('operation', 'Check Numbers');
		await field('app').waitFor();
	});

	test('searches the list of apps', async () => {
		await field('app').click();
		await page.keyboard.type('tele');
		await options().filter({ hasText: 'WhatsApp' }).first().waitFor({ state: 'hidden' });
		expect(await options().allInnerTexts()).toEqual(['Telegram (Tg)']);
		await page.keyboard.press('Escape');
	});

	test('marks an empty required field', async () => {
		const phone = field('phoneField').locator('input').first();
		await phone.fill('');
		await phone.blur();
		await page.getByTestId('parameter-issues').first().waitFor();
	});

	test('accepts a column dragged into the phone field', async () => {
		const column = page
			.getByTestId('ndv-input-panel')
			.locator('[data-target="mappable"]')
			.filter({ hasText: /^\s*phone\s*$/ });
		await drag(column.first(), field('phoneField'));
		await page.waitForTimeout(500);
		expect(await field('phoneField').locator('input').first().inputValue()).toBe('phone');
	});

	test('shows the items and hints of a run', async () => {
		await choose('defaultCountry', 'None');
		await page.getByTestId('node-execute-button').click();
		const output = page.getByTestId('output-panel');
		// The previous result is visible until then.
		await output.getByText('Executing node').waitFor();
		await output.getByText('10 items').first().waitFor();
		await output.getByText('You will be charged again').waitFor();
		await output.getByText('activated').first().waitFor();
		await page.getByTestId('node-execute-button').getByText('Execute step').waitFor();
		await page.getByTestId('ndv-input-panel').getByText('Table', { exact: true }).click();
		await shoot(page, 'node');
	});

	test('tests the credential with the right and a wrong password', async () => {
		await page.getByTestId('credential-edit-button').click();
		const form = page.getByTestId('editCredential-modal');
		const password = form.getByTestId('parameter-input-password').locator('input');
		const isGreen = form.getByTestId('credentials-config-container-test-success');
		await isGreen.waitFor();

		await password.fill('wrong');
		await form.getByTestId('credential-save-button').click();
		await form.getByText('More details').click();
		await form.getByText('rejected the account or password').first().waitFor();

		await password.fill(editor.sandbox.password);
		await form.getByTestId('credential-save-button').click();
		await isGreen.waitFor();
	});
});
