import type { INodeExecutionData } from 'n8n-workflow';

import type { Run } from '../../run/Run';
import { listsError } from '../../uploads/errors';
import type { WaitSettings } from '../../uploads/fields';
import type { Part } from '../../uploads/Part';
import type { CheckSettings, RowSettings } from './checkOptions';
import type { Row } from './Row';
import { writeRows } from './writeRows';

export interface FinishSettings extends Pick<CheckSettings, 'keepFailed'>, RowSettings {
	wait: Pick<WaitSettings, 'onTimeout'>;
}

/**
 * Makes the output when the wait is over.
 *
 * @throws NodeError for uploads that the user wants reported as an error, unless On Error is Continue.
 */
export async function finishRows(
	run: Run,
	rows: readonly Row[],
	parts: readonly Part[],
	settings: FinishSettings,
): Promise<INodeExecutionData[]> {
	const isError = (part: Part) => isFailing(part, settings);
	if (!run.continues && parts.some(isError)) throw listsError(run, parts);
	return await writeRows(run, rows, settings, isError);
}

/** Whether the user wants this upload reported as an error. */
export function isFailing({ state }: Part, { keepFailed, wait }: FinishSettings): boolean {
	if (state.kind === 'failed') return !keepFailed;
	return state.kind === 'pending' && wait.onTimeout === 'error';
}
