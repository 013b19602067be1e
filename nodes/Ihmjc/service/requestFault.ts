import { TRY_LATER, type Fault } from './Fault';

/** Codes of a connection that never came about: nothing was sent. */
const NEVER_LEFT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']);

/** Codes that an open connection may end with too. Only Node's word "connect" before them proves anything. */
const UNREACHABLE = new Set(['EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT']);

/** Codes of a certificate that Node refused: it sends nothing before it has checked it. */
const CERTIFICATE =
	/^(CERT_|DEPTH_ZERO_SELF_SIGNED_CERT$|SELF_SIGNED_CERT_IN_CHAIN$|UNABLE_TO_GET_ISSUER_CERT|UNABLE_TO_VERIFY_LEAF_SIGNATURE$|HOSTNAME_MISMATCH$|INVALID_CA$|ERR_TLS_CERT_ALTNAME_INVALID$)/;

/** What Node says when the TLS handshake failed, as where the other side speaks plain HTTP. */
const HANDSHAKE =
	/wrong version number|handshake failure|unsupported protocol|alert protocol version|unrecognized name|before secure TLS connection was established/i;

const TIMED_OUT = new Set(['ECONNABORTED', 'ETIMEDOUT', 'ESOCKETTIMEDOUT']);

interface Cause {
	code?: unknown;
	message?: unknown;
	cause?: unknown;
	errors?: unknown;
	errorResponse?: unknown;
	httpCode?: unknown;
	messages?: unknown;
}

/** n8n wraps what the HTTP library threw, differently from version to version; the code is somewhere inside. */
function findErrorCode(error: unknown): { code: string; message: string } | undefined {
	let at = error as Cause | undefined;
	for (let depth = 0; at && typeof at === 'object' && depth < 5; depth++) {
		if (typeof at.code === 'string') return { code: at.code, message: messageOf(at) };
		at = (at.cause ?? at.errorResponse) as Cause | undefined;
	}
	// n8n 1.x drops the cause, and keeps its code where an HTTP status would be.
	const { httpCode, messages } = (error ?? {}) as Cause;
	if (typeof httpCode !== 'string' || !/^E[A-Z_]+$/.test(httpCode)) return undefined;
	return { code: httpCode, message: Array.isArray(messages) ? String(messages[0]) : '' };
}

/** Node tries all addresses of a host, and then tells of each. */
function messageOf({ message, errors, cause }: Cause): string {
	const all = Array.isArray(errors) ? errors : (cause as Cause | undefined)?.errors;
	const [first] = Array.isArray(all) ? (all as Cause[]) : [];
	return String(message || first?.message || '');
}

const neverLeft = (code: string, message: string) =>
	NEVER_LEFT.has(code) ||
	CERTIFICATE.test(code) ||
	HANDSHAKE.test(message) ||
	(UNREACHABLE.has(code) && message.startsWith('connect '));

/**
 * What a failed request means. The thrown error itself goes no further: it may hold the whole request, the
 * password in it.
 */
export function requestFault(error: unknown, cancelled = false): Fault {
	const { code, message = '' } = findErrorCode(error) ?? {};
	if (cancelled || code === 'ERR_CANCELED') {
		return {
			kind: 'cancelled',
			message: 'The execution was cancelled',
			advice: 'Uploads that were accepted are still running.',
		};
	}
	if (code !== undefined && neverLeft(code, message)) {
		return {
			kind: 'notSent',
			message: `Ihmjc could not be reached (${describeErrorCode(code)})`,
			advice: 'Check the base URL in the credential and the network of the n8n server.',
		};
	}
	if (code !== undefined) {
		const what = TIMED_OUT.has(code)
			? 'Ihmjc did not respond in time'
			: `The connection to Ihmjc was lost (${describeErrorCode(code)})`;
		return { kind: 'noAnswer', message: what, advice: TRY_LATER };
	}
	const { message: why } = (error ?? {}) as Cause;
	return {
		kind: 'misconfigured',
		message: typeof why === 'string' && why ? why : 'The request could not be made',
		advice: 'Check the credential of this node.',
	};
}

/** n8n replaces a whole message that contains one of these codes by a general one: so not to the letter. */
function describeErrorCode(code: string): string {
	const plain: Record<string, string> = {
		ECONNREFUSED: 'connection refused',
		ECONNRESET: 'connection reset',
		EPIPE: 'connection closed',
		ENOTFOUND: 'host name not found',
		EAI_AGAIN: 'host name not found',
		EHOSTUNREACH: 'host unreachable',
		ENETUNREACH: 'network unreachable',
		ETIMEDOUT: 'connect timed out',
		EPROTO: 'TLS failed',
	};
	if (CERTIFICATE.test(code))
		return `certificate refused: ${code.toLowerCase().replaceAll('_', ' ')}`;
	return plain[code] ?? code.toLowerCase();
}
