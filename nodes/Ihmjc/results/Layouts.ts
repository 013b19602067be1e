/** Rows that all have different fields aren't worth remembering. */
const MAX_LAYOUTS = 1000;

interface Layout<Value> {
	names: readonly string[];
	value: Value;
}

/** Computes something once for all rows with the same fields in the same order, because most rows of a table have the same. */
export class Layouts<Value> {
	private last: Layout<Value> | undefined;

	private readonly all = new Map<string, Layout<Value>>();

	constructor(private readonly compute: (names: readonly string[]) => Value) {}

	of(names: readonly string[]): Value {
		if (this.last && isSame(this.last.names, names)) return this.last.value;
		const key = names.join();
		let layout = this.all.get(key);
		// Other names may join to the same text.
		if (!layout || !isSame(layout.names, names)) {
			layout = { names, value: this.compute(names) };
			if (this.all.size < MAX_LAYOUTS) this.all.set(key, layout);
		}
		this.last = layout;
		return layout.value;
	}
}

function isSame(some: readonly string[], others: readonly string[]): boolean {
	if (some.length !== others.length) return false;
	for (let at = 0; at < some.length; at++) if (some[at] !== others[at]) return false;
	return true;
}
