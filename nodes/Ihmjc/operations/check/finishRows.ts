import type { INodeExecutionData } from 'n8n-workflow';

import type { Run } from '../../run/Run';
import { listsError } from '../../uploads/errors';
import type { WaitSettings } from '../../uploads/fields';
import type { Upload } from '../../uploads/Upload';
import type { CheckSettings } from './checkOptions';
import type { Row } from './Row';
import { writeRows } from './writeRows';

export interface FinishSettings extends Pick<CheckSettings, 'columnsOf' | 'keepFailed'> {
	wait: Pick<WaitSettings, 'onTimeout'>;
	/** Whether the rows are items, or lines of a text or a file. */
	isItems: boolean;
}

/**
 * Makes the output when the wait is over.
 *
 * @throws NodeError for uploads that the user wants reported as an error, unless On Error is Continue.
 */
export async function finishRows(
	run: Run,
	rows: readonly Row[],
	uploads: Upload[],
	settings: FinishSettings,
): Promise<INodeExecutionData[]> {
	const isError = (upload: Upload) => isFailing(upload, settings);
	if (!run.continues && uploads.some(isError)) throw listsError(run, uploads);
	return await writeRows(run, rows, { ...settings, isFailing: isError });
}

/** Whether the user wants this upload reported as an error. */
export function isFailing({ state }: Upload, { keepFailed, wait }: FinishSettings): boolean {
	if (state === 'failed') return !keepFailed;
	return state === 'pending' && wait.onTimeout === 'error';
}
