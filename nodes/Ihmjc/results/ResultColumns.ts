import { plainText } from '../plainText';
import { NO_RESULT, type RowResult } from './RowResult';

type Row = Record<string, unknown>;

/** What the fields for the nine answers are called. */
type Names = Record<keyof RowResult, string>;

const KEYS = Object.keys(NO_RESULT) as Array<keyof RowResult>;

/** What an earlier check wrote onto a row: text, whatever a sheet made of it. */
export type EarlierResult = Record<keyof RowResult, string>;

/** How results are written onto rows, and read back from rows that come in again. */
export interface ResultColumns {
	/** A new row: the old one's fields and the result. The old one stays as it is. */
	write<Fields extends object>(row: Fields, result: RowResult): Fields;
	/** What an earlier check wrote; `undefined` for a row without a status. */
	read(row: Row): EarlierResult | undefined;
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

/** Nine fields of the row itself, such as `ihmjcStatus`: what sheet and CRM nodes take. */
export function flatColumns(prefix: string): ResultColumns {
	const name = Object.fromEntries(KEYS.map((key) => [key, prefix + capital(key)])) as Names;
	return {
		write: (row, result) => {
			const written = copyOf(row);
			for (const key of KEYS) written[name[key]] = result[key];
			return written as typeof row;
		},
		read: (row) => readKeys(row, name),
	};
}

/**
 * A row to write nine more fields into. Node 20 takes ten times as long, and far more memory, for a spread
 * that is added to. Only the spread copies a field called `__proto__` as what it is, a field.
 */
const copyOf = (row: object): Row =>
	Object.hasOwn(row, '__proto__') ? { ...row } : Object.assign({} as Row, row);

/** What the names of the fields begin with, unless the user says otherwise. */
export const DEFAULT_OUTPUT_NAME = 'ihmjc';

/** One field that holds an object with all nine, such as `ihmjc.status`. */
export function objectColumn(name: string): ResultColumns {
	return {
		// Always in the same order, for people look at it.
		write: (row, result) => ({ ...row, [name]: { ...NO_RESULT, ...result } }),
		read: (row) => {
			const own = Object.hasOwn(row, name) ? objectIn(row[name]) : undefined;
			return own && readKeys(own, OWN_NAMES);
		},
	};
}

const OWN_NAMES = Object.fromEntries(KEYS.map((key) => [key, key])) as Names;

/** A sheet has an object as its JSON. */
function objectIn(value: unknown): Row | undefined {
	if (typeof value === 'object' && value !== null) return value as Row;
	if (typeof value !== 'string' || !value.startsWith('{')) return undefined;
	try {
		return JSON.parse(value) as Row;
	} catch {
		return undefined;
	}
}

/** n8n's data tables and some databases give times as dates, and some exports a number as a decimal, such as `42.0`. */
const cellText = (value: unknown): string =>
	Object.prototype.toString.call(value) === '[object Date]'
		? plainText((value as Date).toJSON())
		: plainText(value).replace(/^(\d+)\.0+$/, '$1');

function readKeys(row: Row, names: Names): EarlierResult | undefined {
	const value = (key: keyof RowResult) =>
		Object.hasOwn(row, names[key]) ? cellText(row[names[key]]) : '';
	// Most rows come in for the first time: they are done with at once.
	if (value('status') === '') return undefined;
	return Object.fromEntries(KEYS.map((key) => [key, value(key)])) as EarlierResult;
}
