import { copyOf } from './ResultColumns';

type Row = Record<string, unknown>;

/** Learning from every row costs more than it saves if all rows have different fields. */
const MAX_TEMPLATES = 1000;

/**
 * Copies rows that get the fields of several apps. Adding more than a dozen fields to an object turns it into a dictionary, which takes
 * seven times as long and far more memory. So a row with the same fields as the last one starts as a copy of that row with its results, and
 * then all fields are overwritten.
 */
export class RowCopier {
	private keys: string[] = [];

	private templates = 0;

	private columns: unknown;

	private template: Row | undefined;

	/** Whether the last row had the fields of the template. */
	private isAlike = false;

	/** @param columns Identifies the result fields of a row. Rows with the same object must all be given the same fields. */
	copy(row: Row, columns: unknown): Row {
		const keys = Object.keys(row);
		this.isAlike =
			this.template !== undefined &&
			this.columns === columns &&
			keys.length === this.keys.length &&
			keys.every((key, at) => key === this.keys[at]);
		if (!this.isAlike) return copyOf(row);
		const copy = { ...this.template };
		for (const key of keys) copy[key] = row[key];
		return copy;
	}

	/** Call this with the row from `copy` after its results are written. */
	learn(row: Row, columns: unknown, written: Row): void {
		if (this.isAlike || this.templates === MAX_TEMPLATES) return;
		this.templates++;
		const names = Object.keys(written);
		// A field with this name can't be overwritten.
		if (names.includes('__proto__')) return;
		this.keys = Object.keys(row);
		this.columns = columns;
		// A parsed object has room for all its fields from the start.
		this.template = JSON.parse(JSON.stringify(Object.fromEntries(names.map((key) => [key, null]))));
	}
}
