/** What is no text and no number has none: an object can't even be asked without a risk. */
export const plainText = (value: unknown): string =>
	typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
