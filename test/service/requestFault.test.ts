import { mayPass, neverTaken } from '../../nodes/Ihmjc/service/Fault';
import { requestFault } from '../../nodes/Ihmjc/service/requestFault';

const coded = (code: string, message = code) => Object.assign(new Error(message), { code });

describe('requestFault', () => {
	it.each([
		['ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:80'],
		['ENOTFOUND', 'getaddrinfo ENOTFOUND i.ihmjc.com'],
		['EAI_AGAIN', 'getaddrinfo EAI_AGAIN i.ihmjc.com'],
		['EHOSTUNREACH', 'connect EHOSTUNREACH 10.0.0.1:80'],
		['ENETUNREACH', 'connect ENETUNREACH 10.0.0.1:80'],
	])('%s provably never left, and may be sent again', (code, message) => {
		const fault = requestFault(coded(code, message));
		expect(fault.kind).toBe('notSent');
		expect([mayPass(fault), neverTaken(fault)]).toEqual([true, true]);
	});

	it.each([
		['ECONNRESET', 'socket hang up'],
		['EPIPE', 'write EPIPE'],
		['ECONNABORTED', 'timeout of 400ms exceeded'],
		['ETIMEDOUT', 'connect ETIMEDOUT'],
		['EHOSTUNREACH', 'read EHOSTUNREACH'],
		['ERR_BAD_RESPONSE', 'stream has been aborted'],
	])('%s (%s) may hide an upload that was taken', (code, message) => {
		const fault = requestFault(coded(code, message));
		expect(fault.kind).toBe('noAnswer');
		expect([mayPass(fault), neverTaken(fault)]).toEqual([true, false]);
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
		['ECONNREFUSED', 'connection refused'],
		['ECONNRESET', 'connection reset'],
		['ENOTFOUND', 'host name not found'],
	])('spells %s in words, for n8n would replace the message', (code, words) => {
		const { message } = requestFault(coded(code));
		expect(message).toContain(words);
		expect(message).not.toContain(code);
	});

	it.each([
		['the code', coded('ERR_CANCELED'), false],
		['what n8n says, whatever the code', coded('ECONNRESET'), true],
		['what n8n says, without a code', new Error('x'), true],
	])('knows by %s that it was cancelled', (_, error, cancelled) => {
		expect(requestFault(error, cancelled).kind).toBe('cancelled');
	});

	it('what has no code was stopped by n8n or the credential', () => {
		const fault = requestFault(new Error('The credential has no base URL.'));
		expect(fault).toMatchObject({
			kind: 'misconfigured',
			message: 'The credential has no base URL.',
		});
		expect([mayPass(fault), neverTaken(fault)]).toEqual([false, true]);
	});

	it.each([undefined, null, 'text', 7, {}])('survives %p', (thrown) => {
		expect(requestFault(thrown)).toMatchObject({
			kind: 'misconfigured',
			message: expect.any(String),
		});
	});

	it('keeps nothing of the request', () => {
		const error = Object.assign(coded('ECONNRESET', 'pass=secret'), { config: { data: 'secret' } });
		expect(JSON.stringify(requestFault(error))).not.toMatch(/secret/);
	});
});
