/** A comma or semicolon before an extension belongs to the number: `;ext=12`, `, ext. 12`. */
const SEPARATOR =
	/[\n\v\f\r\t\u0085\u2028\u2029|\uff5c\u3001\u060c\u061b\uff0c\uff1b]|[,;](?!\s*(?:ext|x ?\d))/i;

/** A model or a program may give a list as JSON. */
const JSON_LIST = /^\s*\[(.*)\]\s*$/s;

/** A plus begins a number, so what stands before it is another one if it can be. */
const BEFORE_PLUS = /(?<=\d\D{0,3}(?:\d\D{0,3}){6})\s+(?=\+)/;

const WHOLE_NUMBERS = /^\+?\p{Nd}{7,}(?:\s+\+?\p{Nd}{7,})+$/u;

/**
 * The entries of a text that lists numbers on lines, between the separators of several scripts, or between spaces if
 * each entry is a whole number; each as it was typed.
 */
export function separateNumbers(text: string): string[] {
	return text
		.replace(JSON_LIST, '$1')
		.split(SEPARATOR)
		.map((entry) => entry.trim())
		.flatMap((entry) => entry.split(WHOLE_NUMBERS.test(entry) ? /\s+/ : BEFORE_PLUS))
		.filter((entry) => entry !== '');
}
