import { OTHER_APP } from '../apps/appOptions';
import { type App, APPS } from '../apps/apps';
import { findApp } from '../apps/findApp';
import { withoutNumbers } from '../numbers/withoutNumbers';
import { plainText } from '../plainText';
import { userError } from '../run/errors';
import type { Run } from '../run/Run';
import { chosenApp } from './chosenApp';

/** The app that an item asks for first, whose result fields have no app in their names. */
export const ownApp = (run: Run): ((item: number) => App) =>
	perItemOrOnce(run, ['app', 'appCode'], chosenApp);

export const additionalApps = (run: Run): ((item: number) => readonly App[]) =>
	perItemOrOnce(run, ['additionalApps'], readAdditionalApps);

/** All apps that an item asks for, its own first, each once. */
export function itemApps(run: Run): (item: number) => readonly App[] {
	const own = ownApp(run);
	const additional = additionalApps(run);
	let last: { app: App; more: readonly App[]; apps: readonly App[] } | undefined;
	return (item) => {
		const [app, more] = [own(item), additional(item)];
		if (last?.app !== app || last.more !== more) {
			last = { app, more, apps: uniqueApps([app, ...more]) };
		}
		return last.apps;
	};
}

export const uniqueApps = (apps: readonly App[]): App[] => [
	...new Map(apps.map((app) => [app.code, app])).values(),
];

/** @throws NodeOperationError for what is no app of the table: its slug becomes a part of field names. */
function readAdditionalApps(run: Run, itemIndex: number): readonly App[] {
	const value: unknown = run.context.getNodeParameter('additionalApps', itemIndex, []);
	const given: unknown[] = typeof value === 'string' ? value.split(',') : [value ?? ''].flat();
	return given.flatMap((each) => {
		const text = plainText(each);
		if (text === '' && typeof (each ?? '') === 'string') return [];
		const app = findApp(text);
		if (app) return [app];
		const isOther = text.toLowerCase() === OTHER_APP;
		throw userError(
			run,
			isOther
				? "'Additional Apps' can't be \"Other\""
				: `There is no app called "${withoutNumbers(text)}" in 'Additional Apps'`,
			isOther
				? "Choose apps from the list. For an app by its code, use 'App'. Nothing was sent."
				: `Choose apps from the list. By expression, give an array or a comma-separated text, such as ${APPS[0].slug}, ${APPS[1].slug}. Nothing was sent.`,
			{ itemIndex },
		);
	});
}

/** Reads parameters for every item only where the user wrote an expression. */
export function perItemOrOnce<Value>(
	run: Run,
	parameters: string[],
	read: (run: Run, item: number) => Value,
): (item: number) => Value {
	if (parameters.some((name) => run.isExpression(name))) return (item) => read(run, item);
	let once: { value: Value } | undefined;
	return () => (once ??= { value: read(run, 0) }).value;
}
