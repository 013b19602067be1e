import { NumberTally } from '../../input/NumberTally';
import type { ListSettings } from '../../input/itemSettings';
import { sourceOf } from '../../input/numberFields';
import { visitNumbers } from '../../input/visitNumbers';
import type { NumberRules } from '../../numbers/chooseReading';
import { createNumberParser, type NumberParser } from '../../numbers/createNumberParser';
import type { PreviousResult } from '../../results/ResultColumns';
import type { Run } from '../../run/Run';
import { Parts } from '../../uploads/Parts';
import { getOrCreate } from '../../util/values';
import { columnsKey, type PreviousSettings } from './checkOptions';
import { KnownVerdicts } from './KnownVerdicts';
import { ageOf, type Decision, decide, isAbout } from './previousResult';
import { PreviousTally } from './PreviousTally';
import { problemRows } from './recoverRows';
import { askedNumber, INVALID, OPEN, type Question, questionSharer, type Row } from './Row';

export interface ReadRows {
	rows: Row[];
	/** The index of the first row of each source, because each source makes its own lists. */
	starts: number[];
	/** The uploads that rows name. */
	parts: Parts;
	/** Fresh results that rows have. */
	verdicts: KnownVerdicts;
	tally: NumberTally;
}

/** Reads all rows and finds the state of each question. It sends nothing. */
export async function readRows(
	run: Run,
	settings: ListSettings & PreviousSettings,
): Promise<ReadRows> {
	const rows: Row[] = [];
	const starts: number[] = [];
	const tally = new NumberTally();
	const parts = new Parts(run, settings.splitBy);
	const verdicts = new KnownVerdicts();
	const previousTally = new PreviousTally();
	const isItems = sourceOf(run) === 'items';
	const readAnyNumber = anyNumberReader();
	const problemRow = problemRows(run, settings.columnsOf);
	const shared = questionSharer();
	const isFresh = (earlier: PreviousResult) => ageOf(earlier, settings, run.startedAt) === 'fresh';

	await visitNumbers(run, settings, {
		keepsRows: true,
		onSource: () => starts.push(rows.length),
		onProblem: (item, error) => rows.push(problemRow(item, error)),
		onNumber(number, { item, value, settings: { apps, country } }) {
			const json = isItems ? run.items[item].json : { phone: value as string };
			const row: Row = { json, item, number, apps, questions: [], isDuplicate: false };
			// Only items have previous results, not lines of a text or a file.
			const previous = isItems
				? apps.map((_, at) => settings.columnsOf(columnsKey(apps, at)).read(json))
				: [];
			if (previous.some(Boolean)) {
				row.questions = shared(settle(row, previous, () => readAnyNumber(value, country)));
			} else {
				const question = number.ok ? OPEN : INVALID;
				row.questions = shared(apps.map(() => question));
			}
			rows.push(row);
			if (!number.ok && row.questions.some((question) => question === INVALID)) {
				tally.reject(number);
			}
		},
	});
	previousTally.addHints(run);
	return { rows, starts, parts, verdicts, tally };

	/** Decides what the previous results of a row mean, and registers that. */
	function settle(
		row: Row,
		all: Array<PreviousResult | undefined>,
		readAny: () => ReturnType<typeof readAnyNumber>,
	): Question[] {
		const { apps, item, number } = row;
		const current = number?.ok ? number : readAny();
		const previous = all.map((each, at) =>
			each && isAbout(each, current, apps[at]) ? each : undefined,
		);
		const { decisions, storedNumber } = decide(previous, number?.ok === true, isFresh);
		row.storedNumber = storedNumber;
		row.previous = previous;
		for (const [at, earlier] of all.entries()) {
			if (!earlier || decisions[at].kind === 'keep') continue;
			const isUnreadable = ageOf(earlier, settings, run.startedAt) === 'unreadable';
			previousTally.count(item, earlier, previous[at] !== undefined, isUnreadable);
		}
		return decisions.map((decision, at) => register(row, at, decision));
	}

	function register(row: Row, at: number, decision: Decision): Question {
		const app = row.apps[at];
		const asked = askedNumber(row);
		if (decision.kind === 'keep') {
			const { status, verdict } = decision;
			if (verdict && row.number?.ok) verdicts.add(app, row.number.digits, verdict);
			return { kind: 'kept', status };
		}
		if (decision.kind === 'resume' && asked) {
			const part = parts.resume(app, asked, decision.uploadId);
			const isNew = part.add(asked.digits, row.item);
			if (at === 0) row.isDuplicate = !isNew;
			return part;
		}
		return row.number?.ok ? OPEN : INVALID;
	}
}

/** Makes a function that also reads numbers that the options reject, to compare them to the number of the previous result. */
function anyNumberReader() {
	const parsers = new Map<NumberRules['defaultCountry'], NumberParser>();
	return (value: unknown, defaultCountry: NumberRules['defaultCountry']) => {
		const parse = getOrCreate(parsers, defaultCountry, () =>
			createNumberParser({ defaultCountry, strict: false, acceptForeign: true }),
		);
		const parsed = parse(value);
		return parsed.ok ? parsed : undefined;
	};
}
