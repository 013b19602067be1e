import type { EarlierResult } from '../../results/ResultColumns';
import { NO_RESULT, type RowResult } from '../../results/RowResult';
import type { Fault } from '../../service/Fault';
import { fullText, sentence, type NodeError } from '../run/errors';
import type { CheckedList } from './CheckedList';
import type { Row } from './Row';

const NOT_LISTED = 'Ihmjc took this number and gave it in neither result list.';
const NOT_READ =
	'Ihmjc is done with the upload, but this number is missing from its result lists, and the lists do not match what was sent and counted.';
const NOT_DONE = 'Ihmjc has not finished yet';

/** What to do about an upload that goes on: only a row can bring its ID along again. */
const LATER = {
	items: 'Let the row come in again to get its result without paying anew.',
	other: 'Get its result by the upload ID, with Wait Until Done and Download.',
};

/**
 * The nine answers for a row; `undefined` for one that keeps those it brought along.
 *
 * @param isItems Whether the rows are items, which may come in again, or the lines of a text or a file.
 */
export function rowResult(row: Row, isItems: boolean): RowResult | undefined {
	const later = isItems ? LATER.items : LATER.other;
	switch (row.kind) {
		case 'passed':
			return undefined;
		case 'problem':
			return problemResult(row.error, row.earlier);
		case 'rejected': {
			const { reason, message } = row.rejection;
			return { ...NO_RESULT, status: 'invalid', app: row.app.slug, reason, message };
		}
		case 'listed': {
			const { number, list, slot, duplicate } = row;
			return {
				number: number.digits,
				country: number.country,
				app: list.app.slug,
				uploadId: list.uploadId ?? '',
				duplicate,
				...answerOf(list, slot, later),
			};
		}
		case 'answered': {
			const { number, app, answer } = row;
			return {
				...NO_RESULT,
				status: answer.status,
				number: number.digits,
				country: number.country,
				app: app.slug,
				uploadId: answer.uploadId,
				checkedAt: answer.checkedAt,
				duplicate: true,
			};
		}
	}
}

/** The answers for a row that an error left without any. An upload that it has already isn't forgotten. */
export const problemResult = (
	error: NodeError,
	{
		number,
		country,
		app,
		uploadId,
	}: Pick<EarlierResult, 'number' | 'country' | 'app' | 'uploadId'> = NO_RESULT,
): RowResult => ({
	...NO_RESULT,
	number,
	country,
	app,
	uploadId,
	reason: 'error',
	message: fullText(error),
});

function answerOf(
	{ fault, lastFault, answers, checkedAt, uploadId, isComplete }: CheckedList,
	slot: number,
	later: string,
): Pick<RowResult, 'status' | 'reason' | 'message' | 'checkedAt'> {
	if (fault) {
		const isWaiting = uploadId !== undefined && fault.kind !== 'refused';
		return {
			status: 'failed',
			reason: reasonOf(fault, uploadId),
			message: `${sentence(fault.message)} ${fault.advice}${isWaiting ? ` The upload is paid for. ${later}` : ''}`,
			checkedAt: '',
		};
	}
	if (!answers) {
		const message = `${sentence(lastFault?.message ?? NOT_DONE)} ${later}`;
		return { status: 'pending', reason: 'timeout', message, checkedAt: '' };
	}
	const status = answers.at(slot);
	if (status === 'unknown' && !isComplete) {
		return { status: 'failed', reason: 'noAnswer', message: `${NOT_READ} ${later}`, checkedAt: '' };
	}
	return status === 'unknown'
		? { status, reason: 'notListed', message: NOT_LISTED, checkedAt }
		: { status, reason: '', message: '', checkedAt };
}

/** `lost`: without an upload ID, though the list may have been taken. */
function reasonOf({ kind }: Fault, uploadId: string | undefined): string {
	if (kind === 'refused' || kind === 'notSent' || kind === 'misconfigured') return kind;
	return uploadId === undefined ? 'lost' : 'noAnswer';
}
