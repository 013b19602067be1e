export type Fields = Record<string, unknown>;

/** Rows that all have different fields aren't worth remembering. */
const MAX_LAYOUTS = 1000;

/** Computes something once for all rows with the same fields in the same order, because most rows of a table have the same. */
export function byFields<Value>(compute: (names: readonly string[]) => Value) {
	const layouts = new Map<string, { names: readonly string[]; value: Value }>();
	let last: { names: readonly string[]; value: Value } | undefined;
	return (row: Fields): Value => {
		const names = Object.keys(row);
		if (last && isSame(last.names, names)) return last.value;
		const key = names.join();
		last = layouts.get(key);
		// Other names may join to the same text.
		if (!last || !isSame(last.names, names)) {
			last = { names, value: compute(names) };
			if (layouts.size < MAX_LAYOUTS) layouts.set(key, last);
		}
		return last.value;
	};
}

function isSame(some: readonly string[], others: readonly string[]): boolean {
	if (some.length !== others.length) return false;
	for (let at = 0; at < some.length; at++) if (some[at] !== others[at]) return false;
	return true;
}
