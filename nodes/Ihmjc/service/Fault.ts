/**
 * Why a request has no result.
 *
 * - `notSent`: it provably never left (connection refused, name not found).
 * - `misconfigured`: n8n or the credential stopped it before it left.
 * - `canceled`: the user canceled the execution.
 * - `noAnswer`: the connection broke or timed out, so the service may have received it.
 * - `truncated`: the response was cut off, or too slow.
 * - `httpStatus`: the HTTP status isn't 2xx.
 * - `unexpectedResponse`: the HTTP status is 2xx, but the response is empty, HTML or something else that the service doesn't document.
 * - `tooLarge`: the response is longer than it can be.
 * - `refused`: the service refused it, with a `RES` that isn't 100; an upload also by an HTTP status that rules it out.
 */
export type FaultKind =
	| 'notSent'
	| 'misconfigured'
	| 'canceled'
	| 'noAnswer'
	| 'truncated'
	| 'httpStatus'
	| 'unexpectedResponse'
	| 'tooLarge'
	| 'refused';

/** Kept in errors and in what n8n stores, so it holds nothing else of a response. */
export interface Fault {
	kind: FaultKind;
	/** Tells the user what went wrong, without password and phone numbers. */
	message: string;
	/** Tells the user what to do. */
	advice: string;
	/** The HTTP status, if it isn't 2xx. */
	status?: number;
	/** The service's `RES` and `ERR`, if it refused. */
	res?: string;
	err?: string;
	/** Milliseconds, from the header Retry-After. */
	retryAfter?: number;
}

/** Advice for a fault without a known reason. Longer advice begins with it. */
export const TRY_LATER = 'Try again later.';

export type Outcome<Value> = { ok: true; value: Value } | { ok: false; fault: Fault };

export const success = <Value>(value: Value): Outcome<Value> => ({ ok: true, value });

export const failure = (fault: Fault): { ok: false; fault: Fault } => ({ ok: false, fault });

export const truncated = () =>
	failure({
		kind: 'truncated',
		message: 'The response from Ihmjc was cut off',
		advice: TRY_LATER,
	});

export const tooLarge = () =>
	failure({
		kind: 'tooLarge',
		message: 'The response from Ihmjc is too long',
		advice: `${TRY_LATER} If it keeps happening, check the base URL in the credential.`,
	});

/** Fails with a 2xx response that doesn't fit the interface document. */
export const unexpectedResponse = (what: string) =>
	failure({
		kind: 'unexpectedResponse',
		message: `Ihmjc returned ${what}`,
		advice: `${TRY_LATER} If it keeps happening, Ihmjc is down, or the base URL in the credential is wrong.`,
	});

/**
 * Whether the same request may succeed a little later. That includes a 401, which comes from a web server in trouble, because the service
 * itself reports a wrong password with HTTP 200.
 */
export function isTransient({ kind, status = 0 }: Fault): boolean {
	if (kind === 'httpStatus') return [401, 408, 429].includes(status) || status >= 500;
	return ['notSent', 'noAnswer', 'truncated', 'unexpectedResponse', 'tooLarge'].includes(kind);
}

/**
 * Whether the service can't have accepted an upload with this fault. Only its own refusal and a request that never left prove
 * that. A 401, a 500 or an HTML page may hide an upload that was accepted and charged.
 */
export const isSafeToResend = ({ kind }: Fault): boolean =>
	kind === 'refused' || kind === 'notSent' || kind === 'misconfigured';
