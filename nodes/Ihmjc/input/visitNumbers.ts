import type { ParsedNumber, RejectedNumber } from '../numbers/createNumberParser';
import type { NodeError } from '../run/errors';
import type { Run } from '../run/Run';
import type { ItemSettings, ParserSettings } from './itemSettings';
import { numberSources } from './numberSources';

/** Takes in the numbers of all sources, one after another. */
export interface NumberVisitor {
	/** Called before the numbers of each source: all rows, or the text or file of one item. */
	onSource(): void;
	/** @param value The cell, line or entry as it is. */
	onNumber(
		number: ParsedNumber | RejectedNumber,
		item: number,
		settings: ItemSettings,
		value: unknown,
	): void;
	/** Called for an item that can't be read, under On Error = Continue; otherwise the error is thrown. */
	onProblem(item: number, error: NodeError): void;
}

/** Reads the numbers of all sources. */
export async function visitNumbers(
	run: Run,
	rules: ParserSettings,
	visitor: NumberVisitor,
): Promise<void> {
	const onProblem = (item: number, error: NodeError) => visitor.onProblem(item, error);
	for (const source of numberSources(run, { ...rules, onProblem })) {
		visitor.onSource();
		await source.each((value, item, settings) =>
			visitor.onNumber(settings.parse(value), item, settings, value),
		);
	}
}
