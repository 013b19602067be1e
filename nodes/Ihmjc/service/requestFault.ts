import { TRY_LATER, type Fault } from './Fault';

/** Error codes of a connection that was never made, so nothing was sent. */
const NEVER_LEFT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']);

/** Error codes that an open connection can end with too. Nothing was sent only if the message begins with "connect". */
const UNREACHABLE = new Set(['EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT']);

/** Error codes of a certificate that Node rejected. Node sends nothing before it has checked it. */
const CERTIFICATE =
	/^(CERT_|DEPTH_ZERO_SELF_SIGNED_CERT$|SELF_SIGNED_CERT_IN_CHAIN$|UNABLE_TO_GET_ISSUER_CERT|UNABLE_TO_VERIFY_LEAF_SIGNATURE$|HOSTNAME_MISMATCH$|INVALID_CA$|ERR_TLS_CERT_ALTNAME_INVALID$)/;

/** Messages of a failed TLS handshake, for example if the other side speaks plain HTTP. */
const HANDSHAKE =
	/wrong version number|handshake failure|unsupported protocol|alert protocol version|unrecognized name|before secure TLS connection was established/i;

const TIMED_OUT = new Set(['ECONNABORTED', 'ETIMEDOUT', 'ESOCKETTIMEDOUT']);

/** An error of the HTTP library, or what n8n made of it. */
type Cause = Record<string, unknown>;

/** Finds the error code of the HTTP library, which each version of n8n wraps differently. */
function findErrorCode(error: unknown): { code: string; message: string } | undefined {
	let at = error as Cause | undefined;
	for (let depth = 0; at && typeof at === 'object' && depth < 5; depth++) {
		if (typeof at.code === 'string') return { code: at.code, message: messageOf(at) };
		at = (at.cause ?? at.errorResponse) as Cause | undefined;
	}
	// n8n 1.x drops the cause, but keeps its code in place of the HTTP status.
	const { httpCode, messages } = (error ?? {}) as Cause;
	if (typeof httpCode !== 'string' || !/^E[A-Z_]+$/.test(httpCode)) return undefined;
	return { code: httpCode, message: Array.isArray(messages) ? String(messages[0]) : '' };
}

/** Reads the message of an error. Node tries all addresses of a host and reports each. */
function messageOf({ message, errors, cause }: Cause): string {
	const [first] = [errors ?? (cause as Cause | undefined)?.errors].flat() as Array<
		Cause | undefined
	>;
	return String(message || first?.message || '');
}

const neverLeft = (code: string, message: string) =>
	NEVER_LEFT.has(code) ||
	CERTIFICATE.test(code) ||
	HANDSHAKE.test(message) ||
	(UNREACHABLE.has(code) && message.startsWith('connect '));

/** Makes the fault of a failed request. The thrown error goes no further, because it may hold the whole request with the password. */
export function requestFault(error: unknown, canceled = false): Fault {
	const { code, message = '' } = findErrorCode(error) ?? {};
	if (canceled || code === 'ERR_CANCELED') {
		return {
			kind: 'canceled',
			message: 'The execution was canceled',
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

/** Describes an error code in words, because n8n replaces a whole message that contains such a code with a general one. */
function describeErrorCode(code: string): string {
	const plain: Record<string, string> = {
		ECONNREFUSED: 'connection refused',
		ECONNRESET: 'connection reset',
		EPIPE: 'connection closed',
		ENOTFOUND: 'host name not found',
		EAI_AGAIN: 'host name not found',
		EHOSTUNREACH: 'host unreachable',
		ENETUNREACH: 'network unreachable',
		ETIMEDOUT: 'timed out',
		EPROTO: 'TLS failed',
	};
	if (CERTIFICATE.test(code))
		return `certificate refused: ${code.toLowerCase().replaceAll('_', ' ')}`;
	return plain[code] ?? code.toLowerCase();
}
