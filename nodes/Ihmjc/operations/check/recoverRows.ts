import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { otherApp } from '../../apps/findApp';
import { additionalApps, ownApp, uniqueApps } from '../../input/itemSettings';
import { sourceOf } from '../../input/numberFields';
import { fullText, type NodeError } from '../../run/errors';
import { counted } from '../../run/hints';
import type { Run } from '../../run/Run';
import { columnsKey, type ColumnsOf, resultColumns } from './checkOptions';
import { hasResult } from './previousResult';
import type { Question, Row } from './Row';
import { writeRows } from './writeRows';

/**
 * Makes the rows under On Error = Continue after an error that came before any result. It reads each parameter separately, because the
 * error may be about any of them.
 */
export async function recoverRows(
	run: Run,
	error: NodeError,
): Promise<INodeExecutionData[] | undefined> {
	const options = readableOptions(run);
	const columnsOf = orElse(() => resultColumns(run, options), undefined);
	// Writes nothing without a valid Output Name, because the default fields may hold another result.
	if (!columnsOf) return undefined;

	const problemRow = problemRows(run, columnsOf);
	const rows = run.items.map((_, item) => problemRow(item, error));
	const kept = rows.filter(({ questions }) => questions.some(({ kind }) => kind === 'kept')).length;
	if (kept > 0) {
		run.hints.warning(
			`${counted(kept, 'row keeps its previous result', 'rows keep their previous results')}. ${fullText(error)}`,
		);
	}
	const isItems = orElse(() => sourceOf(run) === 'items', true);
	return await writeRows(run, rows, { columnsOf, isItems }, () => false);
}

/**
 * Makes a function that returns the row of an item without a result after an error. For each app, the row keeps its previous result or
 * fails.
 */
export function problemRows(
	run: Run,
	columnsOf: ColumnsOf,
): (item: number, error: NodeError) => Row {
	const isItems = orElse(() => sourceOf(run) === 'items', true);
	const [own, additional] = [ownApp(run), additionalApps(run)];
	return (item, error) => {
		const json = isItems ? run.items[item].json : {};
		const itsOwn = orElse(() => own(item), undefined);
		const others = orElse(() => additional(item), []);
		const apps = uniqueApps([itsOwn ?? otherApp(''), ...others]);
		const questions = apps.map((_, at): Question => {
			const earlier = isItems ? columnsOf(columnsKey(apps, at)).read(json) : undefined;
			const isKept = earlier && !run.hasErrorOutput && hasResult(earlier);
			return isKept ? { kind: 'kept', status: earlier.status } : { kind: 'failed', error };
		});
		return { json, item, apps, questions, isDuplicate: false, error };
	};
}

/** Reads every option that is set. An unreadable one gets a value that no option accepts. */
function readableOptions({ context }: Run): IDataObject {
	const { options } = context.getNode().parameters;
	const names = typeof options === 'object' && options !== null ? Object.keys(options) : [];
	const read = (name: string) =>
		orElse(() => context.getNodeParameter(`options.${name}`, 0) as IDataObject[string], {});
	return Object.fromEntries(names.map((name) => [name, read(name)]));
}

function orElse<Value, Other>(read: () => Value, otherwise: Other): Value | Other {
	try {
		return read();
	} catch {
		return otherwise;
	}
}
