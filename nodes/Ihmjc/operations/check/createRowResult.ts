import type { ParsedNumber } from '../../numbers/createNumberParser';
import { NO_RESULT, type RowResult, type Status } from '../../results/RowResult';
import { fullText, sentence } from '../../run/errors';
import { type Fault, isSafeToResend } from '../../service/Fault';
import type { Part } from '../../uploads/Part';
import { hasVerdict } from './previousResult';
import type { Row } from './Row';

const NOT_LISTED = 'Ihmjc accepted this number and returned it in neither result list.';
const NO_CLEAR_RESULT =
	'The upload is done, but its result lists have no clear result for this number.';
const NOT_IN_GIVEN =
	"This number is in none of the uploads in 'Resume Uploads', which finished only during the wait. It was not sent: run this row through the node again to send it.";
const NOT_DONE = 'Ihmjc is still working on this number';

const ROW_LATER = 'Run this row through the node again to get its result at no extra charge.';
/** Lines of a text or a file don't keep their upload ID. */
const LINE_LATER =
	"To get its result at no extra charge, enter the upload ID in the option 'Resume Uploads'.";

/**
 * Makes the result fields for one of a row's apps; `undefined` if the row keeps those it has.
 *
 * @param at The position of the app.
 * @param isItems Whether the rows are items, which can go through the node again, or lines of a text or a file.
 */
export function createRowResult(row: Row, at: number, isItems: boolean): RowResult | undefined {
	const question = row.questions[at];
	if (question.kind === 'kept') return undefined;
	if (question.kind === 'failed') {
		return { ...NO_RESULT, reason: 'error', message: fullText(question.error) };
	}
	const { apps, isDuplicate } = row;
	const app = apps[at].slug;
	const number = question.kind === 'part' ? (row.storedNumber ?? row.number) : row.number;
	if (!number?.ok) {
		const { reason = '', message = '' } = number ?? {};
		return { ...NO_RESULT, status: 'invalid', app, reason, message };
	}
	if (question.kind !== 'part' && question.kind !== 'known') return { ...NO_RESULT, app };
	const { status, reason, message, checkedAt, uploadId } =
		question.kind === 'known'
			? { ...question.verdict, reason: '', message: '' }
			: resultOf(row.previous?.[at], question, number, isItems ? ROW_LATER : LINE_LATER);
	// A literal takes a third of the time of a spread, and this runs for every row.
	return {
		status,
		number: number.digits,
		country: number.country,
		app,
		uploadId,
		reason,
		message,
		checkedAt,
		duplicate: isDuplicate,
	};
}

type PartResultFields = Pick<RowResult, 'status' | 'reason' | 'message' | 'checkedAt' | 'uploadId'>;

const withoutVerdict = (
	status: Status,
	reason: string,
	message: string,
	uploadId = '',
): PartResultFields => ({ status, reason, message, checkedAt: '', uploadId });

function resultOf(
	previous: RowResult | undefined,
	part: Part,
	number: ParsedNumber,
	later: string,
): PartResultFields {
	const { state, fault, uploadId = '' } = part;
	if (state.kind === 'held') {
		const held = withoutVerdict('held', 'tooFew', state.message);
		// A verdict that was paid for is never overwritten.
		if (!previous || !hasVerdict(previous)) return held;
		const { status, checkedAt, uploadId: earlierId } = previous;
		return { ...held, status, checkedAt, uploadId: earlierId };
	}
	if (state.kind === 'failed') {
		const { kind, message, advice } = state.fault;
		const isWaiting = uploadId !== '' && kind !== 'refused';
		const more = isWaiting ? ` The upload is already paid for. ${later}` : '';
		const reason = reasonOf(state.fault, uploadId);
		return withoutVerdict('failed', reason, `${sentence(message)} ${advice}${more}`, uploadId);
	}
	if (state.kind !== 'done') {
		const message = `${sentence(fault?.message ?? NOT_DONE)} ${later}`;
		return withoutVerdict('pending', 'timeout', message, uploadId);
	}
	const { isComplete, checkedAt } = state.result;
	const status = part.verdictOf(number);
	if (status === 'unknown') {
		return { status, reason: 'notListed', message: NOT_LISTED, checkedAt, uploadId };
	}
	if (status) return { status, reason: '', message: '', checkedAt, uploadId };
	if (part.mayLack(number) && isComplete) return withoutVerdict('failed', 'notSent', NOT_IN_GIVEN);
	return withoutVerdict('failed', 'noAnswer', `${NO_CLEAR_RESULT} ${later}`, uploadId);
}

/** `lost` means that no upload ID is known, although the list may have been accepted. */
function reasonOf(fault: Fault, uploadId: string): string {
	if (isSafeToResend(fault)) return fault.kind;
	return uploadId === '' ? 'lost' : 'noAnswer';
}
