import { safeFileName } from './safeFileName';

/**
 * The file name in a Content-Disposition header, made safe: no path, no control characters, no more
 * than 100 characters.
 */
export function fileNameOf(contentDisposition: string): string | undefined {
	const match = /filename="([^"]*)"|filename=([^;\s]*)/i.exec(contentDisposition);
	const name = safeFileName(match?.[1] ?? match?.[2] ?? '');
	return name === '' ? undefined : name;
}
