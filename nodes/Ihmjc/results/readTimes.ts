import { DAY_MS, numericValue } from '../util/values';

/** Day 0 of the serial numbers that sheets use for dates. */
const SERIAL_START_MS = Date.UTC(1899, 11, 30);

/** Days from 1954 to 2119. Other numbers aren't dates of a sheet. */
const SERIAL_RANGE = [20_000, 80_000] as const;

/** Matches `05/11/2026 9:30 PM`, where either the day or the month comes first. */
const DAY_AND_MONTH =
	/^(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?:[ ,T]+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?\s*([ap]m)?)?$/i;

/** Matches dates that begin with the year or name the month, so they can be read in only one way. */
const UNAMBIGUOUS = /^\d{4}[-/]\d{1,2}[-/]\d{1,2}|[a-z]{3}/i;

/**
 * Reads the times that a cell can mean, in milliseconds since 1970: none if it holds no time, two if either of two parts can be the day.
 * Without a time zone they may be some hours off.
 */
export function readTimes(text: string): number[] {
	const number = numericValue(text);
	if (number !== undefined) return timesOfNumber(number);
	const match = DAY_AND_MONTH.exec(text);
	if (match) return timesOfDate(match);
	if (!UNAMBIGUOUS.test(text)) return [];
	const time = Date.parse(text);
	return Number.isNaN(time) ? [] : [time];
}

function timesOfNumber(number: number): number[] {
	if (number >= SERIAL_RANGE[0] && number <= SERIAL_RANGE[1]) {
		return [SERIAL_START_MS + number * DAY_MS];
	}
	// Seconds or milliseconds since 1970, from 2001 on.
	if (number >= 1e9 && number < 1e10) return [number * 1000];
	return number >= 1e12 && number < 1e13 ? [number] : [];
}

function timesOfDate(match: RegExpExecArray): number[] {
	const [, first, , second, year] = match;
	const [hours, minutes, seconds] = match.slice(5, 8).map((part) => Number(part ?? 0));
	const half = (match[8] ?? '').toLowerCase();
	const hour = half === '' ? hours : (hours % 12) + (half === 'pm' ? 12 : 0);
	const timeOf = (month: string, day: string) => {
		const date = Date.UTC(Number(year), Number(month) - 1, Number(day), hour, minutes, seconds);
		const isDate = Number(month) <= 12 && new Date(date).getUTCMonth() === Number(month) - 1;
		return isDate && Number(day) > 0 ? [date] : [];
	};
	return [...new Set([...timeOf(first, second), ...timeOf(second, first)])];
}
