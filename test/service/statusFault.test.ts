import { statusFault } from '../../nodes/Ihmjc/service/statusFault';

describe('an HTTP status', () => {
	it.each([200, 204, 299])('of %i is not a fault', (status) => {
		expect(statusFault(status, {})).toBeUndefined();
	});

	it.each([300, 302, 308, 399])('of %i is a redirect', (status) => {
		expect(statusFault(status, {})).toMatchObject({
			kind: 'httpStatus',
			status,
			message: `Ihmjc redirects to another address (HTTP ${status})`,
			advice: expect.stringMatching(/password/),
		});
	});

	const [credential, later, baseUrl] = [
		'Check account and password in the credential for typos and spaces.',
		'Try again later.',
		'Check the base URL in the credential.',
	];
	it.each([
		[100, baseUrl],
		[400, baseUrl],
		[401, credential],
		[403, credential],
		[404, baseUrl],
		[408, later],
		[429, later],
		[499, baseUrl],
		[500, later],
		[503, later],
	])('of %i is a fault with the advice: %s', (status, advice) => {
		expect(statusFault(status, {})).toMatchObject({
			kind: 'httpStatus',
			status,
			message: `Ihmjc returned HTTP status ${status}`,
			advice,
		});
	});

	it.each([
		['7', 7000],
		[' 120 ', 120_000],
		['7 or 8', undefined],
		['about 7', undefined],
		['0', undefined],
		['soon', undefined],
		[undefined, undefined],
		['Mon, 01 Jan 2001 00:00:00 GMT', undefined],
	])('of 429 is read with Retry-After %j', (header, retryAfter) => {
		const headers = { 'retry-after': header };
		expect(statusFault(429, headers)?.retryAfter).toBe(retryAfter);
	});

	it('of 429 is read with Retry-After as a date', () => {
		const headers = { 'retry-after': new Date(Date.now() + 90_000).toUTCString() };
		const { retryAfter = 0 } = statusFault(429, headers) ?? {};
		expect(Math.abs(retryAfter - 90_000)).toBeLessThan(2000);
	});
});
