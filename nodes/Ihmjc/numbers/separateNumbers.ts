/** A comma or semicolon before an extension belongs to the number: `;ext=12`, `, ext. 12`. */
const SEPARATOR = /[\n\v\f\r\t\u0085\u2028\u2029]|[,;](?!\s*(?:ext|x ?\d))/i;

/** A model or a program may give a list as JSON. */
const JSON_LIST = /^\s*\[(.*)\]\s*$/s;

/** The entries of a text that lists numbers on lines, or between tabs, commas or semicolons; each as it was typed. */
export function separateNumbers(text: string): string[] {
	return text
		.replace(JSON_LIST, '$1')
		.split(SEPARATOR)
		.map((entry) => entry.trim())
		.filter((entry) => entry !== '');
}
