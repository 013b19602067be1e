import type { IDataObject } from 'n8n-workflow';

import type { App } from '../../apps/apps';
import type { ParsedNumber } from '../../numbers/createNumberParser';
import { NumberList } from '../../numbers/NumberList';
import { NumberBatch, type BatchList } from '../input/NumberBatch';
import { numberSources } from '../input/numberSources';
import { NumberTally } from '../input/NumberTally';
import { sourceOf } from '../input/sourceOf';
import type { NodeError } from '../run/errors';
import type { Run } from '../run/Run';
import { CheckedList } from './CheckedList';
import type { CheckSettings } from './checkOptions';
import {
	isAbout,
	isFresh,
	isUnderWay,
	keptResult,
	mayBeAbout,
	type EarlierAnswer,
} from './earlierResult';
import { EarlierTally } from './EarlierTally';
import { joinKnown, questionOf } from './joinKnown';
import { ListsToSend } from './ListsToSend';
import type { Row } from './Row';

export interface ReadRows {
	rows: Row[];
	/** The lists to send, and those that are under way already. */
	lists: CheckedList[];
	/** The lists to send, as they were batched. */
	batchLists: BatchList[];
	tally: NumberTally;
}

/** Reads all rows and decides for each: send, go on with its upload, pass through or reject. Sends nothing. */
export async function readRows(run: Run, settings: CheckSettings): Promise<ReadRows> {
	const rows: Row[] = [];
	const tally = new NumberTally();
	let toSend = new ListsToSend();
	const resumed = new Map<string, CheckedList>();
	const fresh = new Map<string, EarlierAnswer>();
	const isItems = sourceOf(run) === 'items';
	const now = run.startedAt;
	const tallyOfEarlier = new EarlierTally(settings, now);

	/** What a row brings along; the lines of a text or a file bring nothing. */
	const broughtBy = (json: IDataObject) => (isItems ? settings.columns.read(json) : undefined);
	const onProblem = (item: number, error: NodeError, cell?: unknown) => {
		const json = isItems ? run.items[item].json : {};
		const brought = broughtBy(json);
		const earlier = brought && mayBeAbout(brought, cell) ? brought : undefined;
		const kept = keptResult(earlier, settings, now);
		rows.push(
			kept.fresh && !run.hasErrorOutput
				? { json, item, kind: 'passed', status: kept.fresh.status }
				: { json, item, kind: 'problem', error, earlier: kept.underWay },
		);
	};

	for (const source of numberSources(run, { ...settings, onProblem })) {
		const batch = new NumberBatch(settings.splitBy);
		await source.each((value, item, reading) => {
			const json = isItems ? run.items[item].json : { phone: value as string };
			const { app, country, parse } = reading;
			const number = parse(value);
			const brought = broughtBy(json);
			const isMeant = brought !== undefined && isAbout(brought, number, reading);
			if (brought) tallyOfEarlier.look(brought, isMeant);
			const earlier = isMeant ? brought : undefined;
			if (earlier && isFresh(earlier, settings, now)) {
				if (number.ok) remember(fresh, questionOf(app, number.digits), earlier);
				rows.push({ json, item, kind: 'passed', status: earlier.status });
				return;
			}
			if (earlier && isUnderWay(earlier) && number.ok) {
				const list = resumedList(resumed, app, number, earlier.uploadId, item);
				const duplicate = !list.numbers.add(number.digits);
				const slot = list.numbers.indexOf(number.digits);
				rows.push({ json, item, kind: 'listed', number, list, slot, duplicate });
				return;
			}
			tally.look(value, country);
			if (!number.ok) {
				tally.reject(number);
				rows.push({ json, item, kind: 'rejected', rejection: number, app });
				return;
			}
			const added = batch.add(app, number, item);
			const list = toSend.listOf(added.list, item);
			const { slot, isNew } = added;
			rows.push({ json, item, kind: 'listed', number, list, slot, duplicate: !isNew });
		});
	}
	if (resumed.size > 0 || fresh.size > 0) {
		toSend = await joinKnown(rows, { underWay: resumed.values(), fresh }, settings.splitBy);
	}
	tallyOfEarlier.addHints(run);
	return {
		rows,
		tally,
		lists: [...toSend.checkedLists, ...resumed.values()],
		batchLists: toSend.batchLists,
	};
}

/** The younger one of two answers to a question. */
function remember(
	fresh: Map<string, EarlierAnswer>,
	question: string,
	answer: EarlierAnswer,
): void {
	const before = fresh.get(question);
	if (before && Date.parse(before.checkedAt) >= Date.parse(answer.checkedAt)) return;
	fresh.set(question, answer);
}

function resumedList(
	resumed: Map<string, CheckedList>,
	app: App,
	number: ParsedNumber,
	uploadId: string,
	item: number,
): CheckedList {
	const key = `${app.code}:${uploadId}`;
	let list = resumed.get(key);
	if (!list) {
		const numbers = new NumberList(number.country, number.callingCode);
		list = new CheckedList(app, numbers, item, uploadId);
		resumed.set(key, list);
	}
	return list;
}
