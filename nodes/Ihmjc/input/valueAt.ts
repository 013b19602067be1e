import type { IDataObject } from 'n8n-workflow';

import { visibleText } from '../numbers/asciiText';

const owns = (object: unknown, key: string): object is Record<string, unknown> =>
	typeof object === 'object' && object !== null && Object.hasOwn(object, key);

/** `a.b[0].c` and `a["b c"]`, as n8n writes a path when a field is dragged. */
const STEP = /[^.[\]]+|\[\s*(?:"([^"]*)"|'([^']*)'|(\d+))\s*\]/g;

/**
 * Makes a function that reads a field of a row: the row's own key of that name first, where invisible characters and
 * spaces around a CSV file's header don't matter; then the name as a path. Only what a row itself holds is found, never
 * what JavaScript adds to every object. `undefined` if the row has no such field.
 */
export function valueAt(path: string): (row: IDataObject) => unknown {
	const name = visibleText(path);
	const keys = [...name.matchAll(STEP)].map(
		([step, double, single, index]) => double ?? single ?? index ?? step.trim(),
	);
	// Rows of one table have the same headers, so each is looked at once.
	let header = path;
	const otherHeaders = new Set<string>();
	const isHeader = (key: string) => {
		if (otherHeaders.has(key)) return false;
		if (visibleText(key) === name) return true;
		otherHeaders.add(key);
		return false;
	};
	return (row) => {
		if (Object.hasOwn(row, path)) return row[path];
		if (Object.hasOwn(row, header)) return row[header];
		const found = Object.keys(row).find(isHeader);
		if (found !== undefined) {
			header = found;
			return row[found];
		}
		let value: unknown = keys.length > 0 ? row : undefined;
		for (const key of keys) {
			if (!owns(value, key)) return undefined;
			value = value[key];
		}
		return value;
	};
}
