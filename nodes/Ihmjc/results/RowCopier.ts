import { copyOf } from './ResultColumns';

type Row = Record<string, unknown>;

/** To learn from every row costs more than it saves, where each has other fields. */
const MAX_TEMPLATES = 1000;

/**
 * Copies rows that get the fields of several apps. An object to which more than a dozen fields are added by name becomes a
 * dictionary, which takes seven times as long and far more memory. So a row starts as a copy of the last one's fields,
 * results included, if it has the same fields itself; all of them are then overwritten.
 */
export class RowCopier {
	private keys: string[] = [];

	private templates = 0;

	private columns: unknown;

	private template: Row | undefined;

	/** Whether the last row had the fields of the template. */
	private isAlike = false;

	/** @param columns What is the same object for rows that get the same results, all of which must be written then. */
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

	/** To be called with what `copy` gave, when it is written. */
	learn(row: Row, columns: unknown, written: Row): void {
		if (this.isAlike || this.templates === MAX_TEMPLATES) return;
		this.templates++;
		const names = Object.keys(written);
		// A field of this name can't be overwritten.
		if (names.includes('__proto__')) return;
		this.keys = Object.keys(row);
		this.columns = columns;
		// An object that is parsed has room for all its fields.
		this.template = JSON.parse(JSON.stringify(Object.fromEntries(names.map((key) => [key, null]))));
	}
}
