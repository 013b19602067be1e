import type { App } from '../../apps/apps';
import { findApp } from '../../apps/findApp';
import { createNumberParser, type ParsedNumber } from '../../numbers/createNumberParser';
import { readTimes } from '../../results/readTimes';
import type { PreviousResult } from '../../results/ResultColumns';
import { DAY_MS } from '../../util/values';
import type { CheckSettings } from './checkOptions';

/** Stored numbers always have their country code, because the node wrote them. */
const parseStored = createNumberParser({
	defaultCountry: 'none',
	strict: false,
	acceptForeign: false,
});

/** The number of a previous result; `undefined` if its cell is blank or mangled. */
export function storedNumber({ number }: PreviousResult): ParsedNumber | undefined {
	const parsed = parseStored(`+${number.replace(/^\+/, '')}`);
	return parsed.ok ? parsed : undefined;
}

/**
 * Whether a previous result is about this app and the number that the row has now. If either number is blank or unreadable, it may
 * be.
 */
export function isAbout(
	earlier: PreviousResult,
	number: ParsedNumber | undefined,
	app: App,
): boolean {
	if (!isApp(earlier.app, app)) return false;
	if (!number || isSameOrRounded(earlier.number, number.digits)) return true;
	return !/^[+(]?\d/.test(earlier.number) || /[^\d\s()+.,/'e-]/i.test(earlier.number);
}

const isApp = (text: string, { slug, code }: App) =>
	text === '' || text.toLowerCase() === slug.toLowerCase() || findApp(text)?.code === code;

/** How many digits of a long number a sheet shows. */
const SHOWN_DIGITS = 6;

/** A sheet shows a long number as `1.41556E+10`, and may store it so, or as 14155600000. */
function isSameOrRounded(stored: string, digits: string): boolean {
	if (stored.replace(/\D/g, '') === digits) return true;
	const value = Number(stored.replace(',', '.'));
	if (!Number.isSafeInteger(value) || value <= 0) return false;
	const significant = String(value).replace(/0+$/, '').length;
	// With more digits it is another number that happens to end in zeros.
	const isRounded = significant <= SHOWN_DIGITS || /e/i.test(stored);
	return isRounded && Number(Number(digits).toPrecision(significant)) === value;
}

/**
 * Whether an upload is waiting for the row, also after a later failure. It is resumed, because a second upload would be charged
 * again.
 */
export const hasUpload = ({ status, uploadId }: PreviousResult): boolean =>
	uploadId !== '' && (status === 'pending' || status === 'failed');

export interface PreviousVerdict extends PreviousResult {
	status: 'activated' | 'unregistered';
}

export const isVerdict = (earlier: PreviousResult): earlier is PreviousVerdict =>
	earlier.status === 'activated' || earlier.status === 'unregistered';

/** A sheet may lose the time zone, and clocks differ. */
const MAX_AHEAD_MS = DAY_MS;

/**
 * Compares the age of a verdict to Recheck After. `untold` if its time can't be read, or in two ways that differ; `undefined` if the
 * age doesn't matter.
 */
export function ageOf(
	earlier: PreviousResult,
	{ recheckAfter }: Pick<CheckSettings, 'recheckAfter'>,
	now: number,
): 'fresh' | 'old' | 'untold' | undefined {
	if (recheckAfter === 0 || !isVerdict(earlier)) return undefined;
	// A time in the future can't be meant.
	const ages = readTimes(earlier.checkedAt)
		.map((time) => now - time)
		.filter((age) => age >= -MAX_AHEAD_MS);
	if (ages.length > 0 && ages.every((age) => age < recheckAfter)) return 'fresh';
	return ages.length > 0 && ages.every((age) => age >= recheckAfter) ? 'old' : 'untold';
}

/** Whether it has anything that was charged. */
export const hasResult = (earlier: PreviousResult): boolean =>
	isVerdict(earlier) || earlier.status === 'unknown' || earlier.uploadId !== '';
