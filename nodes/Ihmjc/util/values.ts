/** The number that a value is or spells. Nothing and an empty text are none, though `Number` makes 0 of them. */
export function numericValue(value: unknown): number | undefined {
	if (typeof value === 'string' ? value.trim() === '' : typeof value !== 'number') return undefined;
	const number = Number(value);
	return Number.isFinite(number) ? number : undefined;
}

/** What is no text and no number has none: an object can't even be asked without a risk. */
export const plainText = (value: unknown): string =>
	typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';

/** Whether a switch is on. An expression may give its text. */
export const readBoolean = (value: unknown): boolean =>
	value === true || plainText(value).toLowerCase() === 'true';
