export const SECOND_MS = 1000;
export const MINUTE_MS = 60 * SECOND_MS;
export const DAY_MS = 24 * 60 * MINUTE_MS;

/** Returns the number that a value is or spells. `Number` would turn `null` and an empty text into 0. */
export function numericValue(value: unknown): number | undefined {
	if (typeof value === 'string' ? value.trim() === '' : typeof value !== 'number') return undefined;
	const number = Number(value);
	return Number.isFinite(number) ? number : undefined;
}

/** Returns a text or a number as trimmed text, and `''` for anything else, because an object's `toString` may do anything. */
export const plainText = (value: unknown): string =>
	typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';

/** Returns the value of a key, which is created at its first use. */
export function getOrCreate<Key, Value>(
	map: { get(key: Key): Value | undefined; set(key: Key, value: Value): unknown },
	key: Key,
	create: () => Value,
): Value {
	let value = map.get(key);
	if (value === undefined) map.set(key, (value = create()));
	return value;
}

/** Returns what a function returns, or `undefined` if it throws. */
export function attempt<Value>(read: () => Value): Value | undefined {
	try {
		return read();
	} catch {
		return undefined;
	}
}
