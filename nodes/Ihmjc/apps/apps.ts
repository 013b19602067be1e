import table from './apps.json';

/** An app that Ihmjc can check numbers for. */
export interface App {
	/** The value saved in workflows. It never changes, even if the vendor changes names or codes. */
	slug: string;
	/** The name people know. */
	name: string;
	/** The name in the interface document, section 1.1. */
	vendorName: string;
	/** The `type` of an upload. */
	code: string;
}

/**
 * The 48 apps of the interface document, section 1.1, sorted by name. The codes are exact copies, although those of Magicbricks and
 * Flipkart are shorter than the others and look mistyped. If the vendor changes a code, users can enter it with "Other (Enter Code)".
 */
export const APPS: readonly App[] = table;

const key = (text: string) => text.trim().toLowerCase();

let byKey: Map<string, App> | undefined;

/** Indexes apps by every name they have. If two apps share a name, the slug wins, then name, vendor's name, code and label. */
function index(): Map<string, App> {
	const map = new Map<string, App>();
	const names = ['slug', 'name', 'vendorName', 'code'] as const;
	for (const nameOf of [...names.map((name) => (app: App) => app[name]), appLabel]) {
		for (const app of APPS) {
			if (!map.has(key(nameOf(app)))) map.set(key(nameOf(app)), app);
		}
	}
	return map;
}

/** Finds an app by slug, name, vendor's name, code or label, in any case. */
export function findApp(text: string): App | undefined {
	byKey ??= index();
	return byKey.get(key(text));
}

/** Makes an app from its code, which is also its slug in results. */
export const otherApp = (code: string): App => ({
	slug: code,
	name: `App ${code}`,
	vendorName: code,
	code,
});

/** The value of the menu entry that asks for a code. */
export const OTHER_APP = 'other';

/** The app's name in the menu, with the vendor's own name where it differs. */
export const appLabel = ({ name, vendorName }: App): string =>
	name.toLowerCase() === vendorName.toLowerCase() ? name : `${name} (${vendorName})`;

/** The menu of apps. Its last entry is for apps that the table doesn't have. */
export const appOptions = [
	...APPS.map((app) => ({ name: appLabel(app), value: app.slug })),
	{ name: 'Other (Enter Code)', value: OTHER_APP },
];
