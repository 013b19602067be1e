import { isTransient, isSafeToResend } from '../../nodes/Ihmjc/service/Fault';
import { requestFault } from '../../nodes/Ihmjc/service/requestFault';

const coded = (code: string, message = code) => Object.assign(new Error(message), { code });

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
	])('%s provably never left, and may be sent again', (code, message) => {
		const fault = requestFault(coded(code, message));
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
	])('%s (%s) may redact an upload that was taken', (code, message) => {
		const fault = requestFault(coded(code, message));
		expect(fault.kind).toBe('noAnswer');
		expect([isTransient(fault), isSafeToResend(fault)]).toEqual([true, false]);
	});

	it.each([
		['cause', { cause: coded('ECONNREFUSED') }],
		['cause of a cause', { cause: { cause: coded('ECONNREFUSED') } }],
		['errorResponse', { errorResponse: coded('ECONNREFUSED') }],
		['httpCode, where n8n 1.x puts it', { httpCode: 'ECONNREFUSED' }],
	])('finds the code in the %s', (_, wrapping) => {
		expect(requestFault(Object.assign(new Error('x'), wrapping)).kind).toBe('notSent');
	});

	it.each([
		['a number', { httpCode: 401 }],
		['an HTTP status', { httpCode: '401' }],
		['a code of another kind', { httpCode: 'NODE_ECONNREFUSED' }],
		['a text that begins like a code', { httpCode: 'ECONNREFUSED 127.0.0.1' }],
	])('takes %s in httpCode for no code', (_, wrapping) => {
		expect(requestFault(Object.assign(new Error('x'), wrapping)).kind).toBe('misconfigured');
	});

	it("reads a connection's word where n8n 1.x puts it", () => {
		const unreachable = (messages: unknown) =>
			requestFault(Object.assign(new Error('x'), { httpCode: 'EHOSTUNREACH', messages })).kind;
		expect(unreachable(['connect EHOSTUNREACH 10.0.0.1:80'])).toBe('notSent');
		expect(unreachable(['read EHOSTUNREACH'])).toBe('noAnswer');
		expect(unreachable(undefined)).toBe('noAnswer');
	});

	it('reads what Node says of each address of a host', () => {
		const errors = [coded('ETIMEDOUT', 'connect ETIMEDOUT 10.0.0.1:80')];
		const aggregate = Object.assign(new AggregateError(errors), { code: 'ETIMEDOUT' });
		expect(requestFault(aggregate).kind).toBe('notSent');
		const wrapped = Object.assign(new Error(''), { code: 'ETIMEDOUT', cause: aggregate });
		expect(requestFault(wrapped).kind).toBe('notSent');
	});

	it('does not look for the code for ever', () => {
		const error: Error & { cause?: unknown } = new Error('x');
		error.cause = error;
		expect(requestFault(error).kind).toBe('misconfigured');
		const levels = (count: number): object =>
			count === 0 ? coded('ECONNREFUSED') : { cause: levels(count - 1) };
		expect([4, 5].map((count) => requestFault(levels(count)).kind)).toEqual([
			'notSent',
			'misconfigured',
		]);
	});

	it('looks for it in objects only', () => {
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
	])('spells %s in words, for n8n would replace the message: %s', (code, message) => {
		expect(requestFault(coded(code)).message).toBe(message);
	});

	it('says what to do', () => {
		const of = (error: Error, cancelled?: boolean) => requestFault(error, cancelled).advice;
		expect(of(coded('ECONNREFUSED'))).toBe(
			'Check the base URL in the credential and the network of the n8n server.',
		);
		expect(of(coded('ECONNRESET'))).toBe('Try again later.');
		expect(of(new Error('x'))).toBe('Check the credential of this node.');
		expect(of(new Error('x'), true)).toBe('Uploads that were accepted are still running.');
	});

	it.each([
		['the code', coded('ERR_CANCELED'), false],
		['what n8n says, whatever the code', coded('ECONNRESET'), true],
		['what n8n says, without a code', new Error('x'), true],
	])('knows by %s that it was cancelled', (_, error, cancelled) => {
		expect(requestFault(error, cancelled)).toMatchObject({
			kind: 'cancelled',
			message: 'The execution was cancelled',
		});
	});

	it('what has no code was stopped by n8n or the credential', () => {
		const fault = requestFault(new Error('The base URL is missing in the credential.'));
		expect(fault).toMatchObject({
			kind: 'misconfigured',
			message: 'The base URL is missing in the credential.',
		});
		expect([isTransient(fault), isSafeToResend(fault)]).toEqual([false, true]);
	});

	it.each([undefined, null, 'text', 7, {}, { message: '' }, { message: 7 }])(
		'survives %p',
		(thrown) => {
			expect(requestFault(thrown)).toMatchObject({
				kind: 'misconfigured',
				message: 'The request could not be made',
			});
		},
	);

	it('keeps nothing of the request', () => {
		const error = Object.assign(coded('ECONNRESET', 'pass=secret'), { config: { data: 'secret' } });
		expect(JSON.stringify(requestFault(error))).not.toMatch(/secret/);
	});
});
