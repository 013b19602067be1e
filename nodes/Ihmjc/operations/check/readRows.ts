import { NumberTally } from '../../input/NumberTally';
import { visitNumbers } from '../../input/visitNumbers';
import type { NumberRules } from '../../numbers/chooseReading';
import { createNumberParser, type ParsedNumber } from '../../numbers/createNumberParser';
import type { ResultColumns } from '../../results/ResultColumns';
import type { RowResult } from '../../results/RowResult';
import { isUploadId } from '../../results/uploadId';
import { rethrowUnlessContinuing, shownValue, userError } from '../../run/errors';
import type { Run } from '../../run/Run';
import { unreadableId } from '../../uploads/fields';
import { Parts } from '../../uploads/Parts';
import type { ReadSettings } from './checkOptions';
import { rowFailer } from './failRows';
import { ageOf, decide, hasUpload, isAbout, KnownVerdicts } from './previousResult';
import { PreviousTally } from './PreviousTally';
import { ask, INVALID, openQuestion, type Question, questionSharer, type Row } from './Row';

export interface ReadRows {
	rows: Row[];
	/** The index of the first row of each source, because each source makes its own lists. */
	starts: Set<number>;
	/** The uploads that rows name. */
	parts: Parts;
	/** Fresh results that rows have. */
	verdicts: KnownVerdicts;
	tally: NumberTally;
}

/** Reads all rows and finds the state of each question. It sends nothing. */
export async function readRows(run: Run, settings: ReadSettings): Promise<ReadRows> {
	const { columnsOf, isItems, recheckAfter } = settings;
	const { startedAt } = run;
	const rows: Row[] = [];
	const starts = new Set<number>();
	const tally = new NumberTally();
	const parts = new Parts(run, settings.splitBy);
	const verdicts = new KnownVerdicts();
	const previousTally = new PreviousTally();
	const failedRow = rowFailer(run, settings);
	const shared = questionSharer();
	const age = (earlier: RowResult) => ageOf(earlier, recheckAfter, startedAt);

	await visitNumbers(run, settings, {
		keepsRows: true,
		onSource: () => starts.add(rows.length),
		onProblem: (item, error) => rows.push(failedRow(item, error)),
		onNumber(number, { item, value, settings: { apps, country } }) {
			const json = isItems ? run.items[item].json : { phone: value as string };
			const row: Row = { json, item, number, apps, questions: [], isDuplicate: false };
			// Only items have previous results, not lines of a text or a file.
			let previous: Array<RowResult | undefined> = [];
			try {
				if (isItems) previous = apps.map((_, at) => previousOf(item, columnsOf(apps, at)));
			} catch (error) {
				rows.push(failedRow(item, rethrowUnlessContinuing(run, error)));
				return;
			}
			row.questions = shared(
				previous.some(Boolean)
					? settle(row, previous, number.ok ? number : anyNumber(value, country))
					: apps.map(() => openQuestion(row)),
			);
			rows.push(row);
			if (!number.ok && row.questions.includes(INVALID)) tally.reject(number);
		},
	});
	// Rows with an error came before bare numbers, which wait for the end of their source.
	rows.sort((one, other) => one.item - other.item);
	previousTally.addHints(run);
	return { rows, starts, parts, verdicts, tally };

	/** Reads the previous result of a row for an app. */
	function previousOf(item: number, columns: ResultColumns): RowResult | undefined {
		const { json } = run.items[item];
		const foreign = columns.foreignField(json);
		if (foreign !== undefined) throw overwritingError(run, foreign, item);
		const earlier = columns.read(json);
		const near = earlier ? undefined : columns.nearMiss(json);
		if (near !== undefined) previousTally.nearMisses.set(item, near);
		if (earlier && hasUpload(earlier) && !isUploadId(earlier.uploadId)) {
			throw unreadableId(run, earlier.uploadId, item);
		}
		return earlier;
	}

	/** Decides what the previous results of a row mean, and registers that. */
	function settle(
		row: Row,
		all: Array<RowResult | undefined>,
		current: ParsedNumber | undefined,
	): Question[] {
		const { apps, item, number } = row;
		const previous = all.map((each, at) =>
			each && isAbout(each, current, apps[at]) ? each : undefined,
		);
		const { decisions, storedNumber } = decide(
			previous,
			number?.ok === true,
			(earlier) => age(earlier) === 'fresh',
		);
		const asked = storedNumber ?? current;
		row.storedNumber = storedNumber;
		row.previous = previous;
		return all.map((earlier, at): Question => {
			const decision = decisions[at];
			if (!earlier) return openQuestion(row);
			if (decision === 'share' && number?.ok) verdicts.add(apps[at], number.digits, earlier);
			if (decision === 'share' || decision === 'keep') {
				return { kind: 'kept', status: earlier.status };
			}
			if (!previous[at]) previousTally.countOther(item, earlier);
			else if (age(earlier) === 'unreadable') previousTally.withoutTime.add(item);
			if (decision === 'check' || !asked) return openQuestion(row);
			return ask(parts.resume(apps[at], asked, earlier.uploadId), row, at);
		});
	}
}

const overwritingError = (run: Run, field: string, itemIndex: number) =>
	userError(
		run,
		`The field "${shownValue(field)}" would be overwritten, although it is not a result of this node`,
		"Choose a different 'Output Name', or rename the field. Nothing was sent.",
		{ itemIndex },
	);

/** Also reads numbers that the options reject, to compare them to the number of the previous result. */
function anyNumber(value: unknown, defaultCountry: NumberRules['defaultCountry']) {
	const parsed = createNumberParser({ defaultCountry, strict: false, acceptForeign: true })(value);
	return parsed.ok ? parsed : undefined;
}
