import type { ParsedNumber, RejectedNumber } from '../numbers/createNumberParser';
import { separateNumbers } from '../numbers/entries';
import { LineReader } from '../numbers/LineReader';
import { type NodeError, rethrowUnlessContinuing, userError } from '../run/errors';
import { textOf } from '../run/readOption';
import type { Run } from '../run/Run';
import { createYielder, YIELD_INTERVAL } from '../util/createYielder';
import { readToEnd } from '../util/streams';
import { readInputFile } from './inputFile';
import {
	itemSettings,
	type ItemSettings,
	type ParserSettings,
	type ItemSettingsReader,
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

/** Numbers that belong together: all rows, or the text or file of one item. */
export interface NumberSource {
	/**
	 * Visits every number, and lets n8n do other work in between.
	 *
	 * @throws NodeOperationError if the source as a whole can't be used.
	 */
	each(visit: Visit): Promise<void>;
}

export interface SourceOptions extends ParserSettings {
	/** Called for an item that can't be read, under On Error = Continue; otherwise the error is thrown. */
	onProblem: (item: number, error: NodeError) => void;
}

/** With an expression in one of these, each item has a text of its own. */
const TEXT_PARAMETERS = ['numbers', 'app', 'appCode', 'additionalApps', 'defaultCountry'];

/** The sources of numbers that 'Source' chooses. */
export function numberSources(run: Run, options: SourceOptions): NumberSource[] {
	const settingsOf = itemSettings(run, options);
	const all = run.items.map((_, item) => item);
	switch (sourceOf(run)) {
		case 'text': {
			const isPerItem = TEXT_PARAMETERS.some((name) => run.isExpression(name));
			const texts = isPerItem ? all.map((item) => [item]) : [all];
			return texts.map((items) => textSource(run, items, settingsOf, options));
		}
		case 'binary':
			return all.map((item) => fileSource(run, item, settingsOf, options));
		default:
			return [rowSource(run, all, settingsOf, options)];
	}
}

function rowSource(
	run: Run,
	items: number[],
	settingsOf: ItemSettingsReader,
	options: SourceOptions,
): NumberSource {
	return {
		async each(visit) {
			const cells = phoneCells(run);
			assertPhoneFieldExists(run, cells);
			const yieldIfDue = createYielder();
			for (const item of items) {
				if (item % YIELD_INTERVAL === 0) await yieldIfDue();
				try {
					visitValue(visit, cells(item), item, settingsOf(item));
				} catch (error) {
					options.onProblem(item, rethrowUnlessContinuing(run, error));
				}
			}
		},
	};
}

function textSource(
	run: Run,
	items: number[],
	settingsOf: ItemSettingsReader,
	options: SourceOptions,
): NumberSource {
	return {
		async each(visit) {
			await tolerating(run, items, options, async () => {
				const [first] = items;
				const entries = separateNumbers(textToCheck(run, first));
				if (entries.length === 0) throw emptyTextError(run, first);
				const settings = settingsOf(first);
				const yieldIfDue = createYielder();
				for (const [index, entry] of entries.entries()) {
					if (index % YIELD_INTERVAL === 0) await yieldIfDue();
					visitValue(visit, entry, first, settings);
				}
			});
		},
	};
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

const emptyTextError = (run: Run, itemIndex: number) =>
	userError(
		run,
		"'Numbers' is empty",
		'Enter phone numbers with their country code, one per line. Nothing was sent.',
		{ itemIndex },
	);

/** Bytes of a file that are read between two chances for other work. */
const STRIDE = 16 * 1024;

function fileSource(
	run: Run,
	item: number,
	settingsOf: ItemSettingsReader,
	options: SourceOptions,
): NumberSource {
	return {
		async each(visit) {
			const settings = await tolerating(run, [item], options, async () => {
				const its = settingsOf(item);
				// Nothing may be sent from a file that is cut off. Under On Error = Continue other items are still sent, so the file is first read
				// to its end, without keeping it in memory.
				if (run.continues) await readToEnd(readInputFile(run, item));
				return its;
			});
			if (!settings) return;
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
				for (let start = 0; start < bytes.length; start += STRIDE) {
					lines.add(bytes.subarray(start, start + STRIDE));
					await yieldIfDue();
				}
			}
			lines.finish();
		},
	};
}

/** Does work for some items. Under On Error = Continue, an error is reported for these items only, and the result is `undefined`. */
async function tolerating<Value>(
	run: Run,
	items: number[],
	{ onProblem }: SourceOptions,
	work: () => Promise<Value>,
): Promise<Value | undefined> {
	try {
		return await work();
	} catch (thrown) {
		const error = rethrowUnlessContinuing(run, thrown);
		for (const item of items) onProblem(item, error);
		return undefined;
	}
}
