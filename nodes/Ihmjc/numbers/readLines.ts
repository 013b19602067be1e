/** Far longer than a number. What follows is dropped, so that a file without line breaks can't fill the memory. */
const MAX_LINE_LENGTH = 1000;

/**
 * Reads text lines from UTF-8 bytes, which may be cut anywhere. Lines end with LF, CR LF or CR, the last one also with
 * the file. A byte order mark is dropped. Empty lines are given too; lines over 1,000 characters are cut.
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
		// A CR LF that was cut in two is still one line break.
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
