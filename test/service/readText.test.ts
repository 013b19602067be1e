/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import { readText } from '../../nodes/Ihmjc/service/readText';
import { QUICK_LIMITS } from '../helpers/runIhmjc';

const limits = { ...QUICK_LIMITS, envelopeBytes: 10, envelopeTime: 1000 };

async function* chunksOf(...chunks: Array<Uint8Array | Error>): AsyncGenerator<Uint8Array> {
	for (const chunk of chunks) {
		if (chunk instanceof Error) throw chunk;
		yield chunk;
	}
}

const read = async (chunks: AsyncIterator<Uint8Array>, contentType?: string, limit = limits) =>
	await readText(chunks, { 'content-type': contentType }, limit);

const bytes = (text: string) => Buffer.from(text);

afterEach(() => jest.restoreAllMocks());

describe('a short response', () => {
	it('is read no matter how its bytes are split', async () => {
		const all = bytes('ab余额c');
		const chunks = [...all].map((byte) => Uint8Array.of(byte));
		expect(await read(chunksOf(...chunks))).toEqual({ ok: true, value: 'ab余额c' });
	});

	it('may be as long as the limit but not longer', async () => {
		expect(await read(chunksOf(bytes('12345'), bytes('67890')))).toMatchObject({
			ok: true,
		});
		expect(await read(chunksOf(bytes('12345'), bytes('678901')))).toEqual({
			ok: false,
			fault: {
				kind: 'tooLarge',
				message: 'The response from Ihmjc is too long',
				advice: 'Try again later. If it keeps happening, check the base URL in the credential.',
			},
		});
	});

	it.each([
		[1000, true],
		[1001, false],
	])('may take %d of 1000 ms: %s', async (milliseconds, ok) => {
		jest.spyOn(performance, 'now').mockReturnValueOnce(0).mockReturnValue(milliseconds);
		expect((await read(chunksOf(bytes('1')))).ok).toBe(ok);
	});

	it('is reported as truncated if the connection breaks', async () => {
		expect(await read(chunksOf(bytes('1'), new Error('reset')))).toEqual({
			ok: false,
			fault: {
				kind: 'truncated',
				message: 'The response from Ihmjc was cut off',
				advice: 'Try again later.',
			},
		});
	});
});

describe('a text', () => {
	/** "余额不足", and "誠", whose second byte is a backslash in GBK. */
	const GBK = Buffer.from('d3e0b6eeb2bbd7e3d55c', 'hex');
	const CHINESE = '余额不足誠';

	it.each<[string, string | undefined, Buffer, string]>([
		['UTF-8 without a charset', undefined, bytes(CHINESE), CHINESE],
		['UTF-8 with a charset', 'text/html; charset=utf-8', bytes(CHINESE), CHINESE],
		[
			'UTF-8 after a byte order mark, whatever its charset',
			'text/html; charset=gb2312',
			bytes('\ufeff余'),
			'余',
		],
		['GBK by its charset', 'text/html; charset=gb2312', GBK, CHINESE],
		['GBK by a charset in quotes', 'application/json;charset="GBK"', GBK, CHINESE],
		['GBK without a charset', 'text/plain', GBK, CHINESE],
		['GBK despite a charset of UTF-8', 'text/html; charset=UTF-8', GBK, CHINESE],
		[
			'GB 18030',
			'text/html; charset=gb18030',
			Buffer.from('8130 8130'.replace(' ', ''), 'hex'),
			'\u0080',
		],
		['another charset', 'text/html; charset=iso-8859-1', Buffer.from([0xe9]), 'é'],
		['an unknown charset', 'text/html; charset=klingon', bytes(CHINESE), CHINESE],
	])('is read as %s', async (_, contentType, content, text) => {
		expect(await read(chunksOf(content), contentType, { ...limits, envelopeBytes: 100 })).toEqual({
			ok: true,
			value: text,
		});
	});

	it('is read as UTF-8 by a Node that knows nothing else', async () => {
		const Decoder = TextDecoder;
		const small = jest.spyOn(globalThis, 'TextDecoder');
		small.mockImplementation((label = 'utf-8', options) => {
			if (label !== 'utf-8') throw new RangeError(`The "${label}" encoding is not supported`);
			return new Decoder(label, options);
		});
		const outcome = await read(chunksOf(GBK), 'text/html; charset=gbk');
		expect(outcome).toEqual({ ok: true, value: new Decoder().decode(GBK) });
	});
});
