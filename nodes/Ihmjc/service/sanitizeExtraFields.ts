import type { Redact } from './createRedactor';

/** Never a key of an answer: they would reach into JavaScript's own objects. */
const UNSAFE_KEYS = ['__proto__', 'constructor', 'prototype'];

/** What a service of strings and counts can need. JSON may be so deep that n8n couldn't copy it. */
const MAX_DEPTH = 10;

/** A value of an answer that this package knows nothing of, made fit for an output item. */
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
