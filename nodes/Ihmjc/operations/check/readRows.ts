import { NumberTally } from '../../input/NumberTally';
import type { ListSettings } from '../../input/itemSettings';
import { visitNumbers } from '../../input/visitNumbers';
import type { NumberRules } from '../../numbers/chooseReading';
import { createNumberParser, type NumberParser } from '../../numbers/createNumberParser';
import type { PreviousResult } from '../../results/ResultColumns';
import { isUploadId } from '../../results/uploadId';
import { rethrowUnlessContinuing, shownValue, userError } from '../../run/errors';
import type { Run } from '../../run/Run';
import { unreadableId } from '../../uploads/fields';
import { Parts } from '../../uploads/Parts';
import { getOrCreate } from '../../util/values';
import { columnsKey, type PreviousSettings } from './checkOptions';
import { rowFailer } from './failRows';
import { KnownVerdicts } from './KnownVerdicts';
import { ageOf, type Decision, decide, hasUpload, isAbout } from './previousResult';
import { PreviousTally } from './PreviousTally';
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
	const { columnsOf, isItems } = settings;
	const rows: Row[] = [];
	const starts: number[] = [];
	const tally = new NumberTally();
	const parts = new Parts(run, settings.splitBy);
	const verdicts = new KnownVerdicts();
	const previousTally = new PreviousTally();
	const readAnyNumber = anyNumberReader();
	const failedRow = rowFailer(run, settings);
	const shared = questionSharer();
	const isFresh = (earlier: PreviousResult) => ageOf(earlier, settings, run.startedAt) === 'fresh';

	await visitNumbers(run, settings, {
		keepsRows: true,
		onSource: () => starts.push(rows.length),
		onProblem: (item, error) => rows.push(failedRow(item, error)),
		onNumber(number, { item, value, settings: { apps, country } }) {
			const json = isItems ? run.items[item].json : { phone: value as string };
			const row: Row = { json, item, number, apps, questions: [], isDuplicate: false };
			// Only items have previous results, not lines of a text or a file.
			let previous: Array<PreviousResult | undefined> = [];
			try {
				if (isItems) previous = apps.map((_, at) => previousOf(item, columnsKey(apps, at)));
			} catch (error) {
				rows.push(failedRow(item, rethrowUnlessContinuing(run, error)));
				return;
			}
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

	/** Reads the previous result of a row for an app. */
	function previousOf(item: number, app: string): PreviousResult | undefined {
		const { json } = run.items[item];
		const columns = columnsOf(app);
		const foreign = columns.foreignField(json);
		if (foreign !== undefined) throw overwritingError(run, foreign, item);
		const earlier = columns.read(json);
		if (!earlier) previousTally.countNearMiss(item, columns.nearMiss(json));
		else if (hasUpload(earlier) && !isUploadId(earlier.uploadId)) {
			throw unreadableId(run, earlier.uploadId, item);
		}
		return earlier;
	}

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

const overwritingError = (run: Run, field: string, itemIndex: number) =>
	userError(
		run,
		`The field "${shownValue(field)}" would be overwritten, although it is not a result of this node`,
		"Choose a different 'Output Name', or rename the field. Nothing was sent.",
		{ itemIndex },
	);

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
