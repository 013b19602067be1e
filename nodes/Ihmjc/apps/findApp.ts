import { type App, APPS } from './apps';

const key = (text: string) => text.trim().toLowerCase();

let byKey: Map<string, App> | undefined;

/** Every way to say an app, in the order in which they win: slug, name, vendor's name, code. */
function index(): Map<string, App> {
	const map = new Map<string, App>();
	for (const property of ['slug', 'name', 'vendorName', 'code'] as const) {
		for (const app of APPS) {
			if (!map.has(key(app[property]))) map.set(key(app[property]), app);
		}
	}
	return map;
}

/** The app that a slug, name, vendor's name or code means, in any case. */
export function findApp(text: string): App | undefined {
	byKey ??= index();
	return byKey.get(key(text));
}

/** An app that is known by its code alone, which stands for it in results too. */
export const otherApp = (code: string): App => ({
	slug: code,
	name: `App ${code}`,
	vendorName: code,
	code,
});

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
