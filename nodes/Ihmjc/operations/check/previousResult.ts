import { type App, findApp } from '../../apps/apps';
import { createNumberParser, type ParsedNumber } from '../../numbers/createNumberParser';
import { readTime } from '../../results/readTime';
import type { RowResult } from '../../results/RowResult';
import { DAY_MS } from '../../util/values';

/** Stored numbers always have their country code, because the node wrote them. */
const parseStored = createNumberParser({
	defaultCountry: 'none',
	strict: false,
	acceptForeign: false,
});

/** Reads the number of a previous result; `undefined` if it is blank or mangled. */
export function storedNumber({ number }: RowResult): ParsedNumber | undefined {
	const parsed = parseStored(`+${number.replace(/^\+/, '')}`);
	return parsed.ok ? parsed : undefined;
}

/** Whether a previous result may be for this app and the row's present number. It may if either number is blank or unreadable. */
export function isAbout(earlier: RowResult, number: ParsedNumber | undefined, app: App): boolean {
	if (!isApp(earlier.app, app)) return false;
	if (!number || isSameOrRounded(earlier.number, number.digits)) return true;
	return !/^[+(]?\d/.test(earlier.number) || /[^\d\s()+.,/'e-]/i.test(earlier.number);
}

const isApp = (text: string, { slug, code }: App) =>
	text === '' || text.toLowerCase() === slug.toLowerCase() || findApp(text)?.code === code;

/** The digits of a long number that a sheet shows. */
const SHOWN_DIGITS = 6;

/** Compares numbers as sheets store them, because a sheet shows a long number as `1.41556E+10`, and may store that or 14155600000. */
function isSameOrRounded(stored: string, digits: string): boolean {
	if (stored.replace(/\D/g, '') === digits) return true;
	const value = Number(stored.replace(',', '.'));
	if (!Number.isSafeInteger(value) || value <= 0) return false;
	const significant = String(value).replace(/0+$/, '').length;
	// A number with more digits is another one that happens to end in zeros.
	const isRounded = significant <= SHOWN_DIGITS || /e/i.test(stored);
	return isRounded && Number(Number(digits).toPrecision(significant)) === value;
}

/**
 * Whether the row has an upload whose result is still missing, even if the upload failed later. It is resumed, because a second upload
 * would be charged again.
 */
export const hasUpload = ({ status, uploadId }: RowResult): boolean =>
	uploadId !== '' && (status === 'pending' || status === 'failed');

const isVerdict = ({ status }: RowResult): boolean =>
	status === 'activated' || status === 'unregistered';

/** Allows for different clocks, and for a sheet that loses the time zone. */
const MAX_AHEAD_MS = DAY_MS;

/**
 * Compares the age of a verdict to Recheck After.
 *
 * @returns `unreadable` if its time can't be read; `undefined` if it is old, or its age doesn't matter
 */
export function ageOf(
	earlier: RowResult,
	recheckAfter: number,
	now: number,
): 'fresh' | 'unreadable' | undefined {
	if (recheckAfter === 0 || !isVerdict(earlier)) return undefined;
	const time = readTime(earlier.checkedAt);
	if (time === undefined || time - now > MAX_AHEAD_MS) return 'unreadable';
	return now - time < recheckAfter ? 'fresh' : undefined;
}

/** Whether it has a final status: `unknown` was charged too. */
export const hasVerdict = (earlier: RowResult): boolean =>
	isVerdict(earlier) || earlier.status === 'unknown';

/** Whether it has a result or an upload that was charged. */
export const hasResult = (earlier: RowResult): boolean =>
	hasVerdict(earlier) || earlier.uploadId !== '';

/**
 * The meaning of a row's previous result for an app in this check. `share`: it is fresh, and holds for other rows with its number too.
 * `resume`: the number of the row is looked up in its upload.
 */
export type Decision = 'share' | 'keep' | 'resume' | 'check';

/**
 * Decides what the previous results of a row mean.
 *
 * @param previous The row's result for each app, if it is about the row's number and that app.
 * @param isReadable Whether the row's cell has a number.
 * @returns a decision for each app, and the number to ask for if the cell has none
 */
export function decide(
	previous: ReadonlyArray<RowResult | undefined>,
	isReadable: boolean,
	isFresh: (earlier: RowResult) => boolean,
): { decisions: Decision[]; storedNumber?: ParsedNumber } {
	const pending = previous.find((each) => each && hasUpload(each));
	const stored = pending && !isReadable ? storedNumber(pending) : undefined;
	const decisions = previous.map((earlier): Decision => {
		if (!earlier) return 'check';
		if (isFresh(earlier)) return 'share';
		if (hasUpload(earlier) && (isReadable || stored)) return 'resume';
		// A row that comes back for an upload of any app keeps the results it has. Without a number it keeps its upload ID, because nothing
		// can be looked up for it.
		return pending && hasResult(earlier) ? 'keep' : 'check';
	});
	return { decisions, storedNumber: stored };
}

/** Only fresh results are compared, and their times can be read. */
const timeOf = ({ checkedAt }: RowResult) => readTime(checkedAt) as number;

/** Fresh results that rows have: a number with a result in one row isn't charged again for another row, before or after it. */
export class KnownVerdicts {
	private readonly byNumber = new Map<string, RowResult>();

	get({ code }: App, digits: string): RowResult | undefined {
		return this.byNumber.size === 0 ? undefined : this.byNumber.get(`${code}:${digits}`);
	}

	/** Keeps the newer of two results. */
	add({ code }: App, digits: string, verdict: RowResult): void {
		const key = `${code}:${digits}`;
		const before = this.byNumber.get(key);
		if (!before || timeOf(before) < timeOf(verdict)) this.byNumber.set(key, verdict);
	}
}
