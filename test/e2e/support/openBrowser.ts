import { chromium, selectors, type Browser } from 'playwright-core';

import { findProgram } from './programs';

/** A headless browser that makes no requests of its own. */
export async function openBrowser(): Promise<Browser> {
	selectors.setTestIdAttribute('data-test-id');
	return await chromium.launch({
		executablePath: findProgram('chromium'),
		args: [
			// Chromium's sandbox doesn't work for root, which continuous integration often uses.
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
