import { APPS, type App } from './apps';

/** The value of the menu entry that asks for a code. */
export const OTHER_APP = 'other';

/** The name in the menu: the one people know, and the vendor's own where it differs. */
export const appLabel = ({ name, vendorName }: App): string =>
	name.toLowerCase() === vendorName.toLowerCase() ? name : `${name} (${vendorName})`;

/** The menu of apps, with the way out for an app that the table doesn't have. */
export const appOptions = [
	...APPS.map((app) => ({ name: appLabel(app), value: app.slug })),
	{ name: 'Other (Enter Code)', value: OTHER_APP },
];
