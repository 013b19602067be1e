import type { App } from '../../apps/apps';
import type { ParsedNumber, RejectedNumber } from '../../numbers/createNumberParser';
import type { EarlierResult } from '../../results/ResultColumns';
import { numberSources } from '../input/numberSources';
import { NumberTally } from '../input/NumberTally';
import { sourceOf } from '../input/sourceOf';
import { breather, STRIDE } from '../run/breather';
import type { NodeError } from '../run/errors';
import type { Run } from '../run/Run';
import type { Upload } from '../uploads/Upload';
import { UploadPlan } from '../uploads/UploadPlan';
import { columnsKey, type CheckSettings } from './checkOptions';
import { hasResult, isAbout, isFresh, isUnderWay } from './earlierResult';
import { EarlierTally } from './EarlierTally';
import { KnownResults } from './KnownResults';
import { problemRows } from './problemRows';
import { INVALID, OPEN, type Question, type Row } from './Row';

export interface ReadRows {
	rows: Row[];
	/** The uploads to make. */
	planned: Upload[];
	/** Those that earlier runs made. */
	resumed: Upload[];
	/** How many rows ask their own app what an earlier row asks, and share its upload. */
	duplicates: number;
	tally: NumberTally;
}

/** Reads all rows and settles their questions. Sends nothing. */
export async function readRows(run: Run, settings: CheckSettings): Promise<ReadRows> {
	const rows: Row[] = [];
	const planned: Upload[] = [];
	const tally = new NumberTally();
	const known = new KnownResults();
	const isItems = sourceOf(run) === 'items';
	const now = run.startedAt;
	const tallyOfEarlier = new EarlierTally(settings, now);

	const problemRow = problemRows(run, settings.columnsOf, settings);
	const onProblem = (item: number, error: NodeError) => rows.push(problemRow(item, error));
	let duplicates = 0;
	let shared: readonly Question[] = [];

	for (const source of numberSources(run, { ...settings, onProblem })) {
		const first = rows.length;
		await source.each((value, item, { apps, country, parse }) => {
			const json = isItems ? run.items[item].json : { phone: value as string };
			const number = parse(value);
			const row: Row = { json, item, number, apps, questions: [], isDuplicate: false };
			row.questions = settleRow(row);
			rows.push(row);
			if (!row.questions.some((question) => question === OPEN || question === INVALID)) return;
			tally.look(value, country);
			if (!number.ok) tally.reject(number);
		});
		const plan = new UploadPlan(settings.splitBy);
		duplicates += await assign(rows, first, plan, known);
		for (const upload of plan.uploads) planned.push(upload);
	}
	tallyOfEarlier.addHints(run);
	return { rows, planned, resumed: known.uploads, duplicates, tally };

	/** What can be told of the questions of a row before anything is sent. The lines of a text or a file have no results. */
	function settleRow(row: Row): readonly Question[] {
		const { json, item, apps } = row;
		const number = row.number as ParsedNumber | RejectedNumber;
		const brought: Array<EarlierResult | undefined> = [];
		for (let at = 0; isItems && at < apps.length; at++) {
			brought.push(settings.columnsOf(columnsKey(apps, at)).read(json));
		}
		// Most rows come in for the first time: they share the array.
		if (!brought.some(Boolean)) {
			const question = number.ok ? OPEN : INVALID;
			const isShared = shared.length === apps.length && shared[0] === question;
			return isShared ? shared : (shared = apps.map(() => question));
		}
		const earlier = brought.map((each, at) =>
			each && isAbout(each, number, apps[at]) ? each : undefined,
		);
		const isResumed = number.ok && earlier.some((each) => each && isUnderWay(each));
		return apps.map((app, at) => {
			const question = settle(app, number, earlier[at], isResumed);
			if (brought[at] && question.kind !== 'kept') {
				tallyOfEarlier.look(item, brought[at], earlier[at] !== undefined);
			}
			if (question.kind === 'upload' && number.ok) {
				const isNew = question.add(number.digits, item);
				if (at === 0) row.isDuplicate = !isNew;
			}
			return question;
		});
	}

	/** @param isResumed Whether the row comes back for an upload, of this app or another: it keeps the answers it has. */
	function settle(
		app: App,
		number: ParsedNumber | RejectedNumber,
		earlier: EarlierResult | undefined,
		isResumed: boolean,
	): Question {
		if (earlier && isFresh(earlier, settings, now)) {
			if (number.ok) known.addAnswer(app, number.digits, earlier);
			return { kind: 'kept', status: earlier.status };
		}
		if (!number.ok) return INVALID;
		if (earlier && isUnderWay(earlier)) return known.resume(app, number, earlier.uploadId);
		return isResumed && earlier && hasResult(earlier)
			? { kind: 'kept', status: earlier.status }
			: OPEN;
	}
}

/**
 * Assigns what is to be sent to uploads, from a row on, unless another row has the answer or an upload with the number.
 *
 * @returns how many rows ask their own app what an earlier one asks
 */
async function assign(
	rows: Row[],
	first: number,
	plan: UploadPlan,
	known: KnownResults,
): Promise<number> {
	const breathe = breather();
	let duplicates = 0;
	let last: readonly Question[] = [];
	for (let index = first; index < rows.length; index++) {
		if (index % STRIDE === 0) await breathe();
		const row = rows[index];
		const { number, apps, item } = row;
		if (!number?.ok) continue;
		// Most rows are settled as the one before: they share the array.
		let settled: Question[] | undefined;
		for (let at = 0; at < apps.length; at++) {
			let question = row.questions[at];
			if (question === OPEN) {
				const before = known.get(apps[at], number.digits);
				question = before ?? plan.uploadFor(apps[at], number);
				const isNew = question.kind === 'upload' && !before && question.add(number.digits, item);
				if (at === 0 && !isNew) {
					row.isDuplicate = true;
					if (!before) duplicates++;
				}
			}
			if (!settled && question !== last[at]) settled = last.slice(0, at);
			settled?.push(question);
		}
		if (settled || last.length !== apps.length) last = settled ?? last.slice(0, apps.length);
		row.questions = last;
	}
	return duplicates;
}
