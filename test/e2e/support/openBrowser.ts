import { chromium, selectors, type Browser } from 'playwright-core';

import { findProgram } from './programs';

/** A browser without a window that talks to nobody by itself. */
export async function openBrowser(): Promise<Browser> {
	selectors.setTestIdAttribute('data-test-id');
	return await chromium.launch({
		executablePath: findProgram('chromium'),
		args: [
			// Chromium has no sandbox for root, as whom continuous integration often runs.
			'--no-sandbox',
			'--disable-gpu',
			'--disable-quic',
			'--no-first-run',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync',
		],
	});
}
