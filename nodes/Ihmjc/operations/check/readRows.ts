import type { IDataObject } from 'n8n-workflow';

import type { App } from '../../apps/apps';
import { NumberList } from '../../numbers/NumberList';
import type { ParsedNumber, RejectedNumber } from '../../numbers/parseNumber';
import type { EarlierResult, ResultColumns } from '../../results/ResultColumns';
import { NumberBatch, type BatchList } from '../input/NumberBatch';
import { numberSources, type HowToRead } from '../input/numberSources';
import { NumberTally } from '../input/NumberTally';
import type { NodeError } from '../operation';
import type { Run } from '../Run';
import { CheckedList } from './CheckedList';
import type { CheckSettings } from './checkOptions';
import { joinUnderWay } from './joinUnderWay';
import { ListsToSend } from './ListsToSend';

/** A row and what is to become of it. */
export type Row = {
	json: IDataObject;
	/** The input item that it is, or comes from. */
	item: number;
} & (
	| {
			kind: 'listed';
			number: ParsedNumber;
			list: CheckedList;
			slot: number;
			duplicate: boolean;
	  }
	| { kind: 'rejected'; rejection: RejectedNumber; app: App }
	/** It brought a fresh result along. */
	| { kind: 'passed'; status: string }
	| { kind: 'problem'; error: NodeError; earlier?: EarlierResult }
);

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
	const isItems = run.text('source', 0) === 'items';
	const now = run.startedAt;

	const onProblem = (item: number, error: NodeError) => {
		const json = isItems ? run.items[item].json : {};
		rows.push({
			json,
			item,
			kind: 'problem',
			error,
			earlier: resultUnderWay(json, settings.columns),
		});
	};

	for (const source of numberSources(run, { strict: settings.strict, onProblem })) {
		const batch = new NumberBatch(settings.splitBy);
		await source.each((value, item, reading) => {
			const json = isItems ? run.items[item].json : { phone: value as string };
			const { app, country, parse } = reading;
			const number = parse(value);
			const earlier = isItems ? earlierResult(json, settings, number, reading) : undefined;
			if (earlier && isFresh(earlier, settings, now)) {
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
				tally.reject(number.reason);
				rows.push({ json, item, kind: 'rejected', rejection: number, app });
				return;
			}
			const added = batch.add(app, number, item);
			const list = toSend.listOf(added.list, item);
			const { slot, isNew } = added;
			rows.push({ json, item, kind: 'listed', number, list, slot, duplicate: !isNew });
		});
	}
	if (resumed.size > 0) toSend = await joinUnderWay(rows, resumed.values(), settings.splitBy);
	return {
		rows,
		tally,
		lists: [...toSend.checkedLists, ...resumed.values()],
		batchLists: toSend.batchLists,
	};
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

/**
 * The result that a row brings along, if it is about this app and the number that the row holds now: a cell
 * that was corrected since is a new question.
 */
function earlierResult(
	json: IDataObject,
	{ columns }: CheckSettings,
	number: ParsedNumber | RejectedNumber,
	{ app }: HowToRead,
): EarlierResult | undefined {
	const earlier = columns.read(json);
	if (!earlier) return undefined;
	if (earlier.app !== '' && earlier.app !== app.slug) return undefined;
	if (earlier.number === '') return earlier;
	const isSameNumber = number.ok && earlier.number.replace(/\D/g, '') === number.digits;
	return isSameNumber ? earlier : undefined;
}

/**
 * Whether its upload has been made: it is gone on with, for a second one would be a second payment. Also
 * after a failure that came later than the upload.
 */
const isUnderWay = ({ status, uploadId }: EarlierResult) =>
	uploadId !== '' && (status === 'pending' || status === 'failed');

/** The result that a row brings along if its upload has been made. */
export function resultUnderWay(
	json: IDataObject,
	columns: ResultColumns,
): EarlierResult | undefined {
	const earlier = columns.read(json);
	return earlier && isUnderWay(earlier) ? earlier : undefined;
}

function isFresh(
	{ status, checkedAt }: EarlierResult,
	{ recheckAfter }: CheckSettings,
	now: number,
) {
	if (recheckAfter === 0 || (status !== 'activated' && status !== 'unregistered')) return false;
	const age = now - Date.parse(checkedAt);
	return age >= 0 && age < recheckAfter;
}
