/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports */
import path from 'node:path';

import type { Page } from 'playwright-core';

import { projectFolder } from '../../../tools/editor/projectFolder';
import { workFolder } from './workFolder';

/** With UPDATE_IMAGES, the pictures in the docs are created again. */
const imageFolder = () =>
	process.env.UPDATE_IMAGES ? path.join(projectFolder, 'docs', 'images') : workFolder();

/** Takes pictures of the page in both color schemes. */
export async function shoot(page: Page, name: string): Promise<void> {
	for (const colorScheme of ['light', 'dark'] as const) {
		await page.emulateMedia({ colorScheme });
		await page.mouse.move(720, 2);
		await page.waitForTimeout(500);
		await page.screenshot({
			path: path.join(imageFolder(), `${name}-${colorScheme}.png`),
			style: '.el-notification { display: none !important; }',
		});
	}
	await page.emulateMedia({ colorScheme: 'light' });
}
