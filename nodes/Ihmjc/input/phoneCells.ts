import type { IDataObject } from 'n8n-workflow';

import { visibleText } from '../numbers/asciiText';
import { withoutNumbers } from '../numbers/withoutNumbers';
import { shownValue, userError } from '../run/errors';
import { firstOf } from '../run/hints';
import { readPerItemOrOnce, readTextParameter } from '../run/readOption';
import type { Run } from '../run/Run';
import { getOrCreate } from '../util/values';
import { phoneFieldField } from './numberFields';

const MAX_FIELDS_NAMED = 20;

/** Matches generously, so that no number is quoted in an error. */
const LOOKS_LIKE_NUMBER = /^(tel:)?\W*\d(\W*\d){6}/i;

/**
 * Makes a function that reads the phone field of an item. An expression may name another field for every row, such as `mobile` for one and
 * `office` for another.
 */
export function phoneCells(run: Run): (item: number) => unknown {
	const fieldOf = readPerItemOrOnce(run, ['phoneField'], readPhoneField);
	const readers = new Map<string, (row: IDataObject) => unknown>();
	return (item) => {
		const field = fieldOf(item);
		return getOrCreate(readers, field, () => valueAt(field))(run.items[item].json);
	};
}

const readPhoneField = (run: Run, item: number) => readTextParameter(run, phoneFieldField, item);

/**
 * Makes sure that there is a field to read.
 *
 * @throws NodeOperationError if no row has the field that 'Phone Field' names.
 */
export function assertPhoneFieldExists(run: Run, cells: (item: number) => unknown): void {
	const isUsable = (_: unknown, item: number) => {
		try {
			return cells(item) !== undefined;
		} catch {
			// It is that row's own error.
			return true;
		}
	};
	if (run.items.some(isUsable)) return;
	const rows = run.items.map(({ json }) => json);
	const field = rows.map((_, item) => readPhoneField(run, item)).find(Boolean) ?? '';
	if (LOOKS_LIKE_NUMBER.test(field)) {
		throw userError(
			run,
			"'Phone Field' is a number, not the name of a field",
			`Enter the field's name, such as phone, not its value. ${fieldsOf(rows)} Nothing was sent.`,
			{ itemIndex: 0 },
		);
	}
	throw userError(
		run,
		field === ''
			? "'Phone Field' is empty"
			: `Field "${shownValue(field)}" is missing in all items`,
		`In 'Phone Field', enter the name of the field with the number. ${fieldsOf(rows)} Nothing was sent.`,
		{ itemIndex: 0 },
	);
}

function fieldsOf(rows: IDataObject[]): string {
	const names = new Set(rows.slice(0, 100).flatMap((row) => Object.keys(row)));
	if (names.size === 0)
		return 'The items have no fields. Connect and run a node that returns rows with phone numbers.';
	// The names are numbers if a table has no header.
	const shown = [...names].map(withoutNumbers).map(quotedIfSpaced);
	return `The items have: ${firstOf(shown, MAX_FIELDS_NAMED)}.`;
}

const quotedIfSpaced = (name: string) => (name === name.trim() ? name : `"${name}"`);

const owns = (object: unknown, key: string): object is Record<string, unknown> =>
	typeof object === 'object' && object !== null && Object.hasOwn(object, key);

/** Matches the steps of `a.b[0].c` and `a["b c"]`, which n8n writes when a field is dragged. */
const STEP = /[^.[\]]+|\[\s*(?:"([^"]*)"|'([^']*)'|(\d+))\s*\]/g;

/** Returns a header as people see it, because an export may write it with no-break spaces, line breaks, or accents as separate characters. */
const headerText = (name: string) => visibleText(name).normalize('NFC').replace(/\s+/g, ' ');

/**
 * Makes a function that reads a field of a row: first the key of that name, then the key that looks the same, then the name as a path. It
 * only finds own keys, never those that JavaScript adds to every object, and returns `undefined` if the field is missing.
 */
export function valueAt(path: string): (row: IDataObject) => unknown {
	const name = headerText(path);
	if (name === '') return () => undefined;
	const keys = [...name.matchAll(STEP)].map(
		([step, double, single, index]) => double ?? single ?? index ?? step.trim(),
	);
	// Rows of one table have the same headers, so each header is compared only once.
	const headers = new Map<string, boolean>();
	const isHeader = (key: string) => getOrCreate(headers, key, () => headerText(key) === name);
	return (row) => {
		if (Object.hasOwn(row, path)) return row[path];
		const header = Object.keys(row).find(isHeader);
		if (header !== undefined) return row[header];
		const start = keys.length > 0 ? row : undefined;
		return keys.reduce<unknown>((value, key) => (owns(value, key) ? value[key] : undefined), start);
	};
}
