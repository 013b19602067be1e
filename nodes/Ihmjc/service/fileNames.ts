import { decodeExtended, parse } from 'content-disposition';

import type { Redact } from './createRedactor';

/** Reads the file name from a Content-Disposition header and makes it safe. */
export function fileNameOf(header: string, redact: Redact): string | undefined {
	// Secrets are removed twice, because the header may cut them, and because names are encoded.
	// `multipart` keeps backslashes, because ASP.NET sends Windows paths as they are.
	const { parameters } = parse(redact(header), { multipart: true });
	const { filename = '', 'filename*': extended = '' } = parameters;
	const isDecoded = decodeExtended(extended) !== undefined;
	const name = safeFileName(redact(isDecoded ? filename : decode(filename)));
	return name === '' ? undefined : name;
}

/** Decodes UTF-8 that came as Latin-1, as headers do, and percent signs. */
function decode(name: string): string {
	try {
		const bytes = Buffer.from(name, 'latin1');
		const isLatin1 = bytes.toString('latin1') === name;
		const text = isLatin1 ? new TextDecoder('utf-8', { fatal: true }).decode(bytes) : name;
		return decodeURIComponent(text);
	} catch {
		return name;
	}
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
