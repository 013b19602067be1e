import type { IDataObject } from 'n8n-workflow';

/**
 * Why a request brought no result.
 *
 * - `notSent`: it provably never left (connection refused, name not found).
 * - `misconfigured`: n8n or the credential stopped it before it left.
 * - `cancelled`: the user cancelled the execution.
 * - `noAnswer`: the connection broke or the time ran out; the service may have worked on it.
 * - `truncated`: the answer ended early.
 * - `httpStatus`: answered with an HTTP status that isn't 2xx.
 * - `unexpectedResponse`: HTTP 200, but HTML, nothing at all or something else that isn't the service's.
 * - `tooLarge`: more than such an answer can hold.
 * - `refused`: the service's own refusal, `RES` not 100.
 */
export type FaultKind =
	| 'notSent'
	| 'misconfigured'
	| 'cancelled'
	| 'noAnswer'
	| 'truncated'
	| 'httpStatus'
	| 'unexpectedResponse'
	| 'tooLarge'
	| 'refused';

export interface Fault {
	kind: FaultKind;
	/** What went wrong, for people. Holds neither password nor phone numbers. */
	message: string;
	/** What to do about it. */
	advice: string;
	/** HTTP status, when there was an answer. */
	status?: number;
	/** The service's `RES` and `ERR`, when it refused. */
	res?: string;
	err?: string;
	/** What else came with a refusal, though nothing should. */
	data?: IDataObject;
	/** Milliseconds, from the answer's Retry-After header. */
	retryAfter?: number;
}

/** Advice when nothing is known to be wrong; longer advice begins with it. */
export const TRY_LATER = 'Try again later.';

export type Outcome<Value> = { ok: true; value: Value } | { ok: false; fault: Fault };

export const success = <Value>(value: Value): Outcome<Value> => ({ ok: true, value });

export const failure = (fault: Fault): { ok: false; fault: Fault } => ({ ok: false, fault });

/**
 * Whether the same request may well succeed a little later. Also after a 401: the service itself tells of a
 * wrong password with HTTP 200, so that one comes from a web server in trouble.
 */
export function isTransient({ kind, status = 0 }: Fault): boolean {
	if (kind === 'httpStatus') return [401, 408, 429].includes(status) || status >= 500;
	return ['notSent', 'noAnswer', 'truncated', 'unexpectedResponse', 'tooLarge'].includes(kind);
}

/**
 * Whether the service can't have taken an upload that ended so. Anything but its own refusal and a request
 * that never left may hide an accepted, paid job: also a 401, a 500 and an HTML page.
 */
export const isSafeToResend = ({ kind }: Fault): boolean =>
	kind === 'refused' || kind === 'notSent' || kind === 'misconfigured';
