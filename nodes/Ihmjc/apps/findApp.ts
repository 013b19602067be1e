import { APPS, type App } from './apps';

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
