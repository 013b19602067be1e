import { parseEnvelope } from '../../nodes/Ihmjc/service/envelope';

const plain = (text: string) => text;
const parse = (text: string) => parseEnvelope(text, plain);

describe('an envelope', () => {
	it.each<[string, object]>([
		['{"RES":"100","ERR":"","DATA":{"sendID":"42992"}}', { sendID: '42992' }],
		['{"RES":100,"DATA":{"status":"2","number4":"7"}}', { status: '2', number4: '7' }],
		['\ufeff{"RES":"100","DATA":{"balance1":"1"}}\r\n', { balance1: '1' }],
		['{"RES":" 100 ","DATA":{}}', {}],
		['{"RES":"100"}', {}],
		['{"RES":"100","DATA":null}', {}],
		['{"RES":"100","DATA":""}', {}],
		['{"RES":"100","DATA":[1]}', {}],
	])('is a success: %s', (text, value) => {
		expect(parse(text)).toEqual({ ok: true, value: { data: value } });
	});

	it.each<[string, string, string]>([
		['{"RES":"101","ERR":"Wrong password"}', '101', 'Ihmjc refused: Wrong password (RES 101)'],
		['{"RES":-1,"ERR":"余额不足","DATA":""}', '-1', 'Ihmjc refused: 余额不足 (RES -1)'],
		['{"RES":0}', '0', 'Ihmjc refused (RES 0)'],
		['{"RES":"1000","ERR":null}', '1000', 'Ihmjc refused (RES 1000)'],
		['{"RES":"9","ERR":"a\\r\\n b\\u0000c"}', '9', 'Ihmjc refused: a b c (RES 9)'],
		['{"RES":"9","ERR":"\\u0000a\\u0000"}', '9', 'Ihmjc refused: a (RES 9)'],
	])('is a refusal: %s', (text, res, message) => {
		expect(parse(text)).toMatchObject({ value: { refusal: { kind: 'refused', res, message } } });
	});

	it('is a refusal that holds nothing of DATA', () => {
		const outcome = parse('{"RES":"9","ERR":"?","DATA":{"account":"demo","a":[1]}}');
		expect(outcome).toMatchObject({ ok: true, value: { data: { account: 'demo', a: [1] } } });
		expect(JSON.stringify(outcome.ok && outcome.value.refusal)).not.toMatch(/demo|\[1\]/);
	});

	it.each([
		['{"RES":"100","DATA":{"sendID":1234567890123456789}}', '1234567890123456789'],
		['{"RES":"100","DATA":{"sendID": 0012345678901234 ,"x":1}}', '0012345678901234'],
		['{"RES":"100","DATA":{"sendID":"1234567890123456789"}}', '1234567890123456789'],
		['{"RES":"100","DATA":{"x":"\\":1234567890123456789","sendID":"7"}}', '7'],
		['{"RES":"100","DATA":{"sendID":999999999999999}}', 999999999999999],
		['{"RES":"100","DATA":{"sendID":1.5}}', 1.5],
	])('keeps all digits of a number: %s', (text, sendID) => {
		expect(parse(text)).toMatchObject({ value: { data: { sendID } } });
	});

	it.each([
		['many quotation marks', `{"RES":"${'\\"'.repeat(30_000)}`],
		['a long number', `{"RES":${'1'.repeat(60_000)}.x}`],
	])('is read in linear time with %s', (_, text) => {
		const replaced = jest.spyOn(String.prototype, 'replace');
		expect(parse(text)).toMatchObject({ ok: false });
		const [[pattern]] = replaced.mock.calls as unknown as [[RegExp]];
		jest.restoreAllMocks();
		expect(text.match(pattern)!.length).toBeLessThan(10);
	});

	it('is quoted without phone numbers and secrets, and shortened', () => {
		const quoted = (text: string, redact = plain) => {
			const outcome = parseEnvelope(JSON.stringify({ RES: '9', ERR: text }), redact);
			return outcome.ok ? outcome.value.refusal?.message : outcome.fault.message;
		};
		expect(quoted('line 2: +14155550100')).toBe('Ihmjc refused: line 2: … (RES 9)');
		expect(quoted('account demo', (text) => text.replace('demo', '***'))).toMatch(/account \*\*\*/);
		expect(quoted('x'.repeat(5000))?.length).toBeLessThan(400);
	});

	it.each<[string, string]>([
		['', 'an empty response'],
		['  \r\n', 'an empty response'],
		['<!DOCTYPE html><html></html>', 'an HTML page'],
		['  <html>', 'an HTML page'],
		['{"RES":"10', 'something other than the expected JSON'],
		['OK', 'something other than the expected JSON'],
		['[]', 'something other than the expected JSON'],
		['null', 'something other than the expected JSON'],
		['{"res":"100"}', 'something other than the expected JSON'],
		['{"RES":"","ERR":"?"}', 'something other than the expected JSON'],
		['{"RES":null}', 'something other than the expected JSON'],
		['{"RES":{"code":100}}', 'something other than the expected JSON'],
	])('is refused if it is %j', (text, what) => {
		expect(parse(text)).toMatchObject({
			ok: false,
			fault: {
				kind: 'unexpectedResponse',
				message: `Ihmjc returned ${what}`,
				advice: expect.stringMatching(/^Try again later\. If it keeps happening, Ihmjc is down/),
			},
		});
	});
});
