import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

import { type Editor, OWNER } from '../../../tools/editor/openEditor';

/** A page of the editor with the list of workflows, signed in as the owner. */
export async function signedInPage(
	browser: Browser,
	{ n8n }: Editor,
	options: BrowserContextOptions,
): Promise<Page> {
	const page = await browser.newPage(options);
	page.setDefaultTimeout(20_000);
	await page.goto(`${n8n.url}/signin`);
	await page.locator('input[name="emailOrLdapLoginId"]').fill(OWNER.email);
	await page.locator('input[name="password"]').fill(OWNER.password);
	await page.keyboard.press('Enter');
	await page.getByText('Ihmjc: check numbers').first().waitFor();
	return page;
}
