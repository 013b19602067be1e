import type { INodeExecutionData } from 'n8n-workflow';

import { STATUSES, type Status } from '../results/RowResult';
import { checkOptions, checkSettings, type CheckSettings } from './check/checkOptions';
import { readRows } from './check/readRows';
import { rescuedRows } from './check/rescuedRows';
import type { Question, Row } from './check/Row';
import { rowItem } from './check/rowItem';
import { rowResult } from './check/rowResult';
import { runUploads } from './check/runUploads';
import { numberFields } from './input/numberFields';
import { sourceOf } from './input/sourceOf';
import type { Operation } from './Operation';
import { breather, STRIDE } from './run/breather';
import { errorItem, serviceError, type NodeError } from './run/errors';
import { optionsField } from './run/optionsField';
import { pointsSpentHint } from './run/pointsSpentHint';
import type { Run } from './run/Run';
import { INCOMPLETE_HINT } from './uploads/fetchFile';
import { listsError } from './uploads/listsError';
import type { Upload } from './uploads/Upload';
import { assertUploadsWithinLimit, duplicatesOf, sizeOf } from './uploads/UploadPlan';

export const checkOperation: Operation = {
	resource: 'detection',
	value: 'check',
	name: 'Check Numbers',
	// A new node's name, and all that an AI agent's model is told of the tool; n8n adds "in Ihmjc".
	action: 'Check if phone numbers are registered with an app (spends points)',
	description:
		'Check for every phone number whether it is registered with an app; costs points for each number',
	properties: [
		...numberFields,
		...optionsField(checkOptions, { asTool: { maxWait: 2, onTimeout: 'output' } }),
	],
	async execute(run) {
		const settings = checkSettings(run, run.options());
		const { rows, planned, resumed, tally } = await readRows(run, settings);
		assertUploadsWithinLimit(run, planned);
		const isError = (upload: Upload) => isFailing(upload, settings);
		await runUploads(run, { planned, resumed }, settings.wait, (upload) => {
			return !run.continues && isError(upload);
		});

		const uploads = [...planned, ...resumed];
		if (!run.continues && uploads.some(isError)) throw listsError(run, uploads);

		const output = await giveOut(run, rows, settings);
		tally.addHints(run, duplicatesOf(planned));
		if (uploads.some(({ isComplete }) => !isComplete)) run.hints.warning(INCOMPLETE_HINT);
		pointsSpentHint(run, sizeOf(planned.filter(({ uploadId }) => uploadId !== undefined)));
		return output;
	},
	rescue: rescuedRows,
};

/** An upload that the user wants to hear of as an error. */
function isFailing({ state }: Upload, { keepFailed, wait }: CheckSettings): boolean {
	if (state === 'failed') return !keepFailed;
	return state === 'pending' && wait.onTimeout === 'error';
}

/** Every row with its answers, in its order; under an error output, failing rows go there. */
async function giveOut(
	run: Run,
	rows: Row[],
	settings: CheckSettings,
): Promise<INodeExecutionData[]> {
	const { columns, rowsToReturn } = settings;
	const output: INodeExecutionData[] = [];
	const counts = new Map<string, number>();
	const errors = new Map<Question, NodeError>();
	const breathe = breather();
	const isItems = sourceOf(run) === 'items';
	for (const [index, row] of rows.entries()) {
		if (index % STRIDE === 0) await breathe();
		const result = rowResult(row, 0, isItems);
		const [question] = row.questions;
		const status = result?.status ?? (question.kind === 'kept' ? question.status : '');
		counts.set(status, (counts.get(status) ?? 0) + 1);

		const error = run.hasErrorOutput ? errorOf(run, question, settings, errors) : undefined;
		if (error) output.push(errorItem(error, row.item));
		else if (rowsToReturn === 'all' || rowsToReturn === status) {
			const json = result ? columns.write(row.json, result) : row.json;
			output.push(rowItem(run, json, row.item, isItems));
		}
	}
	countHints(run, counts, output.length < rows.length);
	return output;
}

function errorOf(
	run: Run,
	question: Question,
	settings: CheckSettings,
	errors: Map<Question, NodeError>,
): NodeError | undefined {
	if (question.kind === 'failed') return question.error;
	if (question.kind !== 'upload' || !isFailing(question, settings)) return undefined;
	let error = errors.get(question);
	if (!error) {
		const { fault, uploadId, items } = question;
		error = fault
			? serviceError(run, fault, { itemIndex: items[0], uploadIds: uploadId ? [uploadId] : [] })
			: listsError(run, [question]);
		errors.set(question, error);
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
