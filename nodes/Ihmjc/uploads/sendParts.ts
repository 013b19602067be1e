import { userError } from '../run/errors';
import { counted, pointsText, withThousands } from '../run/hints';
import { noteUploadId } from '../run/noteUploadId';
import type { Run } from '../run/Run';
import { failure, type Fault, isSafeToResend, success, TRY_LATER } from '../service/Fault';
import { upload as sendUpload } from '../service/upload';
import { withRetries } from '../service/withRetries';
import type { Acceptance } from '../results/uploadId';
import { assertPoints, limitProblem } from './guards';
import { isChargeable, isSendable, type PaidPart, type Part, sizeOf } from './Part';

/** The default name of a list at the service. */
export const LIST_NAME = 'numbers.txt';

/**
 * Checks the lists to send against 'Max Numbers' and 'Min Points', then claims them, so that no other call sends their numbers. Call it in
 * `Ledger.inTurn`.
 *
 * @returns the claimed parts
 * @throws NodeError if there are too many numbers or too few points, or if the balance can't be read.
 */
export async function claimParts(
	run: Run,
	parts: readonly Part[],
	minPoints: number,
): Promise<PaidPart[]> {
	const [claimed, added] = [parts.filter(isSendable), parts.filter(isChargeable)];
	const problem = limitProblem(run, added);
	if (problem) throw userError(run, ...problem, { itemIndex: added[0].items[0] });
	// Not after the claim, because another call that joins a claimed list sends it if this one doesn't.
	if (added.length > 0) await assertPoints(run, claimed, minPoints);
	run.ledger.claim(claimed.map(({ paid }) => paid));
	return claimed;
}

/**
 * Sends claimed lists, one after another, even after one was refused. A list that this execution has sent is resumed or, without a
 * response, fails. Only a list that provably never left is sent again. Those that aren't sent are released.
 */
export async function sendParts(
	run: Run,
	claimed: readonly PaidPart[],
	fileName = LIST_NAME,
): Promise<void> {
	try {
		for (const part of claimed) {
			const outcome = await part.paid.sent(async () => await sendOnce(run, part, fileName));
			if (outcome.ok) noteAcceptance(run, part, outcome.value);
			else part.state = { kind: 'failed', fault: outcome.fault };
		}
	} finally {
		run.ledger.release(claimed.map(({ paid }) => paid));
	}
}

function noteAcceptance(run: Run, part: PaidPart, { uploadId, accepted }: Acceptance): void {
	part.uploadId = uploadId;
	part.state = { kind: 'accepted' };
	noteUploadId(run, uploadId);
	const { size } = part.numbers;
	if (accepted === null || accepted === size) return;
	// A number that wasn't counted may get no result, and an additional one may be charged.
	run.hints.warning(
		`${counted(size, 'number was', 'numbers were')} sent in upload ${uploadId}, but Ihmjc counted ${withThousands(accepted)}. Ask Ihmjc about this upload ID.`,
	);
}

async function sendOnce(run: Run, { app, paid }: PaidPart, fileName: string) {
	const { logger } = run.context;
	const { numbers, saved } = paid;
	const { size } = numbers;
	if (saved?.acceptance) {
		logger.info(`Ihmjc: resuming upload ${saved.acceptance.uploadId} of this execution`);
		return success(saved.acceptance);
	}
	if (saved) return failure(lost(size, 'An earlier try got no usable response'));

	if (run.clock.signal?.aborted) return failure(CANCELED);
	await run.ledger.noteSending(paid);
	const file = { name: fileName, size: numbers.byteLength, chunks: () => numbers.chunks() };
	const outcome = await withRetries(run, async () => await sendUpload(run, app.code, file), {
		shouldRetry: ({ kind }) => kind === 'notSent',
	});
	const details = `${counted(size, 'number')}, ${app.name}, execution ${run.context.getExecutionId()}`;
	if (outcome.ok) {
		const { uploadId } = outcome.value;
		run.ledger.noteAccepted(paid, outcome.value);
		run.known.of(uploadId).isAccepted = true;
		const meta = { uploadId, app: app.slug, numbers: size };
		logger.info(`Ihmjc: upload ${uploadId} was accepted (${details})`, meta);
		return outcome;
	}
	const { fault } = outcome;
	if (isSafeToResend(fault)) {
		run.ledger.withdraw(paid);
		return failure({ ...fault, advice: unpaidAdvice(fault, size) });
	}
	logger.warn(
		`Ihmjc: no usable response to an upload (${details}). It may have been accepted and charged: look for it in your Ihmjc account, and enter its ID in 'Resume Uploads'`,
	);
	return failure(lost(size, fault.message, fault));
}

/**
 * After a manual run, says how many numbers it has sent, and how many points are left if the service says so. It can't say what they cost,
 * because other executions spend points at the same time.
 *
 * @returns whether the run has sent any
 */
export function sentHint(run: Run, parts: readonly Part[]): boolean {
	const sent = parts.filter(
		({ paid, uploadId }) => uploadId !== undefined && paid?.run === run.key,
	);
	if (sent.length === 0 || run.context.getMode() !== 'manual') return sent.length > 0;
	const numbers = sizeOf(sent);
	const left = sent.flatMap(({ paid }) => paid?.saved?.acceptance?.pointsLeft ?? []).at(-1);
	run.hints.info(
		left === undefined
			? `${counted(numbers, 'number was', 'numbers were')} sent.`
			: `${counted(numbers, 'number was', 'numbers were')} sent. Points left: ${pointsText(left)}.`,
	);
	run.hints.info(
		'You will be charged again if you rerun this node. Pin its output to keep building with this result.',
	);
	return true;
}

const CANCELED: Fault = {
	kind: 'notSent',
	message: 'The execution was canceled before this list was sent',
	advice: 'It was not sent or charged.',
};

/** A reseller of the service refuses shorter lists. */
const USUAL_MINIMUM = 2000;

const TOO_FEW =
	"Ihmjc may refuse so few numbers: collect more rows, and let the option 'Min Numbers' of Check Numbers hold short lists until they are long enough. ";

function unpaidAdvice({ kind, status, advice }: Fault, size: number): string {
	if (kind !== 'refused') return `${advice} Nothing was sent or charged.`;
	// A server that refuses by HTTP status has not counted the numbers.
	const mayBeTooFew = size < USUAL_MINIMUM && status === undefined;
	return `The upload of ${counted(size, 'number')} was not accepted and not charged. ${mayBeTooFew ? TOO_FEW : ''}${advice}`;
}

/** Makes the fault of a list that may have been accepted and charged, which only a person can find out. */
const lost = (size: number, what: string, fault?: Fault): Fault => ({
	...fault,
	kind: fault?.kind ?? 'noAnswer',
	message: `${what}. The list of ${counted(size, 'number')} may have been accepted and charged, so it is not sent again`,
	advice:
		"Look in your Ihmjc account for an upload of this size and time. If it is there, enter its upload ID in the option 'Resume Uploads' of Check Numbers. If not, run the workflow again: a new execution sends the list again." +
		(fault?.kind === 'httpStatus' && fault.advice !== TRY_LATER ? ` ${fault.advice}` : ''),
});
