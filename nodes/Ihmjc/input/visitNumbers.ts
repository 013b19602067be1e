import type { NodeError } from '../run/errors';
import type { Run } from '../run/Run';
import type { ParserSettings } from './itemSettings';
import { numberSources, type Visit } from './numberSources';

/** Takes in the numbers of all sources, one after another. */
export interface NumberVisitor {
	/** Called before the numbers of each source: all rows, or the text or file of one item. */
	onSource(): void;
	onNumber: Visit;
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
		await source.each((number, entry) => visitor.onNumber(number, entry));
	}
}
