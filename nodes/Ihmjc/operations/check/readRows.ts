import type { IDataObject } from 'n8n-workflow';

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
import type { CheckSettings } from './checkOptions';
import { isAbout, isFresh, isUnderWay, keptResult, mayBeAbout } from './earlierResult';
import { EarlierTally } from './EarlierTally';
import { KnownResults } from './KnownResults';
import { INVALID, OPEN, type Question, type Row } from './Row';

export interface ReadRows {
	rows: Row[];
	/** The uploads to make. */
	planned: Upload[];
	/** Those that earlier runs made. */
	resumed: Upload[];
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

	/** What a row brings along; the lines of a text or a file bring nothing. */
	const broughtBy = (json: IDataObject) => (isItems ? settings.columns.read(json) : undefined);
	const onProblem = (item: number, error: NodeError, cell?: unknown) => {
		const json = isItems ? run.items[item].json : {};
		const brought = broughtBy(json);
		const earlier = brought && mayBeAbout(brought, cell) ? brought : undefined;
		const { fresh, underWay } = keptResult(earlier, settings, now);
		const question: Question =
			fresh && !run.hasErrorOutput
				? { kind: 'kept', status: fresh.status }
				: { kind: 'failed', error, earlier: underWay };
		rows.push({ json, item, apps: [], questions: [question], isDuplicate: false });
	};

	for (const source of numberSources(run, { strict: settings.strict, onProblem })) {
		const first = rows.length;
		await source.each((value, item, reading) => {
			const json = isItems ? run.items[item].json : { phone: value as string };
			const { app, country, parse } = reading;
			const number = parse(value);
			const brought = broughtBy(json);
			const isMeant = brought !== undefined && isAbout(brought, number, reading);
			if (brought) tallyOfEarlier.look(brought, isMeant);
			const question = settle(app, number, isMeant ? brought : undefined);
			if (question === OPEN || question === INVALID) tally.look(value, country);
			if (question === INVALID && !number.ok) tally.reject(number.reason);
			const isDuplicate =
				question.kind === 'upload' && number.ok && !question.add(number.digits, item);
			rows.push({ json, item, number, apps: [app], questions: [question], isDuplicate });
		});
		const plan = new UploadPlan(settings.splitBy);
		await assign(rows, first, plan, known);
		for (const upload of plan.uploads) planned.push(upload);
	}
	tallyOfEarlier.addHints(run);
	return { rows, planned, resumed: known.uploads, tally };

	/** What can be told of a question before anything is sent. */
	function settle(
		app: App,
		number: ParsedNumber | RejectedNumber,
		earlier: EarlierResult | undefined,
	): Question {
		if (earlier && isFresh(earlier, settings, now)) {
			if (number.ok) known.addAnswer(app, number.digits, earlier);
			return { kind: 'kept', status: earlier.status };
		}
		if (!number.ok) return INVALID;
		if (earlier && isUnderWay(earlier)) return known.resume(app, number, earlier.uploadId);
		return OPEN;
	}
}

/** Assigns what is to be sent to uploads, from a row on, unless another row has the answer or an upload with the number. */
async function assign(
	rows: Row[],
	first: number,
	plan: UploadPlan,
	known: KnownResults,
): Promise<void> {
	const breathe = breather();
	let last: readonly Question[] = [];
	for (let index = first; index < rows.length; index++) {
		if (index % STRIDE === 0) await breathe();
		const row = rows[index];
		const { number, apps, item } = row;
		if (!number?.ok) continue;
		const questions = row.questions.map((question, at) => {
			if (question !== OPEN) return question;
			const before = known.get(apps[at], number.digits);
			const settled = before ?? plan.uploadFor(apps[at], number);
			const isNew = settled.kind === 'upload' && !before && settled.add(number.digits, item);
			if (at === 0) row.isDuplicate = !isNew;
			return settled;
		});
		// Most rows are settled as the one before: they share the array.
		const isSame = questions.every((question, at) => question === last[at]);
		if (!isSame || questions.length !== last.length) last = questions;
		row.questions = last;
	}
}
