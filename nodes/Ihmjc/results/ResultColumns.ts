import { plainText } from '../util/values';
import { NO_RESULT, type RowResult, type Status } from './RowResult';

type Row = Record<string, unknown>;

/** Names of the nine result fields. */
type Names = Record<keyof RowResult, string>;

const KEYS = Object.keys(NO_RESULT) as Array<keyof RowResult>;

/** The result fields that an earlier check wrote into a row, as text, because a sheet may have changed their types. */
export type PreviousResult = Record<keyof RowResult, string>;

/** Writes a result into a row, and reads it from a row that comes back. */
export interface ResultColumns {
	/** @param row A copy of the row that came in. */
	write(row: Row, result: RowResult): void;
	/** Reads a previous result, even if a database has changed its columns to lower case; `undefined` for a row without a status. */
	read(row: Row): PreviousResult | undefined;
	/** Whether a row has the result fields under their exact names. */
	has(row: Row): boolean;
}

/**
 * Copies a row to write results into. In Node 20, adding fields to a spread takes ten times as long and far more memory than to a result of
 * `Object.assign`, but only a spread keeps `__proto__` as an ordinary field.
 */
export const copyOf = <Fields extends object>(row: Fields): Fields =>
	Object.hasOwn(row, '__proto__') ? { ...row } : Object.assign({} as Fields, row);

/** The prefix of the result fields, unless the user chooses another. */
export const DEFAULT_OUTPUT_NAME = 'ihmjc';

/** The result fields of an additional app. It shares number, country and duplicate with the row's own app. */
const APP_KEYS = ['status', 'uploadId', 'reason', 'message', 'checkedAt'] as const;

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

/** Makes `ihmjcLineTw` from the slug `line-tw`. */
const nameOf = (prefix: string, app: string) => [prefix, ...app.split('-').map(capital)].join('');

/**
 * Columns such as `ihmjcStatus`.
 *
 * @param app The slug of an additional app; empty for the row's own app, which isn't in the names.
 */
export function flatColumns(prefix: string, app = ''): ResultColumns {
	const keys = app === '' ? KEYS : APP_KEYS;
	const fields = (start: string, some: readonly string[]) =>
		Object.fromEntries(some.map((key) => [key, start + capital(key)]));
	const name = { ...fields(prefix, KEYS), ...fields(nameOf(prefix, app), keys) } as Names;
	const keyIn = columnFinder();
	return {
		write: flatWriter(keys, name),
		read: (row) => ofApp(readKeys(row, name, keyIn), app),
		has: (row) => Object.hasOwn(row, name.status),
	};
}

/**
 * Copies the fields of the last row with the same status all at once, which takes half as long as one by one, because most rows differ from
 * it only in number and duplicate.
 */
function flatWriter(keys: ReadonlyArray<keyof RowResult>, name: Names): ResultColumns['write'] {
	const lastOf: Partial<Record<Status, { result: RowResult; fields?: Row }>> = {};
	const hasNumber = keys.includes('number');
	return (row, result) => {
		const last = lastOf[result.status];
		if (!last || !isAlike(last.result, result)) {
			lastOf[result.status] = { result };
			for (const key of keys) row[name[key]] = result[key];
			return;
		}
		last.fields ??= Object.fromEntries(keys.map((key) => [name[key], last.result[key]]));
		Object.assign(row, last.fields);
		if (!hasNumber) return;
		row[name.number] = result.number;
		row[name.duplicate] = result.duplicate;
	};
}

const isAlike = (one: RowResult, other: RowResult) =>
	one.uploadId === other.uploadId &&
	one.country === other.country &&
	one.app === other.app &&
	one.checkedAt === other.checkedAt &&
	one.reason === other.reason &&
	one.message === other.message;

/** The previous result also has the fields of the row's own app, whose name isn't that of the additional app. */
const ofApp = (result: PreviousResult | undefined, app: string): PreviousResult | undefined =>
	result && app !== '' ? { ...result, app } : result;

/** Finds the key of a column in a row: its exact name, or what a database or a CRM made of it. */
type ColumnFinder = (row: Row, name: string) => string | undefined;

/** Makes names comparable, because `ihmjcStatus` may come back as `ihmjcstatus`, `ihmjc_status` or `Ihmjc Status`. */
const plainName = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, '');

function columnFinder(): ColumnFinder {
	// Rows of one table have the same columns, so each name is converted only once.
	const plainNames = new Map<string, string>();
	const plain = (key: string) => {
		let found = plainNames.get(key);
		if (found === undefined) plainNames.set(key, (found = plainName(key)));
		return found;
	};
	return (row, name) => {
		if (Object.hasOwn(row, name)) return name;
		const wanted = plain(name);
		for (const key of Object.keys(row)) if (plain(key) === wanted) return key;
		return undefined;
	};
}

/** n8n's data tables and some databases return times as dates, and some exports write a number as a decimal, such as `42.0`. */
function cellText(value: unknown): string {
	if (typeof value === 'boolean') return String(value);
	return Object.prototype.toString.call(value) === '[object Date]'
		? plainText((value as Date).toJSON())
		: plainText(value).replace(/^(\d+)[.,]00?$/, '$1');
}

/** Restores an upload ID, a whole number that a sheet may show with separators or in scientific notation. */
export function idText(id: string): string {
	if (/^\d{1,3}([., '\u00a0\u202f]\d{3})+$/.test(id)) return id.replace(/\D/g, '');
	if (/^\d+[.,]00?$/.test(id)) return id.replace(/\D.*$/, '');
	const isScientific = /^\d([.,]\d+)?e\+?\d+$/i.test(id);
	const number = isScientific ? Number(id.replace(',', '.')) : NaN;
	return Number.isSafeInteger(number) ? String(number) : id;
}

function readKeys(row: Row, names: Names, keyIn: ColumnFinder): PreviousResult | undefined {
	const value = (key: keyof RowResult) => {
		const found = keyIn(row, names[key]);
		return found === undefined ? '' : cellText(row[found]);
	};
	const status = value('status').toLowerCase();
	// Most rows have no previous result, so they are finished here.
	if (status === '') return undefined;
	const all = Object.fromEntries(KEYS.map((key) => [key, value(key)])) as PreviousResult;
	return { ...all, status, uploadId: idText(all.uploadId) };
}
