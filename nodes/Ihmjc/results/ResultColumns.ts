import { plainText } from '../util/values';
import { Layouts } from './Layouts';
import { NO_RESULT, type RowResult } from './RowResult';

type Row = Record<string, unknown>;

/** Names of the nine result fields. */
type Names = Record<keyof RowResult, string>;

const KEYS = Object.keys(NO_RESULT) as Array<keyof RowResult>;

/** The result fields that an earlier check wrote into a row, as text, because a sheet may have changed their types. */
export type PreviousResult = Record<keyof RowResult, string>;

/** The columns of an app's result. */
export interface ResultColumns {
	/** The beginning of their names. */
	readonly prefix: string;
	/** In the order in which they are added to a row. */
	readonly names: readonly string[];
	/** Overwrites the columns of a row that has them all. */
	write(row: Row, result: RowResult): void;
	/** Overwrites the number of a row. */
	writeNumber(row: Row, number: Pick<RowResult, 'number' | 'country'>): void;
	/** Reads a previous result, even if a database has changed its columns to lower case; `undefined` for a row without a status. */
	read(row: Row): PreviousResult | undefined;
	/** Whether a row has the result fields under their exact names. */
	has(row: Row): boolean;
}

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
	const find = columnFinder(name);
	const isOwn = app === '';
	return {
		prefix: nameOf(prefix, app),
		names: keys.map((key) => name[key]),
		// Faster than a loop over the fields, and this runs for every row.
		write(row, result) {
			row[name.status] = result.status;
			row[name.uploadId] = result.uploadId;
			row[name.reason] = result.reason;
			row[name.message] = result.message;
			row[name.checkedAt] = result.checkedAt;
			if (!isOwn) return;
			this.writeNumber(row, result);
			row[name.app] = result.app;
			row[name.duplicate] = result.duplicate;
		},
		writeNumber(row, { number, country }) {
			row[name.number] = number;
			row[name.country] = country;
		},
		read: (row) => ofApp(readKeys(row, find(row)), app),
		has: (row) => Object.hasOwn(row, name.status),
	};
}

/** The previous result also has the fields of the row's own app, whose name isn't that of the additional app. */
const ofApp = (result: PreviousResult | undefined, app: string): PreviousResult | undefined =>
	result && app !== '' ? { ...result, app } : result;

/** Makes names comparable, because `ihmjcStatus` may come back as `ihmjcstatus`, `ihmjc_status` or `Ihmjc Status`. */
const plainName = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/** Makes a function that finds columns in a row: their exact names, or what a database or a CRM made of them. */
function columnFinder<Key extends string>(
	names: Record<Key, string>,
): (row: Row) => Partial<Record<Key, string>> {
	const wanted = Object.entries<string>(names);
	const layouts = new Layouts((keys) => {
		const byPlainName = new Map<string, string>();
		for (const key of [...keys].reverse()) byPlainName.set(plainName(key), key);
		const find = (name: string) => (keys.includes(name) ? name : byPlainName.get(plainName(name)));
		return Object.fromEntries(wanted.map(([key, name]) => [key, find(name)]));
	});
	return (row) => layouts.of(Object.keys(row)) as Partial<Record<Key, string>>;
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

/** @param names Where each field is, as far as the row has it. */
function readKeys(row: Row, names: Partial<Names>): PreviousResult | undefined {
	const value = (key: keyof RowResult) => {
		const name = names[key];
		return name !== undefined && Object.hasOwn(row, name) ? cellText(row[name]) : '';
	};
	const status = value('status').toLowerCase();
	// Most rows have no previous result, so they are finished here.
	if (status === '') return undefined;
	const all = Object.fromEntries(KEYS.map((key) => [key, value(key)])) as PreviousResult;
	return { ...all, status, uploadId: idText(all.uploadId) };
}
