import type { ParsedNumber, RejectedNumber } from '../numbers/createNumberParser';
import { separateNumbers } from '../numbers/entries';
import { LineReader } from '../numbers/LineReader';
import { type NodeError, rethrowUnlessContinuing, userError } from '../run/errors';
import { textOf } from '../run/readOption';
import type { Run } from '../run/Run';
import { createYielder, forEachYielding } from '../util/createYielder';
import { readToEnd } from '../util/streams';
import { readInputFile } from './inputFile';
import {
	itemSettings,
	type ItemSettings,
	type ParserSettings,
	SETTING_PARAMETERS,
} from './itemSettings';
import { numbersField, sourceOf } from './numberFields';
import { assertPhoneFieldExists, phoneCells } from './phoneCells';

/** A row, a line of a file or an entry of a text. */
export interface Entry {
	readonly item: number;
	readonly settings: ItemSettings;
	/** As it is written. For a line of a file, this takes longer than its number. */
	readonly value: unknown;
}

/** Called with each entry and the number that it was read as. A line is only there during the call. */
export type Visit = (number: ParsedNumber | RejectedNumber, entry: Entry) => void;

/**
 * Visits the numbers that belong together: all rows, or the text or file of one item. It lets n8n do other work in between.
 *
 * @throws NodeOperationError if the source as a whole can't be used.
 */
export type NumberSource = (visit: Visit) => Promise<void>;

/** Called for an item that can't be read, under On Error = Continue; otherwise the error is thrown. */
export type OnProblem = (item: number, error: NodeError) => void;

/** Bytes of a file that are read between two chances for other work. */
const SLICE_BYTES = 16 * 1024;

/** The sources of numbers that 'Source' chooses. */
export function numberSources(
	run: Run,
	rules: ParserSettings,
	onProblem: OnProblem,
): NumberSource[] {
	const settingsOf = itemSettings(run, rules);
	const all = run.items.map((_, item) => item);
	switch (sourceOf(run)) {
		case 'text': {
			const isPerItem = run.isExpression('numbers', ...SETTING_PARAMETERS);
			const texts = isPerItem ? all.map((item) => [item]) : [all];
			return texts.map((items) => async (visit) => await visitText(items, visit));
		}
		case 'binary':
			return all.map((item) => async (visit) => await visitFile(item, visit));
		default:
			return [visitRows];
	}

	async function visitRows(visit: Visit): Promise<void> {
		const cells = phoneCells(run);
		assertPhoneFieldExists(run, cells);
		await forEachYielding(all, (item) => {
			try {
				visitValue(visit, cells(item), item, settingsOf(item));
			} catch (error) {
				fail([item], error);
			}
		});
	}

	async function visitText(items: number[], visit: Visit): Promise<void> {
		try {
			const [item] = items;
			const entries = separateNumbers(textToCheck(run, item));
			if (entries.length === 0) {
				throw userError(
					run,
					"'Numbers' is empty",
					'Enter phone numbers with their country code, one per line. Nothing was sent.',
					{ itemIndex: item },
				);
			}
			const settings = settingsOf(item);
			await forEachYielding(entries, (entry) => visitValue(visit, entry, item, settings));
		} catch (error) {
			fail(items, error);
		}
	}

	async function visitFile(item: number, visit: Visit): Promise<void> {
		let settings: ItemSettings;
		try {
			settings = settingsOf(item);
			// Nothing may be sent from a file that is cut off. Under On Error = Continue other items are still sent, so the file is first read
			// to its end, without keeping it in memory.
			if (run.continues) await readToEnd(readInputFile(run, item));
		} catch (error) {
			return fail([item], error);
		}
		const lines = new LineReader(() => {
			const { value, digits, hasPlus } = lines;
			const plain = digits > 0 ? settings.readDigits(value, digits, hasPlus) : undefined;
			visit(plain ?? settings.parse(lines.text), line);
		});
		const line: Entry = {
			item,
			settings,
			get value() {
				return lines.text;
			},
		};
		const yieldIfDue = createYielder();
		// If the file is cut off here, this throws and nothing is sent.
		for await (const bytes of readInputFile(run, item)) {
			for (let start = 0; start < bytes.length; start += SLICE_BYTES) {
				lines.add(bytes.subarray(start, start + SLICE_BYTES));
				await yieldIfDue();
			}
		}
		lines.finish();
	}

	function fail(items: number[], thrown: unknown): void {
		const error = rethrowUnlessContinuing(run, thrown);
		for (const item of items) onProblem(item, error);
	}
}

function visitValue(visit: Visit, value: unknown, item: number, settings: ItemSettings): void {
	visit(settings.parse(value), { value, item, settings });
}

/** An expression may return a list. */
const textToCheck = (run: Run, item: number) =>
	[run.parameter('numbers', item, '')]
		.flat()
		.map((each) => textOf(run, numbersField, each, item))
		.join();
