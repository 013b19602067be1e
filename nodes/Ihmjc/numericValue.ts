/** The number that a value is or spells. Nothing and an empty text are none, though `Number` makes 0 of them. */
export function numericValue(value: unknown): number | undefined {
	if (typeof value === 'string' ? value.trim() === '' : typeof value !== 'number') return undefined;
	const number = Number(value);
	return Number.isFinite(number) ? number : undefined;
}
