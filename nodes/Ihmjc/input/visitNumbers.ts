import { BARE_REFUSAL, BareNumbers } from '../numbers/BareNumbers';
import type { ParsedNumber, RejectedNumber } from '../numbers/createNumberParser';
import { counted, withThousands } from '../run/hints';
import type { Run } from '../run/Run';
import { forEachYielding } from '../util/createYielder';
import type { ParserSettings } from './itemSettings';
import { sourceOf } from './numberFields';
import {
	type Entry,
	type NumberSource,
	numberSources,
	type OnProblem,
	type Visit,
} from './numberSources';

/** Takes in the numbers of all sources, one after another. */
export interface NumberVisitor {
	/** Whether entries must come in order, each with its value. Otherwise a long file is read without keeping any text. */
	keepsRows: boolean;
	/** Called before the numbers of each source: all rows, or the text or file of one item. */
	onSource: () => void;
	onNumber: Visit;
	onProblem: OnProblem;
}

/** Reads the numbers of all sources. Bare numbers are decided on when their source has been read. */
export async function visitNumbers(
	run: Run,
	rules: ParserSettings,
	visitor: NumberVisitor,
): Promise<void> {
	const isFlat = !visitor.keepsRows && sourceOf(run) === 'binary';
	for (const source of numberSources(run, rules, visitor.onProblem)) {
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
	await source((number, entry) => {
		const isBare = bare.count(number);
		if (!isBare && waiting.length === 0) return visit(number, entry);
		const { item, settings, value } = entry;
		waiting.push([number, { item, settings, value }]);
	});
	await forEachYielding(waiting, ([number, entry]) => visit(number, entry));
}

/** Bare numbers wait in lists for the end of the source, all of whose entries have the same item and settings. */
async function visitFlat(source: NumberSource, bare: BareNumbers, visit: Visit): Promise<void> {
	let last: Entry | undefined;
	await source((number, entry) => {
		if (bare.keep(number)) last = entry;
		else visit(number, entry);
	});
	await forEachYielding(bare.kept(), (number) => visit(number, last as Entry));
}

/** Some rows, texts and files have numbers of several countries under None, and none of them can be told from a stranger's. */
function bareHint({ hints }: Run, { total, valid }: BareNumbers): void {
	const without = total - valid;
	hints.warning(
		`${withThousands(without)} of ${counted(total, 'number')} without + or 00 ${without === 1 ? 'has' : 'have'} no country code, so all were skipped. Choose their country in 'Default Country', or write every number with + and its country code.`,
	);
}
