import type { Run } from '../run/Run';
import { isClaimed, type Upload } from './Upload';
import { assertUploadsWithinLimit } from './UploadPlan';

/**
 * Checks uploads against 'Max Numbers', then claims them, so that no other call sends them. Numbers that this execution has sent or is
 * sending don't count.
 *
 * @throws NodeOperationError if there are too many.
 */
export function claimUploads(run: Run, uploads: readonly Upload[]): void {
	const submissions = uploads.filter(isClaimed).map(({ submission }) => submission);
	const isNew = ({ submission }: Upload) => submission && !run.submissions.has(submission);
	assertUploadsWithinLimit(run, uploads.filter(isNew));
	run.submissions.claim(submissions);
}

/** Releases claimed uploads that weren't sent. */
export const releaseUploads = (run: Run, uploads: readonly Upload[]): void =>
	run.submissions.release(uploads.filter(isClaimed).map(({ submission }) => submission));
