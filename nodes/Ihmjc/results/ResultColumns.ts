import { plainText } from '../util/values';
import { NO_RESULT, type RowResult, type Status } from './RowResult';

type Row = Record<string, unknown>;

/** What the fields for the nine answers are called. */
type Names = Record<keyof RowResult, string>;

const KEYS = Object.keys(NO_RESULT) as Array<keyof RowResult>;

/** What an earlier check wrote onto a row: text, whatever a sheet made of it. */
export type PreviousResult = Record<keyof RowResult, string>;

/** How a result is written into a row, and read back from one that comes in again. */
export interface ResultColumns {
	/** @param row A copy of the row that came in. */
	write(row: Row, result: RowResult): void;
	/**
	 * What an earlier check wrote, also where a database has made the names of columns lower case; `undefined` for a row
	 * without a status.
	 */
	read(row: Row): PreviousResult | undefined;
	/** Whether a row has the fields by their own names. */
	has(row: Row): boolean;
}

/**
 * A row to write results into. Node 20 takes ten times as long, and far more memory, for a spread
 * that is added to. Only the spread copies a field called `__proto__` as what it is, a field.
 */
export const copyOf = <Fields extends object>(row: Fields): Fields =>
	Object.hasOwn(row, '__proto__') ? { ...row } : Object.assign({} as Fields, row);

/** What the names of the fields begin with, unless the user says otherwise. */
export const DEFAULT_OUTPUT_NAME = 'ihmjc';

/** The answers that each additional app adds. Number, country and duplicate are the row's. */
const APP_KEYS = ['status', 'uploadId', 'reason', 'message', 'checkedAt'] as const;

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

/** As in `ihmjcLineTw` for the slug `line-tw`. */
const nameOf = (prefix: string, app: string) => [prefix, ...app.split('-').map(capital)].join('');

/**
 * Fields of the row itself, such as `ihmjcStatus`: what sheet and CRM nodes take.
 *
 * @param app The slug of an additional app; nothing for the row's own app, whose names have none.
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
 * Most rows get what the last row of the same status got, but for number and duplicate: so those fields are named once, and
 * copied all together, which takes half as long as one by one.
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

/** One field that holds an object, such as `ihmjc.status`. */
export function objectColumn(prefix: string, app = ''): ResultColumns {
	const keys = app === '' ? KEYS : APP_KEYS;
	const name = nameOf(prefix, app);
	const keyIn = columnFinder();
	const ownObject = (row: Row, key: string) => objectIn(row[keyIn(row, key) ?? '']);
	return {
		// Always in the same order, for people look at it.
		write: (row, result) => {
			row[name] = Object.fromEntries(keys.map((key) => [key, result[key]]));
		},
		read: (row) => {
			const own = ownObject(row, name);
			if (!own || app === '') return own && readKeys(own, OWN_NAMES);
			const { number, country } = ownObject(row, prefix) ?? {};
			return ofApp(readKeys({ ...own, number, country }, OWN_NAMES), app);
		},
		has: (row) => Object.hasOwn(row, name),
	};
}

const OWN_NAMES = Object.fromEntries(KEYS.map((key) => [key, key])) as Names;

/** Beside the result of an additional app stands that of the row's own app, whose name it isn't. */
const ofApp = (result: PreviousResult | undefined, app: string): PreviousResult | undefined =>
	result && app !== '' ? { ...result, app } : result;

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

/** Finds the key of a column in a row: its own name, or what a database or a CRM has made of it. */
type ColumnFinder = (row: Row, name: string) => string | undefined;

/** `ihmjcStatus` may come back as `ihmjcstatus`, `ihmjc_status` or `Ihmjc Status`. */
const plainName = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, '');

function columnFinder(): ColumnFinder {
	// Rows of one table have the same columns, so each is looked at once.
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

/** n8n's data tables and some databases give times as dates, and some exports a number as a decimal, such as `42.0`. */
const cellText = (value: unknown): string =>
	Object.prototype.toString.call(value) === '[object Date]'
		? plainText((value as Date).toJSON())
		: plainText(value).replace(/^(\d+)[.,]00?$/, '$1');

/** An ID is a whole number at this service, which a sheet may show with separators or in scientific notation. */
export function idText(id: string): string {
	if (/^\d{1,3}([., '\u00a0\u202f]\d{3})+$/.test(id)) return id.replace(/\D/g, '');
	if (/^\d+[.,]00?$/.test(id)) return id.replace(/\D.*$/, '');
	const isScientific = /^\d([.,]\d+)?e\+?\d+$/i.test(id);
	const number = isScientific ? Number(id.replace(',', '.')) : NaN;
	return Number.isSafeInteger(number) ? String(number) : id;
}

function readKeys(
	row: Row,
	names: Names,
	keyIn: ColumnFinder = (object, name) => (Object.hasOwn(object, name) ? name : undefined),
): PreviousResult | undefined {
	const value = (key: keyof RowResult) => {
		const found = keyIn(row, names[key]);
		return found === undefined ? '' : cellText(row[found]);
	};
	const status = value('status').toLowerCase();
	// Most rows come in for the first time: they are done with at once.
	if (status === '') return undefined;
	const all = Object.fromEntries(KEYS.map((key) => [key, value(key)])) as PreviousResult;
	return { ...all, status, uploadId: idText(all.uploadId) };
}
