import type { Run } from '../run/Run';
import { isClaimed, type Upload } from './Upload';
import { assertUploadsWithinLimit } from './UploadPlan';

/**
 * Makes sure that what is to be sent is within 'Max Numbers', and claims it, so that no other call sends it.
 * What this execution has sent, or is just sending, doesn't count.
 *
 * @throws NodeOperationError if it is too much.
 */
export function claimUploads(run: Run, uploads: readonly Upload[]): void {
	const submissions = uploads.filter(isClaimed).map(({ submission }) => submission);
	const isNew = ({ submission }: Upload) => submission && !run.submissions.has(submission);
	assertUploadsWithinLimit(run, uploads.filter(isNew));
	run.submissions.claim(submissions);
}

/** Releases what was claimed and not sent. */
export const releaseUploads = (run: Run, uploads: readonly Upload[]): void =>
	run.submissions.release(uploads.filter(isClaimed).map(({ submission }) => submission));
