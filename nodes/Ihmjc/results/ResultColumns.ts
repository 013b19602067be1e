import { NO_RESULT, type RowResult } from './RowResult';

type Row = Record<string, unknown>;

const KEYS = Object.keys(NO_RESULT) as Array<keyof RowResult>;

/** How results are written onto rows, and read back from rows that come in again. */
export interface ResultColumns {
	/** A new row: the old one's fields and the result. The old one stays as it is. */
	write<Fields extends object>(row: Fields, result: RowResult): Fields;
	/** What an earlier check wrote; text, whatever a sheet made of it. */
	read(row: Row): Record<keyof RowResult, string>;
}

const text = (value: unknown) =>
	typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

/** Nine fields of the row itself, such as `ihmjcStatus`: what sheet and CRM nodes take. */
export function flatColumns(prefix: string): ResultColumns {
	const name = Object.fromEntries(KEYS.map((key) => [key, prefix + capital(key)])) as Record<
		keyof RowResult,
		string
	>;
	return {
		write: (row, result) => ({
			...row,
			[name.status]: result.status,
			[name.number]: result.number,
			[name.country]: result.country,
			[name.app]: result.app,
			[name.uploadId]: result.uploadId,
			[name.reason]: result.reason,
			[name.message]: result.message,
			[name.checkedAt]: result.checkedAt,
			[name.duplicate]: result.duplicate,
		}),
		read: (row) => readKeys(row, (key) => name[key]),
	};
}

/** One field that holds an object with all nine, such as `ihmjc.status`. */
export function objectColumn(name: string): ResultColumns {
	return {
		// Always in the same order, for people look at it.
		write: (row, result) => ({ ...row, [name]: { ...NO_RESULT, ...result } }),
		read: (row) => {
			const own = Object.hasOwn(row, name) ? row[name] : undefined;
			const object = typeof own === 'object' && own !== null ? (own as Row) : {};
			return readKeys(object, (key) => key);
		},
	};
}

function readKeys(row: Row, nameOf: (key: keyof RowResult) => string) {
	const values = KEYS.map((key) => {
		const name = nameOf(key);
		return [key, Object.hasOwn(row, name) ? text(row[name]) : ''];
	});
	return Object.fromEntries(values) as Record<keyof RowResult, string>;
}
