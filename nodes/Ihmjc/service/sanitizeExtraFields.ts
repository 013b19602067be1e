import type { Redact } from './createRedactor';

/** Keys that would change JavaScript's own objects. */
const UNSAFE_KEYS = ['__proto__', 'constructor', 'prototype'];

/** More than this service can need. JSON may be too deep for n8n to copy. */
const MAX_DEPTH = 10;

/** Makes an unknown value of a response fit for an output item. */
export function sanitizeExtraFields(value: unknown, redact: Redact, depth = 0): unknown {
	if (depth > MAX_DEPTH) return '…';
	if (Array.isArray(value))
		return value.map((each) => sanitizeExtraFields(each, redact, depth + 1));
	if (typeof value === 'object' && value !== null) {
		const entries = Object.entries(value)
			.filter(([key]) => !UNSAFE_KEYS.includes(key))
			.map(([key, each]) => [redact(key), sanitizeExtraFields(each, redact, depth + 1)]);
		return Object.fromEntries(entries);
	}
	if (typeof value !== 'string' && typeof value !== 'number') return value;
	const text = String(value);
	const shown = redact(text);
	return shown === text ? value : shown;
}
