import { BARE_REFUSAL, BareNumbers } from '../numbers/BareNumbers';
import type { ParsedNumber, RejectedNumber } from '../numbers/createNumberParser';
import type { NodeError } from '../run/errors';
import { counted, withThousands } from '../run/hints';
import type { Run } from '../run/Run';
import { createYielder, YIELD_INTERVAL } from '../util/createYielder';
import type { ParserSettings } from './itemSettings';
import { sourceOf } from './numberFields';
import { type Entry, type NumberSource, numberSources, type Visit } from './numberSources';

/** Takes in the numbers of all sources, one after another. */
export interface NumberVisitor {
	/** Whether entries must come in order, each with its value. Otherwise a long file is read without keeping any text. */
	keepsRows: boolean;
	/** Called before the numbers of each source: all rows, or the text or file of one item. */
	onSource(): void;
	onNumber: Visit;
	/** Called for an item that can't be read, under On Error = Continue; otherwise the error is thrown. */
	onProblem(item: number, error: NodeError): void;
}

/** Reads the numbers of all sources. Bare numbers are decided on when their source has been read. */
export async function visitNumbers(
	run: Run,
	rules: ParserSettings,
	visitor: NumberVisitor,
): Promise<void> {
	const onProblem = (item: number, error: NodeError) => visitor.onProblem(item, error);
	const isFlat = !visitor.keepsRows && sourceOf(run) === 'binary';
	for (const source of numberSources(run, { ...rules, onProblem })) {
		visitor.onSource();
		const bare = new BareNumbers();
		await (isFlat ? visitFlat : visitInOrder)(source, bare, (number, entry) =>
			visitor.onNumber(number.isBare && bare.areRefused ? BARE_REFUSAL : number, entry),
		);
		if (bare.areRefused) bareHint(run, bare);
	}
}

/** From the first bare number on, entries wait for the end of the source. */
async function visitInOrder(source: NumberSource, bare: BareNumbers, visit: Visit): Promise<void> {
	const waiting: Array<[number: ParsedNumber | RejectedNumber, entry: Entry]> = [];
	await source.each((number, entry) => {
		const isBare = bare.count(number);
		if (!isBare && waiting.length === 0) return visit(number, entry);
		const { item, settings, value } = entry;
		waiting.push([number, { item, settings, value }]);
	});
	const yieldIfDue = createYielder();
	for (const [index, [number, entry]] of waiting.entries()) {
		if (index % YIELD_INTERVAL === 0) await yieldIfDue();
		visit(number, entry);
	}
}

/** Bare numbers wait in lists for the end of the source, all of whose entries have the same item and settings. */
async function visitFlat(source: NumberSource, bare: BareNumbers, visit: Visit): Promise<void> {
	let last: Entry | undefined;
	await source.each((number, entry) => {
		if (bare.keep(number)) last = entry;
		else visit(number, entry);
	});
	if (!last) return;
	const yieldIfDue = createYielder();
	let visited = 0;
	for (const number of bare.kept()) {
		if (++visited % YIELD_INTERVAL === 0) await yieldIfDue();
		visit(number, last);
	}
}

/** Some rows, texts and files have numbers of several countries under None, and none of them can be told from a stranger's. */
function bareHint({ hints }: Run, { total, valid }: BareNumbers): void {
	const without = total - valid;
	hints.warning(
		`${withThousands(String(without))} of ${counted(total, 'number')} without + or 00 ${without === 1 ? 'has' : 'have'} no country code, so none of them was sent. Choose their country in 'Default Country', or write every number with + and its country code.`,
	);
}
