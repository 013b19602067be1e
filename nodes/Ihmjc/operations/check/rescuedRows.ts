import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { isOn } from '../../isOn';
import type { EarlierResult, ResultColumns } from '../../results/ResultColumns';
import { howToRead } from '../input/howToRead';
import { sourceOf } from '../input/sourceOf';
import { valueAt } from '../input/valueAt';
import { counted } from '../run/counted';
import type { NodeError } from '../run/errors';
import type { Run } from '../run/Run';
import { recheckAfter, resultColumns, rowsToReturn } from './checkOptions';
import { isAbout, keptResult, mayBeAbout } from './earlierResult';
import { rowItem } from './rowItem';
import { problemResult } from './rowResult';
import { toolItem } from './toolItem';

/**
 * The rows under On Error = Continue when an error came before any could be answered. It may be a parameter that the
 * error is about, so each is read by itself; what can't be read must cost no row what it brought along.
 */
export function rescuedRows(run: Run, error: NodeError): INodeExecutionData[] | undefined {
	const options = readableOptions(run);
	const columns = orElse(() => resultColumns(run, options), undefined);
	// Where the result goes isn't known: the fields of that name by default may hold another one.
	if (!columns) return undefined;

	const statusToReturn = orElse(() => rowsToReturn(run, options), 'all');
	// Without it, an answer of any age is good enough.
	const settings = { recheckAfter: orElse(() => recheckAfter(run, options), Infinity) };
	const isItems = orElse(() => sourceOf(run) === 'items', true);
	const earlierOf = isItems ? earlierResults(run, columns, isOn(options.strictNumbers)) : none;
	const now = run.startedAt;

	const output: INodeExecutionData[] = [];
	let kept = 0;
	for (const [item, { json }] of run.items.entries()) {
		const { fresh, underWay } = keptResult(earlierOf(item), settings, now);
		if (statusToReturn !== 'all' && statusToReturn !== fresh?.status) continue;
		if (fresh) kept++;
		const row = isItems ? json : {};
		if (run.isTool) {
			output.push(toolItem(run, { json: row, item }, fresh ?? problemResult(error, underWay)));
			continue;
		}
		const written = fresh ? row : columns.write(row, problemResult(error, underWay));
		output.push(rowItem(run, written, item, isItems));
	}
	const { message } = problemResult(error);
	if (kept > 0) {
		run.hints.warning(
			`${counted(kept, 'row keeps the result that it brought', 'rows keep the results that they brought')} along. ${message}`,
		);
	}
	const missing = run.items.length - output.length;
	if (missing > 0) {
		run.hints.warning(
			`${counted(missing, 'row is not given out', 'rows are not given out')}. ${message}`,
		);
	}
	return output;
}

const none = () => undefined;

/** What each row brings along, as far as it is about the number and app that the row asks for. */
function earlierResults(
	run: Run,
	columns: ResultColumns,
	strict: boolean,
): (item: number) => EarlierResult | undefined {
	const readingOf = howToRead(run, strict);
	const cellOf = orElse(() => valueAt(run.untrimmed('phoneField', 0)), undefined);
	return (item) => {
		const { json } = run.items[item];
		const brought = columns.read(json);
		if (!brought || !cellOf) return brought;
		const cell = cellOf(json);
		const reading = orElse(() => readingOf(item), undefined);
		const isMeant = reading
			? isAbout(brought, reading.parse(cell), reading)
			: mayBeAbout(brought, cell);
		return isMeant ? brought : undefined;
	};
}

/** Every option that is set; what can't be read is there, and is no value of any. */
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
