import { isTransient, isSafeToResend } from '../../nodes/Ihmjc/service/Fault';
import { requestFault } from '../../nodes/Ihmjc/service/requestFault';

const errorWithCode = (code: string, message = code) => Object.assign(new Error(message), { code });

describe('requestFault', () => {
	it.each([
		['ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:80'],
		['ENOTFOUND', 'getaddrinfo ENOTFOUND i.ihmjc.com'],
		['EAI_AGAIN', 'getaddrinfo EAI_AGAIN i.ihmjc.com'],
		['EHOSTUNREACH', 'connect EHOSTUNREACH 10.0.0.1:80'],
		['ENETUNREACH', 'connect ENETUNREACH 10.0.0.1:80'],
		['ETIMEDOUT', 'connect ETIMEDOUT 10.0.0.1:80'],
		['DEPTH_ZERO_SELF_SIGNED_CERT', 'self-signed certificate'],
		['SELF_SIGNED_CERT_IN_CHAIN', 'self-signed certificate in certificate chain'],
		['CERT_HAS_EXPIRED', 'certificate has expired'],
		['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'unable to verify the first certificate'],
		['ERR_TLS_CERT_ALTNAME_INVALID', "Hostname/IP does not match certificate's altnames"],
		['EPROTO', 'write EPROTO 00:error:0A00010B:SSL routines:ssl3_get_record:wrong version number'],
		[
			'ECONNRESET',
			'Client network socket disconnected before secure TLS connection was established',
		],
	])('classifies %s as never sent: %s', (code, message) => {
		const fault = requestFault(errorWithCode(code, message));
		expect(fault.kind).toBe('notSent');
		expect([isTransient(fault), isSafeToResend(fault)]).toEqual([true, true]);
	});

	it.each([
		['ECONNRESET', 'socket hang up'],
		['EPIPE', 'write EPIPE'],
		['ECONNABORTED', 'timeout of 400ms exceeded'],
		['ETIMEDOUT', 'timeout of 400ms exceeded'],
		['ETIMEDOUT', 'read ETIMEDOUT'],
		['EPROTO', 'read EPROTO: bad record mac'],
		['ESOCKETTIMEDOUT', 'ESOCKETTIMEDOUT'],
		['EHOSTUNREACH', 'read EHOSTUNREACH'],
		['ERR_BAD_RESPONSE', 'stream has been aborted'],
	])('classifies %s (%s) as possibly accepted', (code, message) => {
		const fault = requestFault(errorWithCode(code, message));
		expect(fault.kind).toBe('noAnswer');
		expect([isTransient(fault), isSafeToResend(fault)]).toEqual([true, false]);
	});

	it.each([
		['cause', { cause: errorWithCode('ECONNREFUSED') }],
		['cause of a cause', { cause: { cause: errorWithCode('ECONNREFUSED') } }],
		['errorResponse', { errorResponse: errorWithCode('ECONNREFUSED') }],
		['httpCode of n8n 1.x', { httpCode: 'ECONNREFUSED' }],
	])('finds the code in the %s', (_, wrapping) => {
		expect(requestFault(Object.assign(new Error('x'), wrapping)).kind).toBe('notSent');
	});

	it.each([
		['a number', { httpCode: 401 }],
		['an HTTP status', { httpCode: '401' }],
		['a code of another kind', { httpCode: 'NODE_ECONNREFUSED' }],
		['a text that begins like a code', { httpCode: 'ECONNREFUSED 127.0.0.1' }],
	])('ignores %s in httpCode', (_, wrapping) => {
		expect(requestFault(Object.assign(new Error('x'), wrapping)).kind).toBe('misconfigured');
	});

	it("reads a connection's message from the field of n8n 1.x", () => {
		const unreachable = (messages: unknown) =>
			requestFault(Object.assign(new Error('x'), { httpCode: 'EHOSTUNREACH', messages })).kind;
		expect(unreachable(['connect EHOSTUNREACH 10.0.0.1:80'])).toBe('notSent');
		expect(unreachable(['read EHOSTUNREACH'])).toBe('noAnswer');
		expect(unreachable(undefined)).toBe('noAnswer');
	});

	it("reads Node's errors for each address of a host", () => {
		const errors = [errorWithCode('ETIMEDOUT', 'connect ETIMEDOUT 10.0.0.1:80')];
		const aggregate = Object.assign(new AggregateError(errors), { code: 'ETIMEDOUT' });
		expect(requestFault(aggregate).kind).toBe('notSent');
		const wrapped = Object.assign(new Error(''), { code: 'ETIMEDOUT', cause: aggregate });
		expect(requestFault(wrapped).kind).toBe('notSent');
	});

	it('stops looking for the code in circular errors', () => {
		const error: Error & { cause?: unknown } = new Error('x');
		error.cause = error;
		expect(requestFault(error).kind).toBe('misconfigured');
		const levels = (count: number): object =>
			count === 0 ? errorWithCode('ECONNREFUSED') : { cause: levels(count - 1) };
		expect([4, 5].map((count) => requestFault(levels(count)).kind)).toEqual([
			'notSent',
			'misconfigured',
		]);
	});

	it('looks for the code in objects only', () => {
		const cause = Object.assign(() => {}, { code: 'ECONNREFUSED' });
		expect(requestFault({ cause }).kind).toBe('misconfigured');
	});

	it.each([
		['ECONNREFUSED', 'Ihmjc could not be reached (connection refused)'],
		['ENOTFOUND', 'Ihmjc could not be reached (host name not found)'],
		['EAI_AGAIN', 'Ihmjc could not be reached (host name not found)'],
		['EHOSTUNREACH', 'The connection to Ihmjc was lost (host unreachable)'],
		['ENETUNREACH', 'The connection to Ihmjc was lost (network unreachable)'],
		['ECONNRESET', 'The connection to Ihmjc was lost (connection reset)'],
		['EPIPE', 'The connection to Ihmjc was lost (connection closed)'],
		['ERR_BAD_RESPONSE', 'The connection to Ihmjc was lost (err_bad_response)'],
		['ECONNABORTED', 'Ihmjc did not respond in time'],
		['ETIMEDOUT', 'Ihmjc did not respond in time'],
		['ESOCKETTIMEDOUT', 'Ihmjc did not respond in time'],
	])('describes %s in words, because n8n would replace the code: %s', (code, message) => {
		expect(requestFault(errorWithCode(code)).message).toBe(message);
	});

	it('explains what to do', () => {
		const of = (error: Error, canceled?: boolean) => requestFault(error, canceled).advice;
		expect(of(errorWithCode('ECONNREFUSED'))).toBe(
			'Check the base URL in the credential and the network of the n8n server.',
		);
		expect(of(errorWithCode('ECONNRESET'))).toBe('Try again later.');
		expect(of(new Error('x'))).toBe('Check the credential of this node.');
		expect(of(new Error('x'), true)).toBe('Uploads that were accepted are still running.');
	});

	it.each([
		['the code', errorWithCode('ERR_CANCELED'), false],
		["n8n's signal despite another code", errorWithCode('ECONNRESET'), true],
		["n8n's signal without a code", new Error('x'), true],
	])('detects a cancellation by %s', (_, error, canceled) => {
		expect(requestFault(error, canceled)).toMatchObject({
			kind: 'canceled',
			message: 'The execution was canceled',
		});
	});

	it('blames n8n or the credential for an error without a code', () => {
		const fault = requestFault(new Error('The base URL is missing in the credential.'));
		expect(fault).toMatchObject({
			kind: 'misconfigured',
			message: 'The base URL is missing in the credential.',
		});
		expect([isTransient(fault), isSafeToResend(fault)]).toEqual([false, true]);
	});

	it.each([undefined, null, 'text', 7, {}, { message: '' }, { message: 7 }])(
		'accepts %p',
		(thrown) => {
			expect(requestFault(thrown)).toMatchObject({
				kind: 'misconfigured',
				message: 'The request could not be made',
			});
		},
	);

	it('contains nothing of the request', () => {
		const error = Object.assign(errorWithCode('ECONNRESET', 'pass=secret'), {
			config: { data: 'secret' },
		});
		expect(JSON.stringify(requestFault(error))).not.toMatch(/secret/);
	});
});
