import { DAY_MS, MINUTE_MS, SECOND_MS } from '../util/values';

/** ISO 8601, which databases write with a space, and sheets without a time zone. */
const ISO =
	/^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d(?:[.,]\d+)?))?(Z|[+-]\d\d(?::?\d\d)?)?)?$/i;

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

function timeOf(match: RegExpExecArray): number | undefined {
	const [year, month, day, hour, minute, second] = match
		.slice(1, 7)
		.map((part) => Number((part ?? '0').replace(',', '.')));
	const time = Date.UTC(year, month - 1, day);
	const date = new Date(time);
	const isDate = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
	if (!isDate || hour > 23 || minute > 59 || second >= 60) return undefined;
	const ofDay = (hour * 60 + minute) * MINUTE_MS + Math.round(second * SECOND_MS);
	return time + ofDay - offsetOf(match[7] ?? 'Z');
}

/** Returns the milliseconds by which a time zone is ahead. */
function offsetOf(zone: string): number {
	if (zone.toUpperCase() === 'Z') return 0;
	const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3).replace(':', ''));
	return (zone.startsWith('-') ? -minutes : minutes) * MINUTE_MS;
}
