import type { INodeExecutionData } from 'n8n-workflow';

import { STATUSES, type Status } from '../results/RowResult';
import { CheckedList } from './check/CheckedList';
import { checkOptions, checkSettings, type CheckSettings } from './check/checkOptions';
import { readRows } from './check/readRows';
import { rescuedRows } from './check/rescuedRows';
import type { Row } from './check/Row';
import { rowItem } from './check/rowItem';
import { rowResult } from './check/rowResult';
import { runLists } from './check/runLists';
import { toolItem } from './check/toolItem';
import { assertListsWithinLimit } from './input/assertWithinLimit';
import { duplicatesOf, sizeOf } from './input/NumberBatch';
import { numberFields } from './input/numberFields';
import { sourceOf } from './input/sourceOf';
import type { Operation } from './Operation';
import { breather, STRIDE } from './run/breather';
import { errorItem, serviceError, type NodeError } from './run/errors';
import { optionsField } from './run/optionsField';
import { pointsSpentHint } from './run/pointsSpentHint';
import type { Run } from './run/Run';
import { INCOMPLETE_HINT } from './uploads/fetchFile';
import { listsError, type ListState } from './uploads/listsError';
import { TOOL_WAIT } from './uploads/waitOptions';

export const checkOperation: Operation = {
	resource: 'detection',
	value: 'check',
	name: 'Check Numbers',
	action: 'Check phone numbers',
	description:
		'Check for every phone number whether it is registered with an app; costs points for each number',
	toolDescription:
		'Check whether phone numbers are registered with an app such as WhatsApp or Telegram. This spends points, which are bought with money, for each number. Write every number with + and its country code, such as +14155550100, one per line. Returns one item per number and app with its status: activated (registered), unregistered, unknown, invalid (not sent, not charged), failed, or pending. Pending means that the number was accepted and charged, and that Ihmjc needs more time. While you are answering the same message, call this tool again with the same numbers: that is free. In a later message it is charged again. Use the tools Wait Until Done and Download with the uploadId then: they are free.',
	properties: [...numberFields, ...optionsField(checkOptions, { asTool: TOOL_WAIT })],
	async execute(run) {
		const settings = checkSettings(run, run.options());
		const { rows, lists, batchLists, tally } = await readRows(run, settings);
		assertListsWithinLimit(run, batchLists);
		const isError = (list: CheckedList) => isFailing(list, settings);
		await runLists(run, lists, settings.wait, (list) => !run.continues && isError(list));

		const failing = lists.filter(isError);
		if (failing.length > 0 && !run.continues) throw listsError(run, lists.map(stateOf));

		const output = await giveOut(run, rows, settings, new Set(failing));
		tally.addHints(run, duplicatesOf(batchLists));
		if (lists.some(({ isComplete }) => !isComplete)) run.hints.warning(INCOMPLETE_HINT);
		pointsSpentHint(
			run,
			sizeOf(lists.filter(({ uploadId, isResumed }) => uploadId !== undefined && !isResumed)),
			lists.map(({ pointsLeft }) => pointsLeft),
		);
		return output;
	},
	rescue: rescuedRows,
};

/** A list that the user wants to hear of as an error. */
function isFailing({ state }: CheckedList, { keepFailed, wait }: CheckSettings): boolean {
	if (state === 'failed') return !keepFailed;
	return state === 'pending' && wait.onTimeout === 'error';
}

const stateOf = (list: CheckedList): ListState => {
	const { app, numbers, uploadId, state, fault, lastFault, item } = list;
	const { country, callingCode } = numbers;
	return { app, country, callingCode, uploadId, state, fault: fault ?? lastFault, item };
};

/** Every row with its answers, in its order; under an error output, failing rows go there. */
async function giveOut(
	run: Run,
	rows: Row[],
	{ columns, rowsToReturn }: CheckSettings,
	failing: Set<CheckedList>,
): Promise<INodeExecutionData[]> {
	const output: INodeExecutionData[] = [];
	const counts = new Map<string, number>();
	const errors = new Map<CheckedList, NodeError>();
	const breathe = breather();
	const isItems = sourceOf(run) === 'items';
	for (const [index, row] of rows.entries()) {
		if (index % STRIDE === 0) await breathe();
		const result = rowResult(row, isItems);
		const status = result?.status ?? (row.kind === 'passed' ? row.status : '');
		counts.set(status, (counts.get(status) ?? 0) + 1);

		const error = run.hasErrorOutput ? errorOf(run, row, failing, errors) : undefined;
		if (error) output.push(errorItem(error, row.item));
		else if (rowsToReturn === 'all' || rowsToReturn === status) {
			if (run.isTool) {
				output.push(toolItem(run, row, result ?? columns.read(row.json) ?? {}));
				continue;
			}
			const json = result ? columns.write(row.json, result) : row.json;
			output.push(rowItem(run, json, row.item, isItems));
		}
	}
	countHints(run, counts, output.length < rows.length);
	return output;
}

function errorOf(
	run: Run,
	row: Row,
	failing: Set<CheckedList>,
	errors: Map<CheckedList, NodeError>,
): NodeError | undefined {
	if (row.kind === 'problem') return row.error;
	if (row.kind !== 'listed' || !failing.has(row.list)) return undefined;
	let error = errors.get(row.list);
	if (!error) {
		const { fault, uploadId, item } = row.list;
		error = fault
			? serviceError(run, fault, { itemIndex: item, uploadIds: uploadId ? [uploadId] : [] })
			: listsError(run, [stateOf(row.list)]);
		errors.set(row.list, error);
	}
	return error;
}

function countHints(run: Run, counts: Map<string, number>, isFiltered: boolean): void {
	const said = (statuses: readonly Status[]) =>
		statuses
			.filter((status) => counts.has(status))
			.map((status) => `${counts.get(status)} ${status}`)
			.join(', ');
	if (isFiltered) run.hints.info(`Not all rows are given out. All rows: ${said(STATUSES)}.`);
	const unanswered = said(['unknown', 'failed', 'pending']);
	if (unanswered !== '') run.hints.warning(`Rows without an answer: ${unanswered}.`);
}
