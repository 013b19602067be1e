import { asciiText } from './asciiText';
import { ADDITION } from './wrappings';

/** Line breaks, also as the two characters `\n`, and separators. A comma or semicolon may also stand before an extension or a parameter. */
const SEPARATOR = new RegExp(
	`\\\\[nrt]|[\\n\\v\\f\\r\\t\\u0085\\u2028\\u2029|\uff5c\u3001\u060c\u061b\uff0c\uff1b]|[,;](?!${ADDITION})`,
	'iu',
);

/** An AI agent or a program may send the list as JSON. */
const JSON_LIST = /^\s*\[(.*)\]\s*$/s;

/** Matches what stands before a plus, such as ` / ` or ` or `. The plus begins another number if enough digits come before it. */
const BEFORE_PLUS = /(?<=\d\D{0,3}(?:\d\D{0,3}){6})[^\d+]{1,20}(?=\+)/;

/** Seven digits that begin with 00 are a calling code and the beginning of a number: `0049171 3920012`. */
const WHOLE_NUMBER = '(?:\\+|00|(?!00))\\d{7,}';
const WHOLE_NUMBERS = new RegExp(`^${WHOLE_NUMBER}(?:\\s+${WHOLE_NUMBER})+$`);

/**
 * Divides a text into its entries, which stand on lines, between separators of several scripts, or between spaces if each is a whole
 * number.
 */
export function separateNumbers(text: string): string[] {
	return text
		.replace(JSON_LIST, '$1')
		.split(SEPARATOR)
		.map((entry) => entry.trim())
		.flatMap((entry) => entry.split(WHOLE_NUMBERS.test(asciiText(entry)) ? /\s+/ : BEFORE_PLUS))
		.filter((entry) => entry !== '');
}
