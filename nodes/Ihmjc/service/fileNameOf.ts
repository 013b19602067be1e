const LONGEST = 100;

/**
 * The file name in a Content-Disposition header, made harmless: no path, no control characters, no more
 * than 100 characters.
 */
export function fileNameOf(contentDisposition: string): string | undefined {
	const match = /filename="([^"]*)"|filename=([^;\s]*)/i.exec(contentDisposition);
	const name = harmless(match?.[1] ?? match?.[2] ?? '');
	return name === '' ? undefined : name;
}

/** A name without a path and without characters that a file system gives a meaning. */
export function harmless(name: string): string {
	const last = name.split(/[/\\]/).at(-1) ?? '';
	return last
		.replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069<>:"|?*]/gu, '')
		.replace(/^[.\s]+/, '')
		.slice(0, LONGEST)
		.replace(/[.\s]+$/, '');
}
