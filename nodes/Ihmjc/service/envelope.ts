import type { IDataObject } from 'n8n-workflow';

import { failure, success, type Fault, type Outcome } from './Fault';
import type { Limits } from './Limits';
import { readText } from './readText';
import type { Answer } from './transport';

/** The only `RES` that means success (interface document, every section). */
const SUCCESS = '100';

const LONGEST_QUOTE = 300;

/** Never a key of an answer: they would reach into JavaScript's own objects. */
const UNSAFE_KEYS = ['__proto__', 'constructor', 'prototype'];

/** The fault of an HTTP status that isn't 2xx. */
export function statusFault({ status, headers }: Answer): Fault | undefined {
	if (status >= 200 && status < 300) return undefined;
	if (status >= 300 && status < 400) {
		return {
			kind: 'httpStatus',
			status,
			message: `Ihmjc redirects to another address (HTTP ${status}), which is not followed`,
			advice:
				'The password would go with it. Check the base URL in the credential; if the service has moved, enter its new address there.',
		};
	}
	const after = Number(headers['retry-after']);
	return {
		kind: 'httpStatus',
		status,
		retryAfter: Number.isFinite(after) && after > 0 ? after * 1000 : undefined,
		message: `Ihmjc answered with HTTP status ${status}`,
		advice:
			status === 401 || status === 403
				? 'Check account and password in the credential.'
				: 'Try again a little later.',
	};
}

/** What an answer that isn't the service's looks like. */
export function notTheService(what: string): Fault {
	return {
		kind: 'notTheService',
		message: `Ihmjc answered with ${what}`,
		advice:
			'The service may be out of order: try again a little later. If it stays so, check the base URL in the credential.',
	};
}

/**
 * The text that people may read: one line, not too long, and without phone numbers, which the service may
 * quote from a list.
 */
function quotable(text: unknown): string {
	return (
		String(text ?? '')
			// eslint-disable-next-line no-control-regex
			.replace(/[\u0000-\u001f\u007f\s]+/g, ' ')
			.replace(/\+?\d{7,}/g, '…')
			.trim()
			.slice(0, LONGEST_QUOTE)
	);
}

/** The envelope's `DATA`, or the fault. `{}` where there is none. */
export function parseEnvelope(text: string): Outcome<IDataObject> {
	const body = text.replace(/^\ufeff/, '').trim();
	if (body === '') return failure(notTheService('nothing at all'));
	if (body.startsWith('<')) return failure(notTheService('an HTML page'));

	let parsed: unknown;
	try {
		parsed = JSON.parse(body);
	} catch {
		return failure(notTheService('something that is not the JSON it should be'));
	}
	if (typeof parsed !== 'object' || parsed === null || !('RES' in parsed)) {
		return failure(notTheService('JSON that is not its own'));
	}
	const { RES, ERR, DATA } = parsed as IDataObject;
	const res = quotable(RES);
	if (res !== SUCCESS) {
		const err = quotable(ERR);
		return failure({
			kind: 'refused',
			res,
			err,
			message: err ? `Ihmjc refused: ${err} (RES ${res})` : `Ihmjc refused (RES ${res})`,
			advice: 'Check account, password and what was asked for.',
		});
	}
	return success(safe(DATA));
}

function safe(data: unknown): IDataObject {
	if (typeof data !== 'object' || data === null || Array.isArray(data)) return {};
	return Object.fromEntries(
		Object.entries(data).filter(([key]) => !UNSAFE_KEYS.includes(key)),
	) as IDataObject;
}

/** Reads an answer as the service's JSON envelope. */
export async function readEnvelope(answer: Answer, limits: Limits): Promise<Outcome<IDataObject>> {
	const fault = statusFault(answer);
	if (fault) {
		answer.body.destroy();
		return failure(fault);
	}
	const text = await readText(answer.body, limits);
	return text.ok ? parseEnvelope(text.value) : text;
}
