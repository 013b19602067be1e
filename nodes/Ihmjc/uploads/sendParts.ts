import { limitExceeded } from '../input/limitExceeded';
import { userError } from '../run/errors';
import { counted, pointsSpentHint, withThousands } from '../run/hints';
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
import { upload as post } from '../service/upload';
import { withRetries } from '../service/withRetries';
import type { Acceptance, PaidUpload } from '../state/Ledger';
import type { NumberList } from '../numbers/NumberList';
import { createYielder } from '../util/createYielder';
import type { Part } from './Part';

/** The default name of a list at the service. */
export const LIST_NAME = 'numbers.txt';

/** A part with a list of this execution. */
export type PaidPart = Part & { paid: PaidUpload };

export const isPaid = (part: Part): part is PaidPart => part.paid !== undefined;

/** Counts the unique pairs of number and app. */
export const sizeOf = (parts: readonly Part[]): number =>
	parts.reduce((sum, { numbers }) => sum + numbers.size, 0);

/** The lists that are to be sent: the execution hasn't sent them yet, and they aren't held. */
export const unsent = ({ ledger }: Run, parts: readonly Part[]): PaidPart[] =>
	parts.filter(isPaid).filter(({ paid, state }) => state.kind === 'unsent' && !ledger.has(paid));

/**
 * Checks the lists to send against 'Max Numbers', then claims them, so that no other call sends their numbers. To be called in turn.
 *
 * @returns the claimed parts
 * @throws NodeOperationError if there are too many.
 */
export function claimParts(run: Run, parts: readonly Part[]): PaidPart[] {
	const claimed = parts.filter(isPaid).filter(({ state }) => state.kind === 'unsent');
	assertPartsWithinLimit(run, unsent(run, parts));
	run.ledger.claim(claimed.map(({ paid }) => paid));
	return claimed;
}

/** Releases claimed lists that weren't sent. */
export const releaseParts = ({ ledger }: Run, parts: readonly PaidPart[]): void =>
	ledger.release(parts.map(({ paid }) => paid));

/** @throws NodeOperationError if parts have more numbers than 'Max Numbers'. */
function assertPartsWithinLimit(run: Run, parts: readonly Part[]): void {
	const problem = limitProblem(run, parts);
	if (problem) throw userError(run, ...problem, { itemIndex: parts[0].items[0] });
}

/** Says that parts have more numbers than 'Max Numbers', and what to do. */
export function limitProblem(
	run: Run,
	parts: readonly Part[],
): [message: string, advice: string] | undefined {
	const countries = new Set(parts.map(({ numbers }) => numbers.country)).size;
	const apps = new Set(parts.map(({ app }) => app.code)).size;
	return limitExceeded(run, sizeOf(parts), { countries, apps });
}

/**
 * Sends the lists of parts, one after another, even after one was refused. A list that this execution has sent is resumed or, if no response
 * came back, a fault. Only a list that provably never left is sent again.
 */
export async function sendParts(
	run: Run,
	parts: readonly PaidPart[],
	fileName = LIST_NAME,
): Promise<void> {
	for (const part of parts) {
		const outcome = await part.paid.sent(async () => await sendOnce(run, part, fileName));
		if (outcome.ok) {
			part.uploadId = outcome.value.uploadId;
			part.state = { kind: 'accepted' };
		} else part.state = { kind: 'failed', fault: outcome.fault };
	}
}

async function sendOnce(
	run: Run,
	{ app, paid }: PaidPart,
	fileName: string,
): Promise<Outcome<Acceptance>> {
	const { logger } = run.context;
	const { numbers, acceptance } = paid;
	const { size } = numbers;
	if (acceptance) {
		logger.info(`Ihmjc: resuming upload ${acceptance.uploadId} of this execution`);
		noteUploadId(run, acceptance.uploadId);
		countHint(run, acceptance, size);
		return success(acceptance);
	}
	if (paid.saved) return failure(lost(size, 'An earlier try got no usable response'));

	if (run.clock.signal?.aborted) return failure(CANCELED);
	await run.ledger.noteSending(paid);
	const file = fileOf(fileName, numbers);
	const outcome = await withRetries(run, async () => await post(run, app.code, file), {
		shouldRetry: ({ kind }) => kind === 'notSent',
	});
	const details = `${counted(size, 'number')}, ${app.name}, execution ${run.context.getExecutionId()}`;
	if (outcome.ok) {
		const { uploadId } = outcome.value;
		run.ledger.noteAccepted(paid, outcome.value);
		run.known.of(uploadId).isAccepted = true;
		noteUploadId(run, uploadId);
		countHint(run, outcome.value, size);
		const meta = { uploadId, app: app.slug, numbers: size };
		logger.info(`Ihmjc: upload ${uploadId} was accepted (${details})`, meta);
		return outcome;
	}
	const { fault } = outcome;
	if (isSafeToResend(fault)) {
		run.ledger.withdraw(paid);
		return failure(fault.kind === 'refused' ? refused(fault, size) : notSent(fault));
	}
	logger.warn(
		`Ihmjc: no usable response to an upload (${details}). It may have been accepted and charged: look for it in your Ihmjc account, and enter its ID in 'Resume Uploads'`,
	);
	return failure(lost(size, fault.message, fault));
}

const fileOf = (name: string, numbers: NumberList) => ({
	name,
	size: numbers.byteLength,
	async *stream() {
		const yieldIfDue = createYielder();
		for (const chunk of numbers.chunks()) {
			yield chunk;
			await yieldIfDue();
		}
	},
});

/**
 * Says how many numbers this run has sent, and how many points are left.
 *
 * @returns whether it has sent any
 */
export function sentHint(run: Run, parts: readonly Part[]): boolean {
	const sent = parts.filter(
		({ paid, uploadId }) => uploadId !== undefined && paid?.run === run.key,
	);
	const pointsLeft = sent.map(({ paid }) => paid?.acceptance?.pointsLeft ?? null);
	pointsSpentHint(run, sizeOf(sent), pointsLeft);
	return sent.length > 0;
}

/** Warns if the counts differ, because a number that wasn't counted may get no result, and an additional one may be charged. */
function countHint(run: Run, { uploadId, accepted }: Acceptance, size: number): void {
	if (accepted === null || accepted === size) return;
	run.hints.warning(
		`${counted(size, 'number was', 'numbers were')} sent in upload ${uploadId}, but Ihmjc counted ${withThousands(String(accepted))}. Ask Ihmjc about this upload ID.`,
	);
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

const refused = (fault: Fault, size: number): Fault => ({
	...fault,
	advice: `The upload of ${counted(size, 'number')} was not accepted and not charged. ${size < USUAL_MINIMUM ? TOO_FEW : ''}${fault.advice}`,
});

const notSent = (fault: Fault): Fault => ({
	...fault,
	advice: `${fault.advice} Nothing was sent or charged.`,
});

/** Makes the fault of a list that may have been accepted and charged, which only a person can find out. */
const lost = (size: number, what: string, fault?: Fault): Fault => ({
	...fault,
	kind: fault?.kind ?? 'noAnswer',
	message: `${what}. The list of ${counted(size, 'number')} may have been accepted and charged, so it is not sent again`,
	advice:
		"Look in your Ihmjc account for an upload of this size and time. If it is there, enter its upload ID in the option 'Resume Uploads' of Check Numbers. If not, run the workflow again: a new execution sends the list again." +
		(fault?.kind === 'httpStatus' && fault.advice !== TRY_LATER ? ` ${fault.advice}` : ''),
});
