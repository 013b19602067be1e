import { plainText } from '../util/values';
import { byFields, type Fields } from './byFields';
import { isStatus, NO_RESULT, type RowResult, type Status } from './RowResult';
import { idText } from './uploadId';

/** Names of the nine result fields. */
type Names = Record<keyof RowResult, string>;

const KEYS = Object.keys(NO_RESULT) as Array<keyof RowResult>;

/** The columns of an app's result. */
export type ResultColumns = ReturnType<typeof flatColumns>;

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
export function flatColumns(outputName: string, app = '') {
	const isOwn = app === '';
	const prefix = nameOf(outputName, app);
	const keys = isOwn ? KEYS : APP_KEYS;
	const fields = (start: string, some: readonly string[]) =>
		Object.fromEntries(some.map((key) => [key, start + capital(key)]));
	const name = { ...fields(outputName, KEYS), ...fields(prefix, keys) } as Names;
	const names: readonly string[] = keys.map((key) => name[key]);
	const find = byFields(columnFinder(outputName, name, names));
	return {
		/** The beginning of their names. */
		prefix,
		/** In the order in which they are added to a row. */
		names,
		/** Overwrites the columns of a row that has them all. Faster than a loop over the fields, and this runs for every row. */
		write(row: Fields, result: RowResult): void {
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
		/** Overwrites the number of a row. */
		writeNumber(row: Fields, { number, country }: Pick<RowResult, 'number' | 'country'>): void {
			row[name.number] = number;
			row[name.country] = country;
		},
		/** Reads a previous result, even if a database or a CRM has changed the names of its columns; `undefined` for a row without a status. */
		read(row: Fields): RowResult | undefined {
			const place = find(row).places.find(({ status }) => hasStatus(row, status));
			return place && readPlace(row, place, app);
		},
		/** Whether a row has the result fields under their exact names. */
		has: (row: Fields) => Object.hasOwn(row, name.status),
		/** The field with a status under a name that is almost right. Only for a row without a previous result. */
		nearMiss: (row: Fields) => find(row).near.find((field) => hasStatus(row, field)),
		/** The field that would be overwritten although this node hasn't written it. */
		foreignField(row: Fields): string | undefined {
			// Nobody else's fields begin with `ihmjc`.
			if (outputName === DEFAULT_OUTPUT_NAME || hasStatus(row, name.status)) return undefined;
			if (cellOf(row, name.status) !== '') return name.status;
			return find(row).taken.find((field) => !['', 'false'].includes(cellOf(row, field)));
		},
	};
}

/**
 * Makes a function that copies rows with results in the same columns. Adding more than a dozen fields to an object turns it into a
 * dictionary, which takes several times as long and far more memory. So each copy starts as a copy of a template with all its fields, which
 * are then overwritten.
 */
export function createRowWriter(columns: readonly ResultColumns[]) {
	const added = columns.flatMap(({ names }) => names);
	const templateOf = byFields((names) => {
		const fields = Object.fromEntries([...names, ...added].map((name) => [name, null]));
		// A parsed object has room for all its fields from the start.
		return JSON.parse(JSON.stringify(fields)) as Fields;
	});
	/** @param results One for each of the columns. */
	return (row: Fields, results: readonly RowResult[]): Fields => {
		const copy = Object.assign({ ...templateOf(row) }, row);
		for (let at = 0; at < columns.length; at++) columns[at].write(copy, results[at]);
		return copy;
	};
}

/** Removes case and accents, which some programs write as separate characters. */
const lettersOf = (name: string) => name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Makes names comparable, because `ihmjcStatus` may come back as `ihmjcstatus`, `ihmjc_status` or `Ihmjc Status`. */
const plainName = (name: string) => lettersOf(name).replace(/[^a-z0-9]/g, '');

/** The fields of a result that rows with the same fields have. */
interface Found {
	/** Where each field may be. */
	places: Array<Partial<Names>>;
	/** Fields that almost have the name of the status. */
	near: string[];
	/** Fields that will be overwritten, unless a status says that they are ours. */
	taken: string[];
}

/** Makes a function that finds the fields of a result under their exact names, else under what a database or a CRM made of them. */
function columnFinder(outputName: string, names: Names, written: readonly string[]) {
	const status = plainName(names.status);
	// With separators around it, such as `x_ihmjc_status` and `ihmjcStatus__c`.
	const setOff = new RegExp(`(?<![a-z0-9])${[...status].join('[^a-z0-9]*')}(?![a-z0-9])`);
	return (keys: readonly string[]): Found => {
		const exact = new Set(keys);
		const taken = written.filter((name) => exact.has(name));
		// The status of a row with all fields was cleared. Rows of Preview have an action.
		const isOurs = taken.length === written.length || exact.has(`${outputName}Action`);
		const found: Found = { places: [], near: [], taken: isOurs ? [] : taken };

		const byPlainName = new Map<string, string>();
		for (const key of [...keys].reverse()) byPlainName.set(plainName(key), key);
		const addPlace = (prefix: string, suffix: string) => {
			const fields = Object.entries(names).map(([field, name]) => {
				const other = byPlainName.get(`${prefix}${plainName(name)}${suffix}`);
				return [field, exact.has(name) ? name : other];
			});
			found.places.push(Object.fromEntries(fields) as Partial<Names>);
		};
		if (byPlainName.has(status)) {
			addPlace('', '');
			return found;
		}
		for (const key of keys) {
			const [prefix, suffix] = plainName(key).split(status);
			if (suffix === undefined) continue;
			// `ihmjc_telegram_status` is of an additional app, even if this node's own Output Name is `telegram`.
			const isOutputName =
				prefix.endsWith(DEFAULT_OUTPUT_NAME) || byPlainName.has(`${prefix}uploadid`);
			if (prefix !== '' && isOutputName) continue;
			if (setOff.test(lettersOf(key))) addPlace(prefix, suffix);
			else found.near.push(key);
		}
		return found;
	};
}

/** n8n's data tables and some databases return times as dates, and some exports write a number as a decimal, such as `42.0`. */
function cellText(value: unknown): string {
	if (typeof value === 'boolean') return String(value);
	return Object.prototype.toString.call(value) === '[object Date]'
		? plainText((value as Date).toJSON())
		: plainText(value).replace(/^(\d+)[.,]00?$/, '$1');
}

const cellOf = (row: Fields, name: string | undefined): string =>
	name !== undefined && Object.hasOwn(row, name) ? cellText(row[name]) : '';

const hasStatus = (row: Fields, name: string | undefined): boolean =>
	isStatus(cellOf(row, name).toLowerCase());

/** @param app The slug of an additional app, because the field with the row's app isn't about it. */
function readPlace(row: Fields, place: Partial<Names>, app: string): RowResult {
	// As text, because a sheet may have changed their types.
	const texts = Object.fromEntries(KEYS.map((key) => [key, cellOf(row, place[key])])) as Names;
	return {
		...texts,
		status: texts.status.toLowerCase() as Status,
		app: app === '' ? texts.app : app,
		uploadId: idText(texts.uploadId),
		duplicate: texts.duplicate.toLowerCase() === 'true',
	};
}
