/** Reads the file name from a Content-Disposition header and makes it safe. */
export function fileNameOf(contentDisposition: string): string | undefined {
	const match = /filename="([^"]*)"|filename=([^;\s]*)/i.exec(contentDisposition);
	const name = safeFileName(match?.[1] ?? match?.[2] ?? '');
	return name === '' ? undefined : name;
}

const MAX_NAME_LENGTH = 100;

/** Removes the path and all characters that file systems reserve, and limits the length. */
export function safeFileName(name: string): string {
	const last = name.split(/[/\\]/).at(-1) ?? '';
	return last
		.replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069<>:"|?*]/gu, '')
		.replace(/^[.\s]+/, '')
		.slice(0, MAX_NAME_LENGTH)
		.replace(/[.\s]+$/, '');
}
