import { counted } from '../run/counted';
import { serviceError, userError, type NodeError } from '../run/errors';
import type { Run } from '../run/Run';
import type { WaitedUpload } from './waitForUploads';

/** What to tell people when a wait ended without what was waited for. */
export function waitError(
	run: Run,
	uploadId: string,
	upload: Exclude<WaitedUpload, { state: 'done' }>,
	itemIndex?: number,
): NodeError {
	const details = { itemIndex, uploadIds: [uploadId] };
	if (upload.state === 'failed') return serviceError(run, upload.fault, details);
	if (upload.state === 'cancelled') return cancelledError(run, [uploadId], itemIndex);
	const { fault, answer, waited } = upload;
	const last = fault
		? `the last query failed: ${fault.message}`
		: `its last status was "${answer?.status}"`;
	return userError(
		run,
		`Upload ${uploadId} is not done after ${duration(waited)}; ${last}`,
		"It goes on at the service and is paid for. Raise 'Max Wait', or use Wait Until Done or Download with this upload ID later, within 7 days of its completion.",
		details,
	);
}

export const cancelledError = (run: Run, uploadIds: string[], itemIndex?: number): NodeError =>
	userError(
		run,
		'The execution was cancelled while it waited',
		"What was sent is paid for and still running. To get its result, enter the upload ID in the option 'Resume Uploads' of Check Numbers, or use Download.",
		{ itemIndex, uploadIds },
	);

function duration(milliseconds: number): string {
	const seconds = Math.round(milliseconds / 1000);
	if (seconds < 120) return counted(seconds, 'second');
	const minutes = Math.round(seconds / 60);
	return minutes < 120 ? `${minutes} minutes` : `${Math.round(minutes / 60)} hours`;
}
