import type { App } from './apps';

/** An app that is known by its code alone, which stands for it in results too. */
export const otherApp = (code: string): App => ({
	slug: code,
	name: `App ${code}`,
	vendorName: code,
	code,
});
