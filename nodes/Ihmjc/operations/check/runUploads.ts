import type { Run } from '../../run/Run';
import type { Fault } from '../../service/Fault';
import { canceledError } from '../../uploads/errors';
import { fetchResults, type WantedResult } from '../../uploads/fetchResults';
import type { WaitSettings } from '../../uploads/fields';
import { LIST_NAME, listFile } from '../../uploads/ListFile';
import { submitList } from '../../uploads/submitList';
import { isClaimed, type Upload } from '../../uploads/Upload';
import { type WaitedUpload, waitForUploads } from '../../uploads/waitForUploads';

/**
 * Sends every upload that isn't made yet. Resumed uploads come first, because queries are free. If one has failed and `stopsAt` says so,
 * nothing is sent for its app.
 *
 * @returns the uploads to wait for
 */
export async function runUploads(
	run: Run,
	{ planned, resumed }: Record<'planned' | 'resumed', Upload[]>,
	wait: WaitSettings,
	stopsAt: (upload: Upload) => boolean,
): Promise<Upload[]> {
	const maxDelay = wait.maxWait;
	await followUploads(run, resumed, { ...wait, maxWait: 0, maxDelay, until: 'status' });
	const failed = resumed.filter((upload) => upload.state === 'failed' && stopsAt(upload));
	const stopped = new Set(failed.map(({ app }) => app.code));

	for (const upload of planned.filter(isClaimed)) {
		// Lists that an earlier try sent are resumed anyway, because the error must have their upload IDs.
		const isStopped = stopped.has(upload.app.code);
		if (isStopped && upload.submission.isUnsent) continue;
		const outcome = await submitList(run, upload, listFile(LIST_NAME, upload.listedNumbers));
		if (outcome.ok) {
			upload.uploadId = outcome.value.uploadId;
			upload.pointsLeft = outcome.value.pointsLeft;
		} else upload.fault = outcome.fault;
		upload.isLate = isStopped;
	}
	return [...planned, ...resumed].filter(({ app }) => !stopped.has(app.code));
}

export const isPending = (upload: Upload): upload is Upload & { uploadId: string } =>
	upload.state === 'accepted' || upload.state === 'pending';

/** Waits for every pending upload, then fetches the results of those that are done. */
export async function followUploads(
	run: Run,
	uploads: Upload[],
	settings: WaitSettings & {
		maxDelay: number;
		until: 'done' | 'status';
		isLastChance?: boolean;
	},
): Promise<ReadonlyMap<string, WaitedUpload>> {
	const pending = uploads.filter(isPending);
	if (pending.length === 0) return new Map();
	const deadline = run.clock.now() + settings.maxDelay;
	const uploadIds = pending.map(({ uploadId }) => uploadId);
	const waited = await waitForUploads(run, uploadIds, settings);
	await settleUploads(run, pending, waited, deadline);
	return waited;
}

/**
 * Notes how the wait for each upload ended, and fetches the results of those that are done.
 *
 * @param deadline Milliseconds since 1970, after which missing results aren't requested again.
 */
export async function settleUploads(
	run: Run,
	pending: Array<Upload & { uploadId: string }>,
	waited: ReadonlyMap<string, WaitedUpload>,
	deadline: number,
): Promise<void> {
	const assertNotCanceled = () => {
		if (!run.clock.signal?.aborted) return;
		const uploadIds = pending.map(({ uploadId }) => uploadId);
		throw canceledError(run, uploadIds, pending[0].items[0]);
	};
	assertNotCanceled();
	const done: Array<WantedResult & { upload: Upload }> = [];
	for (const upload of pending) {
		const { uploadId, listedNumbers: numbers, isResumed, isGiven } = upload;
		const ending = waited.get(uploadId);
		if (ending?.state === 'failed') upload.fault = lostFault(upload, ending.fault);
		if (ending?.state === 'timedOut' && ending.polls > 0) upload.lastFault = ending.fault;
		upload.isLate = true;
		if (ending?.state !== 'done' || !ending.status.done) continue;
		done.push({ upload, uploadId, numbers, isResumed, isGiven, progress: ending.status });
	}
	const results = await fetchResults(run, done, deadline);
	assertNotCanceled();
	for (const [index, result] of results.entries()) {
		const { upload } = done[index];
		if (result.ok) {
			upload.verdicts = result.verdicts;
			upload.isComplete = result.isComplete;
			upload.checkedAt = result.checkedAt;
		} else upload.fault = result.fault;
	}
}

/** Adds how to stop resuming an upload that is gone. */
function lostFault({ isResumed, isGiven }: Upload, fault: Fault): Fault {
	if (fault.kind !== 'refused' || !isResumed) return fault;
	const how = isGiven ? "remove the ID from 'Resume Uploads'" : 'clear their result fields';
	return {
		...fault,
		advice: `${fault.advice} To check its rows again, ${how}. You will be charged again.`,
	};
}
