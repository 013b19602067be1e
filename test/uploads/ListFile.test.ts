import { countIfReadable, fileAsItIs, type ListFile } from '../../nodes/Ihmjc/uploads/ListFile';

const TEXT = '14155550100\n14155550101\n';

/** A file of n8n that counts how often it is read, and fails in the middle at the given readings. */
async function fileWith({ breaksAt = [] as number[] } = {}) {
	const readings = { count: 0 };
	const file = await fileAsItIs('numbers.txt', {
		name: 'list.txt',
		about: async () => ({ size: TEXT.length, identity: 'file' }),
		async *stream() {
			const reading = ++readings.count;
			yield Buffer.from(TEXT.slice(0, 14));
			if (breaksAt.includes(reading)) throw new Error('The disk is gone');
			yield Buffer.from(TEXT.slice(14));
		},
	});
	return { file, readings };
}

async function send(file: ListFile): Promise<string> {
	const chunks: Uint8Array[] = [];
	for await (const chunk of file.stream()) chunks.push(chunk);
	return Buffer.concat(chunks).toString();
}

describe('a file that is sent unchanged', () => {
	it('is counted while it is sent', async () => {
		const { file, readings } = await fileWith();
		expect(await send(file)).toBe(TEXT);
		expect([await file.count(), readings.count]).toEqual([2, 1]);
	});

	it('is not counted again if it was counted before it is sent', async () => {
		const { file, readings } = await fileWith();
		expect(await file.count()).toBe(2);
		expect(await send(file)).toBe(TEXT);
		expect([await file.count(), readings.count]).toEqual([2, 2]);
	});

	it('is counted again if it was sent only in part', async () => {
		const { file } = await fileWith({ breaksAt: [1] });
		await expect(send(file)).rejects.toThrow('The disk is gone');
		expect(await file.count()).toBe(2);
	});

	it('has no count if it is unreadable, without failing if it may have been uploaded', async () => {
		const { file } = await fileWith({ breaksAt: [1, 2] });
		await expect(file.count()).rejects.toThrow('The disk is gone');
		expect(await countIfReadable(file)).toBeUndefined();
	});
});
