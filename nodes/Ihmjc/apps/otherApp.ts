import type { App } from './apps';

/** An app that is known by its code alone. */
export const otherApp = (code: string): App => ({
	slug: 'other',
	name: `App ${code}`,
	vendorName: code,
	code,
});
