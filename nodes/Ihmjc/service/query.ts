import type { IDataObject } from 'n8n-workflow';

import type { Redact } from './createRedactor';
import { CHECK_UPLOAD_ID, quotable, readCount, request } from './envelope';
import { failure, type Outcome, success, unexpectedResponse } from './Fault';
import type { Transport } from './transport';

/** The only status with a documented meaning: testing is complete (interface document, section 1.2). */
const COMPLETE = '2';

export interface Progress {
	done: boolean;
	/** The service's own status, `"2"` when complete. */
	status: string;
	/** Counts of numbers; missing if the service didn't say. */
	activated?: number;
	unregistered?: number;
	/** Other fields of the response under the service's own names. Related services add `number4` and `number5`. */
	more: IDataObject;
}

/** Gets the status of an upload (interface document, section 1.2). */
export async function query(transport: Transport, uploadId: string): Promise<Outcome<Progress>> {
	const advice = CHECK_UPLOAD_ID;
	const envelope = await request(transport, '/api/Query.ashx', { sendID: uploadId }, { advice });
	if (!envelope.ok) return envelope;
	const { data, refusal, redact } = envelope.value;
	if (refusal) return failure(refusal);
	const { status, number2, number3, ...more } = data;
	if (typeof status !== 'string' && typeof status !== 'number') {
		return unexpectedResponse('a success response without a status');
	}
	const word = String(status).trim();
	return success({
		done: word === COMPLETE,
		status: quotable(word, redact),
		activated: readCount(number2),
		unregistered: readCount(number3),
		more: sanitizeExtraFields(more, redact) as IDataObject,
	});
}

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
