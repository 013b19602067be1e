import { Layouts } from './Layouts';
import type { ResultColumns } from './ResultColumns';
import type { RowResult } from './RowResult';

type Row = Record<string, unknown>;

/**
 * Copies rows with results in the same columns. Adding more than a dozen fields to an object turns it into a dictionary, which takes several
 * times as long and far more memory. So each copy starts as a copy of a template with all its fields, which are then overwritten.
 */
export class RowWriter {
	private readonly templates: Layouts<Row>;

	constructor(private readonly columns: readonly ResultColumns[]) {
		const added = columns.flatMap(({ names }) => names);
		this.templates = new Layouts((names) => {
			const fields = Object.fromEntries([...names, ...added].map((name) => [name, null]));
			// A parsed object has room for all its fields from the start.
			return JSON.parse(JSON.stringify(fields)) as Row;
		});
	}

	/** @param results One for each of the columns. */
	write(row: Row, results: readonly RowResult[]): Row {
		const { columns } = this;
		const copy = Object.assign({ ...this.templates.of(Object.keys(row)) }, row);
		for (let at = 0; at < columns.length; at++) columns[at].write(copy, results[at]);
		return copy;
	}
}
