import type { ParsedNumber } from '../../numbers/createNumberParser';
import type { PreviousResult } from '../../results/ResultColumns';
import { NO_RESULT, type RowResult, type Status } from '../../results/RowResult';
import { fullText, sentence } from '../../run/errors';
import type { Fault } from '../../service/Fault';
import type { Part } from '../../uploads/Part';
import { hasVerdict } from './previousResult';
import type { Row } from './Row';

const NOT_LISTED = 'Ihmjc accepted this number and returned it in neither result list.';
const NO_CLEAR_RESULT =
	'The upload is done, but its result lists have no clear result for this number.';
const NOT_IN_GIVEN =
	"This number is in none of the uploads in 'Resume Uploads', which finished only during the wait. It was not sent: run this row through the node again to send it.";
const NOT_DONE = 'Ihmjc is still working on this number';

/** How to get the result later. Lines of a text or a file don't keep their upload ID. */
const LATER = {
	items: 'Run this row through the node again to get its result at no extra charge.',
	other:
		"To get its result at no extra charge, enter the upload ID in the option 'Resume Uploads'.",
};

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
	const { digits, country } = number;
	if (question.kind === 'known') {
		const { status, uploadId, checkedAt } = question.verdict;
		const known = { number: digits, country, app, duplicate: isDuplicate };
		return { ...NO_RESULT, ...known, status, uploadId, checkedAt };
	}
	if (question.kind !== 'part') return { ...NO_RESULT, app };
	const { status, reason, message, checkedAt, uploadId } = resultOf(
		row.previous?.[at],
		question,
		number,
		isItems ? LATER.items : LATER.other,
	);
	// A literal takes a third of the time of a spread, and this runs for every row.
	return {
		status,
		number: digits,
		country,
		app,
		uploadId,
		reason,
		message,
		checkedAt,
		duplicate: isDuplicate,
	};
}

type PartResultFields = Pick<RowResult, 'status' | 'reason' | 'message' | 'checkedAt' | 'uploadId'>;

function resultOf(
	previous: PreviousResult | undefined,
	part: Part,
	number: ParsedNumber,
	later: string,
): PartResultFields {
	const { state, fault, uploadId = '' } = part;
	if (state.kind === 'held') {
		const held = { reason: 'tooFew', message: state.message };
		// A verdict that was paid for is never overwritten.
		return previous && hasVerdict(previous)
			? {
					...held,
					status: previous.status as Status,
					checkedAt: previous.checkedAt,
					uploadId: previous.uploadId,
				}
			: { ...held, status: 'held', checkedAt: '', uploadId: '' };
	}
	if (state.kind === 'failed') {
		const isWaiting = uploadId !== '' && state.fault.kind !== 'refused';
		return {
			status: 'failed',
			reason: reasonOf(state.fault, part.uploadId),
			message: `${sentence(state.fault.message)} ${state.fault.advice}${isWaiting ? ` The upload is already paid for. ${later}` : ''}`,
			checkedAt: '',
			uploadId,
		};
	}
	if (state.kind !== 'done') {
		const message = `${sentence(fault?.message ?? NOT_DONE)} ${later}`;
		return { status: 'pending', reason: 'timeout', message, checkedAt: '', uploadId };
	}
	const { isComplete, checkedAt } = state.result;
	const status = part.verdictOf(number);
	if (status === 'unknown') {
		return { status, reason: 'notListed', message: NOT_LISTED, checkedAt, uploadId };
	}
	if (status) return { status, reason: '', message: '', checkedAt, uploadId };
	if (part.mayLack(number) && isComplete) {
		return {
			status: 'failed',
			reason: 'notSent',
			message: NOT_IN_GIVEN,
			checkedAt: '',
			uploadId: '',
		};
	}
	const message = `${NO_CLEAR_RESULT} ${later}`;
	return { status: 'failed', reason: 'noAnswer', message, checkedAt: '', uploadId };
}

/** `lost` means that no upload ID is known, although the list may have been accepted. */
function reasonOf({ kind }: Fault, uploadId: string | undefined): string {
	if (kind === 'refused' || kind === 'notSent' || kind === 'misconfigured') return kind;
	return uploadId === undefined ? 'lost' : 'noAnswer';
}
