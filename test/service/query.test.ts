import { sanitizeExtraFields } from '../../nodes/Ihmjc/service/query';

const redact = (text: string) => text.replaceAll('secret', '***').replaceAll('1234', '***');

describe('a field that is passed on', () => {
	it.each([
		['text', 'text'],
		['a secret', 'a ***'],
		[7, 7],
		[1234, '***'],
		['14155550100', '…'],
		[14155550100, '…'],
		['sent 4930987654,14155550100', 'sent …,…'],
		[987654321, 987654321],
		['49.8332000000+0.0000', '49.8332000000+0.0000'],
		['2030-01-01 10:00:00', '2030-01-01 10:00:00'],
		[true, true],
		[null, null],
		[
			['secret', 2, ['secret']],
			['***', 2, ['***']],
		],
		[{ a: { secret: ['secret', 1] } }, { a: { '***': ['***', 1] } }],
	])('is sanitized from %j to %j', (value, shown) => {
		expect(sanitizeExtraFields(value, redact)).toEqual(shown);
	});

	it("has no key that changes JavaScript's own objects", () => {
		const value = JSON.parse('{"__proto__":{"x":1},"constructor":1,"in":{"prototype":2,"y":3}}');
		const shown = sanitizeExtraFields(value, redact) as object;
		expect(JSON.stringify(shown)).toBe('{"in":{"y":3}}');
		expect(Object.getPrototypeOf(shown)).toBe(Object.prototype);
	});

	it.each([
		['[', ']'],
		['{"a":', '}'],
	])('is cut off where it is nested too deep in %s', (open, close) => {
		const nested = (depth: number) =>
			JSON.parse(`${open.repeat(depth)}1${close.repeat(depth)}`) as unknown;
		expect(sanitizeExtraFields(nested(10), redact)).toEqual(nested(10));
		expect(JSON.stringify(sanitizeExtraFields(nested(11), redact))).toBe(
			`${open.repeat(11)}"…"${close.repeat(11)}`,
		);
	});
});
