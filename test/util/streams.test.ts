/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports */
import { Readable } from 'node:stream';

import { withIdleTimeout } from '../../nodes/Ihmjc/util/streams';

const later = async (milliseconds: number) =>
	await new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A body that emits its chunks after pauses and then ends or stays silent. */
function bodyOf(pauses: number[], isSilent = false) {
	return Readable.from(
		(async function* () {
			for (const [index, pause] of pauses.entries()) {
				await later(pause);
				yield Buffer.from(String(index));
			}
			if (isSilent) await new Promise(() => {});
		})(),
	);
}

async function read(chunks: AsyncIterable<Uint8Array>, pause = 0) {
	let text = '';
	try {
		for await (const chunk of chunks) {
			text += Buffer.from(chunk).toString();
			await later(pause);
		}
		return text;
	} catch (error) {
		return `${text}: ${(error as Error).message}`;
	}
}

describe('a response with an idle timeout', () => {
	it('is complete when it ends', async () => {
		const body = bodyOf([0, 5, 5]);
		expect(await read(withIdleTimeout(body, 100))).toBe('012');
		expect(body.destroyed).toBe(true);
		expect(body.errored).toBeNull();
	});

	it.each([[[]], [[0, 5]]])(
		'is cut off when it becomes silent after pauses of %j',
		async (pauses) => {
			const body = bodyOf(pauses, true);
			expect(await read(withIdleTimeout(body, 50))).toBe(
				`${pauses.map((_, i) => i).join('')}: The response from Ihmjc was cut off`,
			);
			expect(body.errored?.message).toBe('The response from Ihmjc was cut off');
		},
	);

	it('may take long in total', async () => {
		expect(await read(withIdleTimeout(bodyOf(Array(10).fill(40)), 200))).toBe('0123456789');
	});

	it('may be read slowly', async () => {
		expect(await read(withIdleTimeout(bodyOf([0, 0, 0]), 50), 120)).toBe('012');
	});

	it('fails with the error of its body', async () => {
		const body = bodyOf([0], true);
		setTimeout(() => body.emit('error', new Error('reset')), 20);
		expect(await read(withIdleTimeout(body, 1000))).toBe('0: reset');
	});

	it('is closed when the reader stops', async () => {
		const body = bodyOf([0, 0, 0]);
		for await (const chunk of withIdleTimeout(body, 1000)) {
			expect(chunk).toHaveLength(1);
			break;
		}
		expect(body.destroyed).toBe(true);
		expect(body.errored).toBeNull();
	});
});
