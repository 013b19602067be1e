import type { IDataObject } from 'n8n-workflow';

import { createRedactor } from '../../nodes/Ihmjc/service/createRedactor';

const hiding = (account: unknown, password: unknown) =>
	createRedactor({ account, password } as IDataObject);

describe('createRedactor', () => {
	it('hides account and password anywhere, in upper and lower case', () => {
		const redact = hiding('my-account', 'pa55word');
		expect(redact('my-account, MY-ACCOUNT: xpa55wordx pa55word')).toBe('***, ***: x***x ***');
		expect(redact('nothing of theirs')).toBe('nothing of theirs');
	});

	it.each<[string, string, string]>([
		['as plain text', 'aö&b', 'aö&b'],
		['in a URL', 'aö&b', 'a%C3%B6%26b'],
		['in a URL in lower case', 'aö&b', 'a%c3%b6%26b'],
		['in a URL with every character encoded', 'abcd', '%61%62%63%64'],
		['as a form with spaces', 'a b c', 'a+b+c'],
		['in a URL by RFC 3986', "a!b'c", 'a%21b%27c'],
		["in a form of ASP.NET's", "a b'c!", 'a+b%27c!'],
		['in HTML', `<&>"'`, '&lt;&amp;&gt;&quot;&apos;'],
		["in HTML of ASP.NET's", `<&>"'`, '&lt;&amp;&gt;&quot;&#39;'],
		['in HTML with decimal quotes', `<&>"'`, '&lt;&amp;&gt;&#34;&#39;'],
		['in HTML with decimal signs', `a<&>"'`, 'a&#60;&#38;&#62;&#34;&#39;'],
		['in HTML without quotes', `<&>"'`, `&lt;&amp;&gt;"'`],
		['as decimal HTML entities', 'aö&b', '&#97;&#246;&#38;&#98;'],
		['as hexadecimal HTML entities', 'aö&b', '&#x61;&#xF6;&#x26;&#x62;'],
		['in JSON', 'a"b\\c/d', 'a\\"b\\\\c/d'],
		['in JSON with slashes', 'a"b\\c/d', 'a\\"b\\\\c\\/d'],
		['in JSON with every character escaped', 'ab\ud83d\ude00', '\\u0061\\u0062\\uD83D\\uDE00'],
		['as bytes of a program', 'aö3S', '\\x61\\xc3\\xB6\\x33\\x53'],
		['in the wrong encoding', 'aöbc', 'a\u00c3\u00b6bc'],
		['with a letter whose lower case is longer', 'pİpe', 'PİPE'],
		['with special characters of patterns', '^$.*+?()[]{}|\\/', '^$.*+?()[]{}|\\/'],
	])('hides a secret %s', (_, secret, written) => {
		for (const redact of [hiding('unrelated', secret), hiding(secret, 'unrelated')]) {
			expect(redact(`before ${written} after`)).toBe('before *** after');
		}
	});

	it('does not treat a secret as a pattern', () => {
		expect(hiding('abcd', 'efgh')('++++ \\a\\b\\c\\d')).toBe('++++ \\a\\b\\c\\d');
		expect(hiding('....', '[a-z]+')('abcd efgh')).toBe('abcd efgh');
	});

	it('keeps longer numbers that contain a numeric secret', () => {
		const redact = hiding('1234', 'unrelated');
		expect(redact('1234 12345 01234 x1234')).toBe('*** 12345 01234 x***');
		expect(hiding('a1234', 'unrelated')('xa12345')).toBe('x***5');
		expect(hiding('1234a', 'unrelated')('01234ax')).toBe('0***x');
	});

	it('hides the longer secret first, because it may contain the other', () => {
		expect(hiding('demo', 'demo-password')('demo-password demo')).toBe('*** ***');
		expect(hiding('demo-account', 'demo')('demo-account demo')).toBe('*** ***');
	});

	it('hides both secrets where they overlap', () => {
		expect(hiding('1234abcd', 'abcd5678')('1234abcd5678 and abcdabcd5678')).toBe('*** and abcd***');
		expect(hiding('unrelated', 'abab')('abababab ababab')).toBe('****** ***ab');
	});

	it.each([
		['near copies of the password', 'abcdefghijklmnopqrstuvwxyzabcdefghijklmX'],
		['near copies in an escaped spelling', '\\x61\\x62\\x63\\x64\\x65\\x66\\x67\\x68\\x69X'],
	])('searches a text of %s once for each spelling, however long it is', (_, part) => {
		const searches = (length: number) => {
			const text = part.repeat(length / part.length);
			const redact = hiding('my-account', 'abcdefghijklmnopqrstuvwxyzabcdefghijklmn');
			const found = jest.spyOn(String.prototype, 'indexOf');
			const matched = jest.spyOn(RegExp.prototype, 'exec');
			const redacted = redact(text);
			const calls = [found, matched].map(({ mock }) => mock.calls.length);
			jest.restoreAllMocks();
			expect(redacted).toBe(text);
			return calls;
		};
		const [short, long] = [searches(1000), searches(64_000)];
		expect(short[0]).toBeGreaterThan(1);
		expect(long).toEqual(short);
	});

	it.each([
		['abc', ''],
		[undefined, null],
	])('hides nothing if the secrets are too short to differ from words: %p', (account, password) => {
		expect(hiding(account, password)('abc undefined null')).toBe('abc undefined null');
	});

	it('hides a secret of four characters', () => {
		expect(hiding('abcd', 'abc')('abc abcd')).toBe('abc ***');
	});
});
