import type { App } from '../../apps/apps';
import type { ParsedNumber, RejectedNumber } from '../../numbers/createNumberParser';
import { plainText } from '../../plainText';
import type { EarlierResult } from '../../results/ResultColumns';
import { DAY, type CheckSettings } from './checkOptions';

/**
 * Whether the result that a row brings along is about this app and the number that the row holds now: a cell that was
 * corrected since is a new question.
 */
export function isAbout(
	earlier: EarlierResult,
	number: ParsedNumber | RejectedNumber,
	app: App,
): boolean {
	if (earlier.app !== '' && earlier.app !== app.slug) return false;
	if (earlier.number === '') return true;
	return number.ok && earlier.number.replace(/\D/g, '') === number.digits;
}

/** Enough to tell two numbers of a sheet apart, and written alike with a country code and without. */
const lastDigits = (value: unknown) => plainText(value).replace(/\D/g, '').slice(-6);

/**
 * The same where an error hides which number and app the row asks for: unless the digits of its cell say that it is
 * another number.
 */
export const mayBeAbout = (earlier: EarlierResult, cell: unknown): boolean =>
	earlier.number === '' || lastDigits(cell) === lastDigits(earlier.number);

/**
 * Whether its upload has been made: it is gone on with, for a second one would be a second payment. Also
 * after a failure that came later than the upload.
 */
export const isUnderWay = ({ status, uploadId }: EarlierResult): boolean =>
	uploadId !== '' && (status === 'pending' || status === 'failed');

export interface EarlierAnswer extends EarlierResult {
	status: 'activated' | 'unregistered';
}

export const isAnswer = (earlier: EarlierResult): earlier is EarlierAnswer =>
	earlier.status === 'activated' || earlier.status === 'unregistered';

/** Whether it is an answer that is younger than Recheck After. */
export function isFresh(
	earlier: EarlierResult,
	{ recheckAfter }: Pick<CheckSettings, 'recheckAfter'>,
	now: number,
): earlier is EarlierAnswer {
	return recheckAfter > 0 && isAnswer(earlier) && ageOf(earlier, now) < recheckAfter;
}

/** Whether it would be asked how old the answer is, and that can't be told. */
export const hasNoTime = (
	earlier: EarlierResult,
	{ recheckAfter }: Pick<CheckSettings, 'recheckAfter'>,
	now: number,
): boolean => recheckAfter > 0 && isAnswer(earlier) && Number.isNaN(ageOf(earlier, now));

/** A sheet may lose the time zone, and clocks differ. */
const MOST_AHEAD = DAY;

/** Milliseconds; `NaN` for an answer of no time, or of one that lies ahead. */
function ageOf({ checkedAt }: EarlierResult, now: number): number {
	const age = now - Date.parse(checkedAt);
	return age < -MOST_AHEAD ? NaN : age;
}

/** Whether there is something in it that was paid for. */
export const hasResult = (earlier: EarlierResult): boolean =>
	isAnswer(earlier) || earlier.status === 'unknown' || earlier.uploadId !== '';
