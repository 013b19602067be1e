import { DAY_MS } from '../util/values';

/** ISO 8601, which databases write with a space, and sheets without a time zone. */
const ISO =
	/^(\d{4}-\d\d-\d\d)(?:[T ]((?:[01]\d|2[0-3]):\d\d(?::\d\d(?:[.,]\d+)?)?)(?:Z|([+-]\d\d):?(\d\d)?)?)?$/i;

/** Day 0 of the serial numbers that sheets use for dates. */
const SERIAL_START_MS = Date.UTC(1899, 11, 30);

/** Days from 1954 to 2119. Other numbers aren't dates of a sheet. */
const SERIAL_RANGE = [20_000, 80_000] as const;

/** Reads the time in a cell, in milliseconds since 1970. Without a time zone it may be some hours off. */
export function readTime(text: string): number | undefined {
	const match = ISO.exec(text);
	if (match) return timeOf(match);
	const days = /^\d{5}(\.\d+)?$/.test(text) ? Number(text) : NaN;
	const isSerial = days >= SERIAL_RANGE[0] && days <= SERIAL_RANGE[1];
	return isSerial ? SERIAL_START_MS + days * DAY_MS : undefined;
}

function timeOf([, date, time = '00:00', hours = '+00', minutes = '00']: string[]) {
	const day = Date.parse(date);
	// JavaScript takes February 30 for March 2.
	const isDate = day >= 0 && new Date(day).toISOString().startsWith(date);
	const parsed = Date.parse(`${date}T${time.replace(',', '.')}${hours}:${minutes}`);
	return isDate && parsed >= 0 ? parsed : undefined;
}
