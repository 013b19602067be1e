import { ADDITION } from './wrappings';

/** Characters. The rest of a longer line is dropped, so that a file without line breaks can't fill the memory. */
const MAX_LINE_LENGTH = 1000;

/**
 * Reads lines from UTF-8 bytes, which may be cut anywhere. Lines end with LF, CR LF or CR, and the last one may end with the file. It drops
 * a byte order mark, keeps empty lines, and cuts lines at 1,000 characters.
 */
export async function* readLines(
	source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<string> {
	const decoder = new TextDecoder();
	let unfinished = '';
	let afterCarriageReturn = false;

	for await (const bytes of source) {
		let text = decoder.decode(bytes, { stream: true });
		if (text === '') continue;
		// A CR LF is one line break, even if it was cut in two.
		if (afterCarriageReturn && text.startsWith('\n')) text = text.slice(1);
		afterCarriageReturn = text.endsWith('\r');

		const lines = text.includes('\r') ? text.split(/\r\n?|\n/) : text.split('\n');
		const last = lines.pop() ?? '';
		for (const line of lines) {
			yield cut(unfinished + line);
			unfinished = '';
		}
		unfinished = cut(unfinished + last);
	}

	unfinished = cut(unfinished + decoder.decode());
	if (unfinished !== '') yield unfinished;
}

function cut(line: string): string {
	return line.length > MAX_LINE_LENGTH ? line.slice(0, MAX_LINE_LENGTH) : line;
}

/** Line breaks, also as the two characters `\n`, and separators. A comma or semicolon may also stand before an extension or a parameter. */
const SEPARATOR = new RegExp(
	`\\\\[nrt]|[\\n\\v\\f\\r\\t\\u0085\\u2028\\u2029|\uff5c\u3001\u060c\u061b\uff0c\uff1b]|[,;](?!${ADDITION})`,
	'iu',
);

/** An AI agent or a program may send the list as JSON. */
const JSON_LIST = /^\s*\[(.*)\]\s*$/s;

/** Matches what stands before a plus, such as ` / ` or ` or `. The plus begins another number if enough digits come before it. */
const BEFORE_PLUS = /(?<=\d\D{0,3}(?:\d\D{0,3}){6})[^\d+]{1,20}(?=\+)/;

const WHOLE_NUMBERS = /^\+?\p{Nd}{7,}(?:\s+\+?\p{Nd}{7,})+$/u;

/**
 * Divides a text into its entries, which stand on lines, between separators of several scripts, or between spaces if each is a whole
 * number.
 */
export function separateNumbers(text: string): string[] {
	return text
		.replace(JSON_LIST, '$1')
		.split(SEPARATOR)
		.map((entry) => entry.trim())
		.flatMap((entry) => entry.split(WHOLE_NUMBERS.test(entry) ? /\s+/ : BEFORE_PLUS))
		.filter((entry) => entry !== '');
}
