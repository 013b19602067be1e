const LONGEST = 100;

/** A name without a path and without characters that a file system gives a meaning. */
export function safeFileName(name: string): string {
	const last = name.split(/[/\\]/).at(-1) ?? '';
	return last
		.replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069<>:"|?*]/gu, '')
		.replace(/^[.\s]+/, '')
		.slice(0, LONGEST)
		.replace(/[.\s]+$/, '');
}
