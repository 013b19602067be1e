import type { App } from '../../apps/apps';
import { sourceOf } from '../../input/numberFields';
import { numberSources } from '../../input/numberSources';
import { NumberTally } from '../../input/NumberTally';
import type { NumberRules } from '../../numbers/chooseReading';
import {
	createNumberParser,
	type NumberParser,
	type ParsedNumber,
	type RejectedNumber,
} from '../../numbers/createNumberParser';
import type { PreviousResult } from '../../results/ResultColumns';
import type { NodeError } from '../../run/errors';
import type { Run } from '../../run/Run';
import { getOrCreate } from '../../util/values';
import { type CheckSettings, columnsKey } from './checkOptions';
import { KnownResults } from './KnownResults';
import {
	ageOf,
	hasResult,
	hasUpload,
	isAbout,
	type PreviousVerdict,
	storedNumber,
} from './previousResult';
import { PreviousTally } from './PreviousTally';
import { problemRows } from './recoverRows';
import { INVALID, OPEN, type Question, type Row } from './Row';

export interface ReadRows {
	rows: Row[];
	/** The index of the first row of each source, because each source makes its own uploads. */
	starts: number[];
	/** Previous results that rows have. */
	known: KnownResults;
	tally: NumberTally;
}

/** Reads all rows and finds the state of each question. It sends nothing. */
export async function readRows(run: Run, settings: CheckSettings): Promise<ReadRows> {
	const rows: Row[] = [];
	const starts: number[] = [];
	const tally = new NumberTally();
	const known = new KnownResults();
	const isItems = sourceOf(run) === 'items';
	const now = run.startedAt;
	const previousTally = new PreviousTally(settings, now);

	const readAnyNumber = anyNumberReader();
	const problemRow = problemRows(run, settings.columnsOf);
	const onProblem = (item: number, error: NodeError) => rows.push(problemRow(item, error));
	let shared: readonly Question[] = [];

	for (const source of numberSources(run, { ...settings, onProblem })) {
		starts.push(rows.length);
		await source.each((value, item, { apps, country, parse }) => {
			const json = isItems ? run.items[item].json : { phone: value as string };
			const number = parse(value);
			const row: Row = { json, item, number, apps, questions: [], isDuplicate: false };
			row.questions = settleRow(row, () => readAnyNumber(value, country));
			rows.push(row);
			if (!row.questions.some((question) => question === OPEN || question === INVALID)) return;
			if (!number.ok) tally.reject(number);
		});
	}
	previousTally.addHints(run);
	return { rows, starts, known, tally };

	/** Finds the state of a row's questions before anything is sent. Only items have previous results, not lines of a text or a file. */
	function settleRow(row: Row, readAny: () => ParsedNumber | undefined): readonly Question[] {
		const { json, item, apps } = row;
		const number = row.number as ParsedNumber | RejectedNumber;
		const previousResults: Array<PreviousResult | undefined> = [];
		for (let at = 0; isItems && at < apps.length; at++) {
			previousResults.push(settings.columnsOf(columnsKey(apps, at)).read(json));
		}
		// Most rows have no previous result, and share an array.
		if (!previousResults.some(Boolean)) {
			const question = number.ok ? OPEN : INVALID;
			const isShared = shared.length === apps.length && shared[0] === question;
			return isShared ? shared : (shared = apps.map(() => question));
		}
		const current = number.ok ? number : readAny();
		const previous = previousResults.map((each, at) =>
			each && isAbout(each, current, apps[at]) ? each : undefined,
		);
		const pending = previous.find((each) => each && hasUpload(each));
		if (pending && !number.ok) row.storedNumber = storedNumber(pending);
		return apps.map((app, at) => {
			const question = settle(app, row, previous[at], pending !== undefined);
			if (previousResults[at] && question.kind !== 'kept') {
				previousTally.count(item, previousResults[at], previous[at] !== undefined);
			}
			if (question.kind === 'upload') {
				const { digits } = (row.storedNumber ?? number) as ParsedNumber;
				const isNew = question.add(digits, item);
				if (at === 0) row.isDuplicate = !isNew;
			}
			return question;
		});
	}

	/** @param isResumed Whether the row comes back for an upload of any of its apps, so that it keeps the results it has. */
	function settle(
		app: App,
		{ number, storedNumber: stored }: Row,
		earlier: PreviousResult | undefined,
		isResumed: boolean,
	): Question {
		const isOk = number?.ok === true;
		if (earlier && ageOf(earlier, settings, now) === 'fresh') {
			if (isOk) known.addVerdict(app, number.digits, earlier as PreviousVerdict);
			return { kind: 'kept', status: earlier.status };
		}
		const meant = isOk ? number : stored;
		if (earlier && hasUpload(earlier) && meant) return known.resume(app, meant, earlier.uploadId);
		// A row without a number keeps its upload ID, because nothing can be looked up for it.
		if (isResumed && earlier && hasResult(earlier)) return { kind: 'kept', status: earlier.status };
		return isOk ? OPEN : INVALID;
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
