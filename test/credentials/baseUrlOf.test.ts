import { baseUrlOf } from '../../credentials/baseUrlOf';

describe('baseUrlOf', () => {
	it.each([
		['http://i.ihmjc.com', 'http://i.ihmjc.com'],
		['http://i.ihmjc.com/', 'http://i.ihmjc.com'],
		['http://i.ihmjc.com//', 'http://i.ihmjc.com'],
		['  http://i.ihmjc.com ', 'http://i.ihmjc.com'],
		['i.ihmjc.com', 'http://i.ihmjc.com'],
		['HTTP://I.IHMJC.COM', 'http://i.ihmjc.com'],
		['localhost:8686', 'http://localhost:8686'],
		['127.0.0.1:8686', 'http://127.0.0.1:8686'],
		['http://[::1]:8686', 'http://[::1]:8686'],
		['https://proxy.example.com', 'https://proxy.example.com'],
		['https://proxy.example.com:443', 'https://proxy.example.com'],
	])('reads "%s" as %s', (text, origin) => {
		expect(baseUrlOf(text)).toEqual({ ok: true, origin });
	});

	it.each([
		['', /base URL is missing/],
		['   ', /base URL is missing/],
		[undefined, /base URL is missing/],
		[null, /base URL is missing/],
		['http://', /not a URL/],
		['http://i.ihmjc.com/api', /must not have a path/],
		['http://i.ihmjc.com/api/', /must not have a path/],
		['i.ihmjc.com/api/UploadDx.ashx', /must not have a path/],
		['http://i.ihmjc.com?x=1', /must not have a path/],
		['http://i.ihmjc.com/#x', /must not have a path/],
		['ftp://i.ihmjc.com', /http:\/\/ or https:\/\//],
		['file:///etc/passwd', /http:\/\/ or https:\/\//],
		['http://someone@i.ihmjc.com', /user name or password/],
		['http://someone:secret@i.ihmjc.com', /user name or password/],
	])('refuses "%s" with the message %s', (text, message) => {
		const result = baseUrlOf(text);
		expect(result).toMatchObject({ ok: false, message: expect.stringMatching(message) });
		// The message shows an example but not the entered text, which may contain a password.
		expect(result).toMatchObject({ message: expect.stringContaining('http://i.ihmjc.com') });
		expect(JSON.stringify(result)).not.toContain('secret');
	});
});
