import { readText } from '../../nodes/Ihmjc/service/readText';
import { QUICK_LIMITS } from '../helpers/runIhmjc';

const limits = { ...QUICK_LIMITS, envelopeBytes: 10, envelopeTime: 1000 };

async function* chunksOf(...chunks: Array<Uint8Array | Error>) {
	for (const chunk of chunks) {
		if (chunk instanceof Error) throw chunk;
		yield chunk;
	}
}

const bytes = (text: string) => Buffer.from(text);

afterEach(() => jest.restoreAllMocks());

describe('a short response', () => {
	it('is read no matter how its bytes are split', async () => {
		const all = bytes('ab余额c');
		const chunks = [...all].map((byte) => Uint8Array.of(byte));
		expect(await readText(chunksOf(...chunks), limits)).toEqual({ ok: true, value: 'ab余额c' });
		expect(await readText(chunksOf(all.subarray(0, 4)), limits)).toEqual({
			ok: true,
			value: 'ab\ufffd',
		});
	});

	it('may be as long as the limit but not longer', async () => {
		expect(await readText(chunksOf(bytes('12345'), bytes('67890')), limits)).toMatchObject({
			ok: true,
		});
		expect(await readText(chunksOf(bytes('12345'), bytes('678901')), limits)).toEqual({
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
		const start = Date.now();
		jest
			.spyOn(Date, 'now')
			.mockReturnValueOnce(start)
			.mockReturnValue(start + milliseconds);
		expect((await readText(chunksOf(bytes('1')), limits)).ok).toBe(ok);
	});

	it('is reported as truncated if the connection breaks', async () => {
		expect(await readText(chunksOf(bytes('1'), new Error('reset')), limits)).toEqual({
			ok: false,
			fault: {
				kind: 'truncated',
				message: 'The response from Ihmjc was cut off',
				advice: 'Try again later.',
			},
		});
	});
});
