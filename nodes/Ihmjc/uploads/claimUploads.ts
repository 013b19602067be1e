import { assertWithinLimit } from '../input/assertWithinLimit';
import type { Run } from '../run/Run';
import { isClaimed, type Upload } from './Upload';

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

/** Counts the unique pairs of number and app. */
export const sizeOf = (uploads: readonly Upload[]): number =>
	uploads.reduce(
		(sum, { numbers, submission }) => sum + (submission?.list.size ?? numbers.size),
		0,
	);

/** @throws NodeOperationError if uploads have more numbers than 'Max Numbers'. */
export function assertUploadsWithinLimit(run: Run, uploads: readonly Upload[]): void {
	const countries = new Set(uploads.map(({ numbers }) => numbers.country)).size;
	const apps = new Set(uploads.map(({ app }) => app.code)).size;
	assertWithinLimit(run, sizeOf(uploads), { countries, apps });
}
