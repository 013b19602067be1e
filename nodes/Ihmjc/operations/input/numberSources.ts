import type { IDataObject } from 'n8n-workflow';

import { readLines } from '../../numbers/readLines';
import { separateNumbers } from '../../numbers/separateNumbers';
import { withoutNumbers } from '../../numbers/withoutNumbers';
import { readToEnd } from '../../readToEnd';
import { breather, STRIDE } from '../run/breather';
import { toleratedError, userError, type NodeError } from '../run/errors';
import type { Run } from '../run/Run';
import { howToRead, type HowToRead, type ReadingOf } from './howToRead';
import { inputFile } from './inputFile';
import { sourceOf } from './sourceOf';
import { valueAt } from './valueAt';

/** Called with what each row, line or entry holds. */
export type Visit = (value: unknown, item: number, reading: HowToRead) => void;

/** The numbers that belong together: all rows, or the text or file of one item. */
export interface NumberSource {
	/**
	 * Visits every number, letting other work of n8n run in between.
	 *
	 * @throws NodeOperationError for what is wrong with the source as a whole.
	 */
	each(visit: Visit): Promise<void>;
}

export interface SourceOptions {
	strict: boolean;
	/**
	 * Called for an item that can't be read, under On Error = Continue; otherwise the error is thrown.
	 *
	 * @param cell What the phone field of the row holds, where the rows are items.
	 */
	onProblem: (item: number, error: NodeError, cell?: unknown) => void;
}

const MOST_FIELDS_NAMED = 20;

/** Generous, so that no number is quoted in an error. */
const LOOKS_LIKE_NUMBER = /^(tel:)?\W*\d(\W*\d){6}/i;

/** Where the numbers are, as the field Source says. */
export function numberSources(run: Run, options: SourceOptions): NumberSource[] {
	const readingOf = howToRead(run, options.strict);
	const all = run.items.map((_, item) => item);
	switch (sourceOf(run)) {
		case 'text': {
			const sent = run.isExpression('numbers') ? all.map((item) => [item]) : [all];
			const texts = new Set<string>();
			return sent.map((items) => textSource(run, items, readingOf, options, texts));
		}
		case 'binary':
			return all.map((item) => fileSource(run, item, readingOf, options));
		default:
			return [rowSource(run, all, readingOf, options)];
	}
}

function rowSource(
	run: Run,
	items: number[],
	readingOf: ReadingOf,
	options: SourceOptions,
): NumberSource {
	return {
		async each(visit) {
			const field = run.untrimmed('phoneField', 0);
			const read = valueAt(field);
			const rows = run.items.map(({ json }) => json);
			assertFieldExists(run, rows, field, read);
			const breathe = breather();
			for (const item of items) {
				if (item % STRIDE === 0) await breathe();
				const cell = read(rows[item]);
				try {
					visit(cell, item, readingOf(item));
				} catch (error) {
					options.onProblem(item, toleratedError(run, error), cell);
				}
			}
		},
	};
}

function assertFieldExists(
	run: Run,
	rows: IDataObject[],
	field: string,
	read: (row: IDataObject) => unknown,
): void {
	if (field.trim() !== '' && rows.some((row) => read(row) !== undefined)) return;
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
		`Enter in Phone Field the name of the field that holds the number. ${fieldsOf(rows)} Nothing was sent.`,
	);
}

function fieldsOf(rows: IDataObject[]): string {
	const names = new Set<string>();
	for (const row of rows.slice(0, 100)) for (const name of Object.keys(row)) names.add(name);
	if (names.size === 0) return 'The items have no fields.';
	// A table without a header has numbers for names.
	const shown = [...names].slice(0, MOST_FIELDS_NAMED).map(withoutNumbers).map(quotedIfSpaced);
	const more = names.size > shown.length ? ` and ${names.size - shown.length} more` : '';
	return `The items have: ${shown.join(', ')}${more}.`;
}

const quotedIfSpaced = (name: string) => (name === name.trim() ? name : `"${name}"`);

function textSource(
	run: Run,
	items: number[],
	readingOf: ReadingOf,
	options: SourceOptions,
	texts: Set<string>,
): NumberSource {
	return {
		async each(visit) {
			await tolerating(run, items, options, async () => {
				const [first] = items;
				const text = run.text('numbers', first);
				const entries = separateNumbers(text);
				if (entries.length === 0) throw emptyTextError(run, first);
				const readings = await differentReadings(run, items, readingOf, options);
				if (items.length > 1) takenOnceHint(run, readings.size);
				const breathe = breather();
				for (const [reading, item] of readings) {
					takenAgainHint(run, texts, `${keyOf(reading)}:${text}`);
					for (const [index, entry] of entries.entries()) {
						if (index % STRIDE === 0) await breathe();
						visit(entry, item, reading);
					}
				}
			});
		},
	};
}

/** The ways to read a text that is the same for all items, each with the first item that asks for it. */
async function differentReadings(
	run: Run,
	items: number[],
	readingOf: ReadingOf,
	{ onProblem }: SourceOptions,
): Promise<Map<HowToRead, number>> {
	const found = new Map<string, [HowToRead, number]>();
	const breathe = breather();
	for (const item of items) {
		if (item % STRIDE === 0) await breathe();
		try {
			const reading = readingOf(item);
			const key = keyOf(reading);
			if (!found.has(key)) found.set(key, [reading, item]);
		} catch (error) {
			onProblem(item, toleratedError(run, error));
		}
	}
	return new Map(found.values());
}

function takenOnceHint({ hints, items }: Run, readings: number): void {
	const forEach = readings > 1 ? ` for each of the ${readings} apps or countries they ask for` : '';
	hints.info(
		`The text in 'Numbers' is the same for all ${items.length} items, so it was taken once${forEach}.`,
	);
}

const keyOf = ({ app, country }: HowToRead) => `${app.code}:${country}`;

/** An expression that looks at one item of another node gives all items the same. */
function takenAgainHint({ hints }: Run, texts: Set<string>, text: string): void {
	if (texts.has(text)) {
		hints.warning(
			"The expression in 'Numbers' gives several items the same text, which is taken for each of them. To take it once, turn on 'Execute Once' in the node's settings.",
		);
	}
	texts.add(text);
}

const emptyTextError = (run: Run, itemIndex: number) =>
	userError(
		run,
		"'Numbers' is empty",
		'Enter phone numbers with their country code, one per line. Nothing was sent.',
		{ itemIndex },
	);

function fileSource(
	run: Run,
	item: number,
	readingOf: ReadingOf,
	options: SourceOptions,
): NumberSource {
	return {
		async each(visit) {
			const opened = await tolerating(run, [item], options, async () => {
				const reading = readingOf(item);
				const file = await inputFile(run, item);
				// Of a file that breaks off nothing may be sent. Other items' numbers are, under On Error = Continue: so it
				// is read once to see whether it can be, and stays out of the memory.
				if (run.continues) await readToEnd(file.stream());
				return { reading, file };
			});
			if (!opened) return;
			const { reading, file } = opened;
			const breathe = breather();
			let read = 0;
			// Should it break off now, this throws, and nothing at all is sent.
			for await (const line of readLines(file.stream())) {
				if (++read % STRIDE === 0) await breathe();
				if (line.trim() !== '') visit(line, item, reading);
			}
		},
	};
}

/** Does what is about some items alone. What is wrong then is wrong with them, and `undefined` comes back. */
async function tolerating<Value>(
	run: Run,
	items: number[],
	{ onProblem }: SourceOptions,
	work: () => Promise<Value>,
): Promise<Value | undefined> {
	try {
		return await work();
	} catch (thrown) {
		const error = toleratedError(run, thrown);
		for (const item of items) onProblem(item, error);
		return undefined;
	}
}
