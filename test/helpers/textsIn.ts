/**
 * Every text in a value at any depth, including keys and properties that JSON omits, such as an error's cause.
 * For tests that search for something that must not be there.
 */
export function textsIn(root: unknown): string[] {
	const texts: string[] = [];
	const seen = new Set<unknown>();
	const waiting = [root];
	while (waiting.length > 0) {
		const value = waiting.pop();
		if (typeof value === 'string') texts.push(value);
		else if (typeof value === 'number' || typeof value === 'bigint') texts.push(String(value));
		else if (typeof value === 'symbol') texts.push(value.description ?? '');
		if (value === null || (typeof value !== 'object' && typeof value !== 'function')) continue;
		if (seen.has(value)) continue;
		seen.add(value);
		if (ArrayBuffer.isView(value)) {
			texts.push(Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('latin1'));
			continue;
		}
		if (value instanceof Map || value instanceof Set) waiting.push(...value.entries());
		for (const key of Reflect.ownKeys(value)) {
			waiting.push(key, Object.getOwnPropertyDescriptor(value, key)?.value);
		}
		waiting.push(
			Object.getPrototypeOf(value) instanceof Error ? (value as Error).stack : undefined,
		);
	}
	return texts;
}
