export const SECOND_MS = 1000;
export const MINUTE_MS = 60 * SECOND_MS;
export const DAY_MS = 24 * 60 * MINUTE_MS;

/** The number that a value is or spells. `Number` would turn nothing and an empty text into 0. */
export function numericValue(value: unknown): number | undefined {
	if (typeof value === 'string' ? value.trim() === '' : typeof value !== 'number') return undefined;
	const number = Number(value);
	return Number.isFinite(number) ? number : undefined;
}

/** The text of a text or a number. Other values have none, because an object's `toString` may do anything. */
export const plainText = (value: unknown): string =>
	typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';

/** Whether a switch is on. An expression may return its text. */
export const readBoolean = (value: unknown): boolean =>
	value === true || plainText(value).toLowerCase() === 'true';

/** The value of a key. It is created the first time. */
export function getOrCreate<Key, Value>(
	map: { get(key: Key): Value | undefined; set(key: Key, value: Value): unknown },
	key: Key,
	create: () => Value,
): Value {
	let value = map.get(key);
	if (value === undefined) map.set(key, (value = create()));
	return value;
}
