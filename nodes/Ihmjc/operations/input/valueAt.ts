import type { IDataObject } from 'n8n-workflow';

const owns = (object: unknown, key: string): object is Record<string, unknown> =>
	typeof object === 'object' && object !== null && Object.hasOwn(object, key);

/** `a.b[0].c` and `a["b c"]`, as n8n writes a path when a field is dragged. */
const STEP = /[^.[\]]+|\[\s*(?:"([^"]*)"|'([^']*)'|(\d+))\s*\]/g;

/**
 * Gives a function that reads a field of a row: the row's own key of that name first, with the spaces around it and
 * then without, for a CSV file's header may have some; then the name as a path. Only what a row itself holds is
 * found, never what JavaScript adds to every object. `undefined` when there is no such field.
 */
export function valueAt(path: string): (row: IDataObject) => unknown {
	const keys = [...path.trim().matchAll(STEP)].map(
		([step, double, single, index]) => double ?? single ?? index ?? step.trim(),
	);
	const names = [path, path.trim()];
	return (row) => {
		for (const name of names) if (Object.hasOwn(row, name)) return row[name];
		let value: unknown = row;
		for (const key of keys) {
			if (!owns(value, key)) return undefined;
			value = value[key];
		}
		return value;
	};
}
