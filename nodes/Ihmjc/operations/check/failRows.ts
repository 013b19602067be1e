import type { INodeExecutionData } from 'n8n-workflow';

import { otherApp } from '../../apps/apps';
import { additionalApps, ownApp, uniqueApps } from '../../input/itemSettings';
import { fullText, type NodeError } from '../../run/errors';
import { counted } from '../../run/hints';
import type { Run } from '../../run/Run';
import { attempt } from '../../util/values';
import type { RowSettings } from './checkOptions';
import { finishRows } from './finishRows';
import { hasResult } from './previousResult';
import type { Question, Row } from './Row';

/** Makes the output after an error that came before any list was sent, for rows that have no error output. */
export async function failRows(
	run: Run,
	settings: RowSettings,
	error: NodeError,
): Promise<INodeExecutionData[]> {
	const failedRow = rowFailer(run, settings);
	const rows = run.items.map((_, item) => failedRow(item, error));
	const kept = rows.filter(({ questions }) => questions.some(({ kind }) => kind === 'kept')).length;
	if (kept > 0) {
		run.hints.warning(
			`${counted(kept, 'row keeps its previous result', 'rows keep their previous results')}. ${fullText(error)}`,
		);
	}
	return await finishRows(run, rows, [], settings, () => false);
}

/** Makes a function that returns the row of an item after an error. For each app, the row keeps its previous result or fails. */
export function rowFailer(
	run: Run,
	{ columnsOf, isItems }: RowSettings,
): (item: number, error: NodeError) => Row {
	const [own, additional] = [ownApp(run), additionalApps(run)];
	return (item, error) => {
		const json = isItems ? run.items[item].json : {};
		// The error may be about either of them.
		const itsOwn = attempt(() => own(item)) ?? otherApp('');
		const others = attempt(() => additional(item)) ?? [];
		const all = uniqueApps([itsOwn, ...others]);
		const isFree = (at: number) => columnsOf(all, at).foreignField(json) === undefined;
		const row = { json, item, isDuplicate: false, error };
		if (!isFree(0)) return { ...row, apps: [], questions: [] };
		const apps = all.filter((_, at) => isFree(at));
		const questions = apps.map((_, at): Question => {
			const earlier = columnsOf(apps, at).read(json);
			const isKept = earlier && !run.hasErrorOutput && hasResult(earlier);
			return isKept ? { kind: 'kept', status: earlier.status } : { kind: 'failed', error };
		});
		return { ...row, apps, questions };
	};
}
