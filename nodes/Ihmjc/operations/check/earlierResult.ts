import type { IDataObject } from 'n8n-workflow';

import type { ParsedNumber, RejectedNumber } from '../../numbers/createNumberParser';
import type { EarlierResult } from '../../results/ResultColumns';
import type { HowToRead } from '../input/numberSources';
import type { CheckSettings } from './checkOptions';

/**
 * The result that a row brings along, if it is about this app and the number that the row holds now: a cell
 * that was corrected since is a new question.
 */
export function earlierResult(
	json: IDataObject,
	{ columns }: CheckSettings,
	number: ParsedNumber | RejectedNumber,
	{ app }: HowToRead,
): EarlierResult | undefined {
	const earlier = columns.read(json);
	if (!earlier) return undefined;
	if (earlier.app !== '' && earlier.app !== app.slug) return undefined;
	if (earlier.number === '') return earlier;
	const isSameNumber = number.ok && earlier.number.replace(/\D/g, '') === number.digits;
	return isSameNumber ? earlier : undefined;
}

/**
 * Whether its upload has been made: it is gone on with, for a second one would be a second payment. Also
 * after a failure that came later than the upload.
 */
export const isUnderWay = ({ status, uploadId }: EarlierResult): boolean =>
	uploadId !== '' && (status === 'pending' || status === 'failed');

const isAnswer = ({ status }: EarlierResult) => status === 'activated' || status === 'unregistered';

/** Whether it is an answer that is younger than Recheck After. */
export function isFresh(
	earlier: EarlierResult,
	{ recheckAfter }: Pick<CheckSettings, 'recheckAfter'>,
	now: number,
): boolean {
	if (recheckAfter === 0 || !isAnswer(earlier)) return false;
	const age = now - Date.parse(earlier.checkedAt);
	return age >= 0 && age < recheckAfter;
}

/** Whether it would be asked how old the answer is, and that can't be told. */
export const hasNoTime = (
	earlier: EarlierResult,
	{ recheckAfter }: Pick<CheckSettings, 'recheckAfter'>,
): boolean => recheckAfter > 0 && isAnswer(earlier) && Number.isNaN(Date.parse(earlier.checkedAt));

/** What a row keeps that an error left without an answer: a fresh one of its own, or the upload that it has. */
export function keptResult(
	json: IDataObject,
	{ columns, recheckAfter }: Pick<CheckSettings, 'columns' | 'recheckAfter'>,
	now: number,
): { fresh?: EarlierResult; underWay?: EarlierResult } {
	const earlier = columns.read(json);
	if (!earlier) return {};
	if (isFresh(earlier, { recheckAfter }, now)) return { fresh: earlier };
	return isUnderWay(earlier) ? { underWay: earlier } : {};
}
