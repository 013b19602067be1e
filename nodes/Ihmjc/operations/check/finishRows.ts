import type { INodeExecutionData } from 'n8n-workflow';

import { type NodeError, serviceError } from '../../run/errors';
import type { Run } from '../../run/Run';
import { listsError } from '../../uploads/errors';
import type { WaitSettings } from '../../uploads/fields';
import type { Part } from '../../uploads/Part';
import { getOrCreate } from '../../util/values';
import type { RowSettings } from './checkOptions';
import type { Question, Row } from './Row';
import { writeRows } from './writeRows';

/** Makes a function that tells whether the user wants an upload reported as an error. */
export const failureTest =
	(keepFailed: boolean, onTimeout: WaitSettings['onTimeout']) =>
	({ state }: Part): boolean =>
		state.kind === 'failed' ? !keepFailed : state.kind === 'pending' && onTimeout === 'error';

/**
 * Makes the output when the wait is over. Failing rows go to the error output if there is one.
 *
 * @param isFailing Whether an upload counts as an error.
 * @throws NodeError for such uploads, unless On Error is Continue.
 */
export async function finishRows(
	run: Run,
	rows: readonly Row[],
	parts: readonly Part[],
	settings: RowSettings,
	isFailing: (part: Part) => boolean,
): Promise<INodeExecutionData[]> {
	if (!run.continues && parts.some(isFailing)) throw listsError(run, parts);
	const counts = new Map<string, number>();
	const errors = new Map<string, NodeError>();
	const output = await writeRows(run, rows, settings, ({ questions }, statuses) => {
		for (const status of new Set(statuses)) counts.set(status, (counts.get(status) ?? 0) + 1);
		if (!run.hasErrorOutput || hasAnswer(statuses)) return undefined;
		for (const question of questions) if (question.kind === 'failed') return question.error;
		const own = questions.flatMap(partOf);
		if (!own.some(isFailing)) return undefined;
		// Rows that fail for the same reason share their error.
		const key = own.map((part) => parts.indexOf(part)).join();
		return getOrCreate(errors, key, () => partsError(run, own));
	});
	const withoutResult = ['unknown', 'failed', 'pending']
		.filter((status) => counts.has(status))
		.map((status) => `${counts.get(status)} ${status}`)
		.join(', ');
	if (withoutResult !== '') run.hints.warning(`Rows without a result: ${withoutResult}.`);
	return output;
}

/** Whether a row has a result for any app, or is held for one. */
const hasAnswer = (statuses: readonly string[]) =>
	['activated', 'unregistered', 'unknown', 'held'].some((status) => statuses.includes(status));

function partOf(question: Question): Part[] {
	if (question.kind === 'part') return [question];
	return question.kind === 'kept' && question.part ? [question.part] : [];
}

function partsError(run: Run, parts: Part[]): NodeError {
	const [{ state, uploadId, items }] = parts;
	if (parts.length > 1 || state.kind !== 'failed') return listsError(run, parts);
	const { fault } = state;
	return serviceError(run, fault, { itemIndex: items[0], uploadIds: uploadId ? [uploadId] : [] });
}
