import type { IDataObject } from 'n8n-workflow';

import { withoutNumbers } from '../numbers/withoutNumbers';
import { userError } from '../run/errors';
import type { Run } from '../run/Run';
import { valueAt } from './valueAt';

/** Reads the phone field of an item. */
export type PhoneCells = (item: number) => unknown;

const MAX_FIELDS_NAMED = 20;

/** Generous, so that no number is quoted in an error. */
const LOOKS_LIKE_NUMBER = /^(tel:)?\W*\d(\W*\d){6}/i;

/** An expression may name another field for every row: the mobile number here, the office number there. */
export function phoneCells(run: Run): PhoneCells {
	if (!run.isExpression('phoneField')) {
		const read = valueAt(run.untrimmed('phoneField', 0));
		return (item) => read(run.items[item].json);
	}
	const readers = new Map<string, (row: IDataObject) => unknown>();
	return (item) => {
		const field = run.untrimmed('phoneField', item);
		let read = readers.get(field);
		if (!read) {
			read = valueAt(field);
			readers.set(field, read);
		}
		return read(run.items[item].json);
	};
}

/**
 * Makes sure that there is a field to read.
 *
 * @throws NodeOperationError if no row has the field that 'Phone Field' names.
 */
export function assertPhoneFieldExists(run: Run, cells: PhoneCells): void {
	const field = run.untrimmed('phoneField', 0);
	const rows = run.items.map(({ json }) => json);
	if (field.trim() !== '' && rows.some((_, item) => cells(item) !== undefined)) return;
	if (LOOKS_LIKE_NUMBER.test(field)) {
		throw userError(
			run,
			"'Phone Field' holds a number, not the name of a field",
			`Give the field's name, such as phone, and not its value. ${fieldsOf(rows)} Nothing was sent.`,
		);
	}
	throw userError(
		run,
		field.trim() === ''
			? "'Phone Field' is empty"
			: `No item has a field "${withoutNumbers(field)}"`,
		`In 'Phone Field', enter the name of the field that holds the number. ${fieldsOf(rows)} Nothing was sent.`,
	);
}

function fieldsOf(rows: IDataObject[]): string {
	const names = new Set<string>();
	for (const row of rows.slice(0, 100)) for (const name of Object.keys(row)) names.add(name);
	if (names.size === 0) return 'The items have no fields.';
	// A table without a header has numbers for names.
	const shown = [...names].slice(0, MAX_FIELDS_NAMED).map(withoutNumbers).map(quotedIfSpaced);
	const more = names.size > shown.length ? ` and ${names.size - shown.length} more` : '';
	return `The items have: ${shown.join(', ')}${more}.`;
}

const quotedIfSpaced = (name: string) => (name === name.trim() ? name : `"${name}"`);
