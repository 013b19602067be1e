/*
 * Texts with as many digits as a phone number that are something else. Only their shape tells, because in some default country their digits
 * would be a good number.
 */

const SEPARATOR = '(?: *[./-] *| +)';
const THREE_GROUPS = new RegExp(`^(\\d{1,4})${SEPARATOR}(\\d{1,4})${SEPARATOR}(\\d{1,4})$`);
/** A date with a time after it. */
const THREE_SIGNED_GROUPS = /^(\d{1,4}) *[./-] *(\d{1,4}) *[./-] *(\d{1,4})(?:[ T].*)$/;
/** A date without a century, with or without a time after it. */
const THREE_SHORT_GROUPS =
	/^(\d{1,2}) *[./-] *(\d{1,2}) *[./-] *(\d{1,2})(?: +(?:[01]?\d|2[0-4])[.h -]?[0-5]\d(?:[. -]?[0-5]\d)?)?$/;
/** Days of a month, such as `15.-16.01.2024`. */
const DAYS = /^\d{1,2}(?:\.\d{1,2})?\.? *- *(\d{1,2})\.(\d{1,2})\.(\d{4})$/;
const TWO_GROUPS = /^(\d{1,4}) *[./-] *(\d{1,4})$/;

const TIME = '(?:[01]?\\d|2[0-4])\\.[0-5]\\d';
const TIME_RANGE = new RegExp(`^${TIME} *- *${TIME}$`);

/** Degrees with a fraction, and without a leading 0. `0171.3920012` and `415.5550100` are phone numbers. */
const DEGREES = '(?:[1-9]?\\d|1[0-7]\\d|180)\\.\\d+';
const COORDINATE = new RegExp(`^${DEGREES}$`);
const COORDINATES = new RegExp(`^${DEGREES}[ /-]+${DEGREES}$`);

const AMOUNT_WITH_CENTS = /^[1-9]\d*\.\d{1,2}$/;
/** A part of an IP address, also with leading zeros. The first part has them only if all have, because `079.123.45.67` is a phone number. */
const PADDED_BYTE = '(?:25[0-5]|2[0-4]\\d|[01]\\d\\d)';
const BYTE = `(?:${PADDED_BYTE}|[1-9]?\\d)`;
const ADDRESS = new RegExp(
	`^(?:(?!0\\d)${BYTE}(?:\\.${BYTE}){3}|${PADDED_BYTE}(?:\\.${PADDED_BYTE}){3})$`,
);
const FOUR_PAIRS = /^\d\d(?:\.\d\d){3}$/;
const DOTTED = /^\d{1,2}\./;
const DOTTED_AMOUNT = /^[1-9]\d?(?:\.\d{3}){2,}$/;

/** A counter such as `1/3` before a number. An area code would be followed by fewer digits. */
const COUNT_OF = /^\d{1,2} *\/ *\d{1,2} +(?:\D*\d){7}/;

/** Matches the beginning of all these texts but of few phone numbers, so that most are told apart at once. */
const SHAPE = /^\d{1,4}[./ -]+\d{1,4}(?:$|[./ -])|^\d+\.\d+/;

/** Whether a text is a date, a time, a coordinate, an IP address or an amount, and certainly no phone number. */
export function isOtherThing(written: string): boolean {
	// A date stays one in brackets, and before the dot that ends it in some languages.
	const text = written.replace(/^[([ ]+|[)\]. -]+$/g, '');
	if (!SHAPE.test(text)) return false;
	return (
		isDate(text) ||
		TIME_RANGE.test(text) ||
		COORDINATE.test(text) ||
		COORDINATES.test(text) ||
		AMOUNT_WITH_CENTS.test(text) ||
		COUNT_OF.test(text) ||
		(ADDRESS.test(text) && !FOUR_PAIRS.test(text))
	);
}

/**
 * Tells whether a text may be an IP address or an amount that some countries also write phone numbers like: `32.12.34.56`, `20.123.456`.
 */
export function looksLike(text: string): 'address' | 'amount' | undefined {
	if (!DOTTED.test(text)) return undefined;
	if (FOUR_PAIRS.test(text)) return 'address';
	return DOTTED_AMOUNT.test(text) ? 'amount' : undefined;
}

function isDate(text: string): boolean {
	const groups = THREE_GROUPS.exec(text) ?? THREE_SIGNED_GROUPS.exec(text) ?? DAYS.exec(text);
	if (groups) {
		const [, ...parts] = groups;
		const year = parts.findIndex(isYear);
		if (year !== -1 && isDayAndMonth(parts.toSpliced(year, 1))) return true;
	}
	const short = THREE_SHORT_GROUPS.exec(text);
	if (short) {
		const [, first, second, third] = short;
		return isDayAndMonth([first, second]) || isDayAndMonth([second, third]);
	}
	const [, from, to] = TWO_GROUPS.exec(text) ?? [];
	return (isYear(from) && (isYear(to) || isMonth(to))) || (isMonth(from) && isYear(to));
}

const isYear = (group: string | undefined): boolean => /^(?:1[89]|20|21)\d\d$/.test(group ?? '');

const isMonth = (group: string | undefined): boolean => /^(?:0?[1-9]|1[0-2])$/.test(group ?? '');

const isDay = (group: string): boolean => /^(?:0?[1-9]|[12]\d|3[01])$/.test(group);

const isDayAndMonth = ([first, second]: string[]): boolean =>
	(isDay(first) && isMonth(second)) || (isMonth(first) && isDay(second));
