import { counted, withThousands } from '../run/hints';
import { noteUploadId } from '../run/noteUploadId';
import type { Run } from '../run/Run';
import {
	failure,
	type Fault,
	isSafeToResend,
	type Outcome,
	success,
	TRY_LATER,
} from '../service/Fault';
import { type AcceptedUpload, upload as post } from '../service/upload';
import { withRetries } from '../service/withRetries';
import type { ListFile } from './ListFile';
import type { ClaimedUpload } from './Upload';

/**
 * Sends a list, unless this execution has sent it: then it resumes that upload or, if no response came back, returns a fault. Only a list
 * that provably never left is sent again.
 *
 * @returns the upload ID and what the service said about the upload
 */
export async function submitList(
	run: Run,
	upload: ClaimedUpload,
	file: ListFile,
): Promise<Outcome<AcceptedUpload>> {
	const send = async () => await submitOnce(run, upload, file);
	return await upload.submission.shared(send);
}

async function submitOnce(
	run: Run,
	{ app, submission }: ClaimedUpload,
	file: ListFile,
): Promise<Outcome<AcceptedUpload>> {
	const { logger } = run.context;
	const before = submission.current;
	if (before.state === 'accepted') {
		logger.info(`Ihmjc: resuming upload ${before.uploadId} of this execution`);
		const { uploadId, accepted, pointsLeft } = before;
		noteUploadId(run, uploadId);
		countHint(run, before, file.count);
		return success({ uploadId, accepted, pointsLeft });
	}
	if (before.state === 'sending') {
		return failure(lost(file.count, 'An earlier try got no usable response'));
	}

	if (run.clock.signal?.aborted) return failure(CANCELED);
	submission.noteSending();
	const outcome = await withRetries(run, async () => await post(run, app.code, file), {
		shouldRetry: ({ kind }) => kind === 'notSent',
	});
	if (outcome.ok) {
		const { uploadId } = outcome.value;
		submission.noteAccepted(outcome.value);
		run.statuses.noteTaken(uploadId);
		noteUploadId(run, uploadId);
		countHint(run, outcome.value, file.count);
		const details = `${counted(file.count, 'number')}, ${app.name}, execution ${run.context.getExecutionId()}`;
		logger.info(`Ihmjc: upload ${uploadId} was accepted (${details})`, {
			uploadId,
			app: app.slug,
			numbers: file.count,
		});
		return outcome;
	}
	const { fault } = outcome;
	if (isSafeToResend(fault)) {
		submission.noteWithdrawn();
		return failure(fault.kind === 'refused' ? refused(fault, file.count) : notSent(fault));
	}
	const size = counted(file.count, 'number');
	logger.warn(`Ihmjc: no usable response to an upload of ${size} for ${app.name}`);
	return failure(lost(file.count, fault.message, fault));
}

/** Warns if the counts differ, because a number that wasn't counted may get no result, and an additional one may be charged. */
function countHint(run: Run, { uploadId, accepted }: AcceptedUpload, numbers: number): void {
	if (accepted === null || accepted === numbers) return;
	run.hints.warning(
		`${counted(numbers, 'number was', 'numbers were')} sent in upload ${uploadId}, but Ihmjc counted ${withThousands(String(accepted))}. Ask Ihmjc about this upload ID.`,
	);
}

const CANCELED: Fault = {
	kind: 'notSent',
	message: 'The execution was canceled before this list was sent',
	advice: 'It was not sent or charged.',
};

const refused = (fault: Fault, numbers: number): Fault => ({
	...fault,
	advice: `The upload of ${counted(numbers, 'number')} was not accepted and not charged. Check the account, the password, the points left, and whether Ihmjc accepts so few numbers.`,
});

const notSent = (fault: Fault): Fault => ({
	...fault,
	advice: `${fault.advice} Nothing was sent or charged.`,
});

/** Makes the fault of a list that may have been accepted and charged, which only a person can find out. */
function lost(numbers: number, what: string, fault?: Fault): Fault {
	return {
		...fault,
		kind: fault?.kind ?? 'noAnswer',
		message: `${what}. The list of ${counted(numbers, 'number')} may have been accepted and charged, so it is not sent again`,
		advice:
			"Look in your Ihmjc account for an upload of this size and time. If it is there, enter its upload ID in the option 'Resume Uploads' of Check Numbers. If not, run the workflow again: a new execution sends the list again." +
			(fault?.kind === 'httpStatus' && fault.advice !== TRY_LATER ? ` ${fault.advice}` : ''),
	};
}
