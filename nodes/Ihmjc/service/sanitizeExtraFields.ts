import type { Redact } from './createRedactor';

/** Keys that would change JavaScript's own objects. */
const UNSAFE_KEYS = ['__proto__', 'constructor', 'prototype'];

/** More than this service can need. JSON may be too deep for n8n to copy. */
const MAX_DEPTH = 10;

/** Matches digits that may be a phone number. Counts are shorter, and decimals and dates have signs between their digits. */
const NUMBER = /(?<!\d|\d\.)\d{10,15}(?!\d)/g;

/** Makes an unknown value of a response fit for an output item, because it may quote the request. */
export function sanitizeExtraFields(value: unknown, redact: Redact, depth = 0): unknown {
	const clean = (text: string) => redact(text).replace(NUMBER, '…');
	if (depth > MAX_DEPTH) return '…';
	if (Array.isArray(value))
		return value.map((each) => sanitizeExtraFields(each, redact, depth + 1));
	if (typeof value === 'object' && value !== null) {
		const entries = Object.entries(value)
			.filter(([key]) => !UNSAFE_KEYS.includes(key))
			.map(([key, each]) => [clean(key), sanitizeExtraFields(each, redact, depth + 1)]);
		return Object.fromEntries(entries);
	}
	if (typeof value !== 'string' && typeof value !== 'number') return value;
	const text = String(value);
	const shown = clean(text);
	return shown === text ? value : shown;
}
