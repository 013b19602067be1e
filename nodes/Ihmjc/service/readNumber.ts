import { numericValue } from '../util/values';

/** Matches a number with separators of thousands: `1,234.5`. */
const GROUPED = /^\s*-?\d{1,3}(,\d{3})+(\.\d+)?\s*$/;

/** Reads a number of a response, which may be a text. */
export const readNumber = (value: unknown): number | undefined =>
	numericValue(
		typeof value === 'string' && GROUPED.test(value) ? value.replaceAll(',', '') : value,
	);

/** Reads a count of numbers. */
export function readCount(value: unknown): number | undefined {
	const count = readNumber(value);
	return count !== undefined && Number.isSafeInteger(count) && count >= 0 ? count : undefined;
}
