import type { Fault } from '../../service/Fault';
import { NO_RESULT, type RowResult } from '../../results/RowResult';
import { fullText, sentence } from '../errors';
import type { NodeError } from '../operation';
import type { CheckedList } from './CheckedList';
import type { EarlierResult } from '../../results/ResultColumns';
import type { Row } from './readRows';

const NOT_LISTED = 'Ihmjc took this number and gave it in neither result list.';
const NOT_DONE = 'Ihmjc has not finished yet';
const COME_AGAIN = 'Let the row come in again to get its result without paying anew.';

const PAID = ' The upload is paid for: let the row come in again to get its result.';

/** The nine answers for a row; `undefined` for one that keeps those it brought along. */
export function rowResult(row: Row): RowResult | undefined {
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
				...answerOf(list, slot),
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
	{ fault, lastFault, answers, checkedAt, uploadId }: CheckedList,
	slot: number,
): Pick<RowResult, 'status' | 'reason' | 'message' | 'checkedAt'> {
	if (fault) {
		const isWaiting = uploadId !== undefined && fault.kind !== 'refused';
		return {
			status: 'failed',
			reason: reasonOf(fault, uploadId),
			message: `${sentence(fault.message)} ${fault.advice}${isWaiting ? PAID : ''}`,
			checkedAt: '',
		};
	}
	if (!answers) {
		const message = `${sentence(lastFault?.message ?? NOT_DONE)} ${COME_AGAIN}`;
		return { status: 'pending', reason: 'timeout', message, checkedAt: '' };
	}
	const status = answers.at(slot);
	return status === 'unknown'
		? { status, reason: 'notListed', message: NOT_LISTED, checkedAt }
		: { status, reason: '', message: '', checkedAt };
}

/** `lost`: without an upload ID, though the list may have been taken. */
function reasonOf({ kind }: Fault, uploadId: string | undefined): string {
	if (kind === 'refused' || kind === 'notSent' || kind === 'misconfigured') return kind;
	return uploadId === undefined ? 'lost' : 'noAnswer';
}
