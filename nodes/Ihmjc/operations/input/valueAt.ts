import type { IDataObject } from 'n8n-workflow';

const owns = (object: unknown, key: string): object is Record<string, unknown> =>
	typeof object === 'object' && object !== null && Object.hasOwn(object, key);

/** `a.b[0].c` and `a["b c"]`, as n8n writes a path when a field is dragged. */
const STEP = /[^.[\]]+|\[\s*(?:"([^"]*)"|'([^']*)'|(\d+))\s*\]/g;

/**
 * Gives a function that reads a field of a row: the row's own key of that name first, then the name as a
 * path. Only what a row itself holds is found, never what JavaScript adds to every object. `undefined` when
 * there is no such field.
 */
export function valueAt(path: string): (row: IDataObject) => unknown {
	const keys = [...path.matchAll(STEP)].map(([step, double, single, index]) =>
		(double ?? single ?? index ?? step).trim(),
	);
	return (row) => {
		if (Object.hasOwn(row, path)) return row[path];
		let value: unknown = row;
		for (const key of keys) {
			if (!owns(value, key)) return undefined;
			value = value[key];
		}
		return value;
	};
}
