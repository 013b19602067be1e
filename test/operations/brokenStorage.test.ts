/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { Readable } from 'node:stream';

import type { INodeParameters } from 'n8n-workflow';

import { binaryDataInFiles, removeBinaryFiles } from '../../tools/engine/binaryFiles';
import { fileOf } from '../../tools/engine/rowsTrigger';
import { jsonOf, errorOf } from '../helpers/ihmjcResult';
import { ERROR_OUTPUT, REGULAR } from '../helpers/onError';
import { setUp } from '../helpers/setUp';
import { upload } from '../tools/sandbox/client';
import { closeAll } from '../tools/sandbox/sandboxes';

afterEach(async () => {
	jest.restoreAllMocks();
	await closeAll();
});
afterAll(removeBinaryFiles);

const lines = ['+14155550100\n', '+14155550101\n'].map((line) => Buffer.from(line));

/** Simulates a disk on which reading fails after two lines of a file, from the given read on. */
async function breakStorage(fromReading = 1) {
	let reading = 0;
	jest.spyOn(await binaryDataInFiles(), 'getAsStream').mockImplementation(async () => {
		if (++reading < fromReading) return Readable.from(lines);
		const left = [...lines];
		return new Readable({
			read() {
				const next = left.shift();
				if (next) this.push(next);
				else this.destroy(new Error('EIO: i/o error, read'));
			},
		});
	});
}

const items = [{ json: {}, binary: { data: fileOf('+14155550100\n', { fileName: 'list.txt' }) } }];
const file = { source: 'binary', defaultCountry: 'none' };

const operations: Array<[string, INodeParameters]> = [
	['Check Numbers', file],
	['Preview', { ...file, operation: 'preview' }],
	['Upload', { ...file, operation: 'upload' }],
];

describe.each(operations)('%s with a file that fails while it is read', (_, parameters) => {
	const broken = async (node = {}) => {
		const world = await setUp();
		await breakStorage();
		const result = await world.run(parameters, { items, node, run: { binaryMode: 'filesystem' } });
		return { ...world, result };
	};

	it('sends nothing', async () => {
		const { result, requestCounts } = await broken();
		expect(errorOf(result)).toMatchObject({
			message: 'n8n could not read the file "list.txt": EIO: i/o error, read',
			description: expect.stringMatching(/Nothing was sent\.$/),
			itemIndex: 0,
		});
		expect(requestCounts().upload).toBe(0);
	});

	it.each([
		['Continue', REGULAR, 0],
		['Error Output', ERROR_OUTPUT, 1],
	])('sends nothing with On Error = %s', async (__, node, output) => {
		const { result, requestCounts } = await broken(node);
		expect(requestCounts().upload).toBe(0);
		expect(jsonOf(result, 1 - output)).toEqual([]);
		const given = jsonOf(result, output);
		expect(given).toHaveLength(1);
		expect(JSON.stringify(given)).toMatch(/n8n could not read the file/);
	});
});

it.each(operations)(
	'sends nothing with %s if the file of one item fails when it is read again',
	async (_, parameters) => {
		const { run, requestCounts } = await setUp();
		// The first read checks that the file is readable to its end.
		await breakStorage(2);
		const result = await run(parameters, {
			items: [...items, { json: {} }],
			node: REGULAR,
			run: { binaryMode: 'filesystem' },
		});
		expect(requestCounts().upload).toBe(0);
		expect(jsonOf(result)).toHaveLength(2);
		expect(JSON.stringify(jsonOf(result)[0])).toMatch(/n8n could not read the file/);
	},
);

describe.each(operations)('%s with a file in storage', (_, parameters) => {
	const stored = [
		{ json: {}, binary: { data: fileOf(Buffer.concat(lines), { fileName: 'list.txt' }) } },
	];
	const inFiles = { items: stored, run: { binaryMode: 'filesystem' as const } };

	it.each([
		['Stop', {}],
		['Continue', REGULAR],
	])('sends nothing if it ends before its size, with On Error = %s', async (__, node) => {
		const { run, requestCounts } = await setUp();
		const cut = Buffer.concat(lines).subarray(0, -4);
		jest
			.spyOn(await binaryDataInFiles(), 'getAsStream')
			.mockImplementation(async () => Readable.from([cut]));
		const result = await run(parameters, { ...inFiles, node });
		const message = 'n8n could not read the file "list.txt": it ends after 22 of 26 bytes';
		if (result.error) expect(errorOf(result)).toMatchObject({ message, itemIndex: 0 });
		else expect(JSON.stringify(jsonOf(result))).toContain(JSON.stringify(message).slice(1, -1));
		expect(requestCounts().upload).toBe(0);
	});

	it('sends nothing if n8n has lost its size', async () => {
		const { run, requestCounts } = await setUp();
		jest
			.spyOn(await binaryDataInFiles(), 'getMetadata')
			.mockRejectedValue(new Error('ENOENT: no such file or directory'));
		const error = errorOf(await run(parameters, inFiles));
		expect(error).toMatchObject({
			message: 'n8n could not read the file "list.txt": The file or directory does not exist',
			itemIndex: 0,
		});
		expect(requestCounts().upload).toBe(0);
	});

	it('stops reading it when the execution is canceled', async () => {
		const { run, sandbox } = await setUp();
		const canceled = new AbortController();
		let chunks = 0;
		jest.spyOn(await binaryDataInFiles(), 'getAsStream').mockImplementation(async () =>
			Readable.from(
				(function* () {
					for (; chunks < 1000; chunks++) {
						if (chunks === 2) canceled.abort();
						yield Buffer.concat(lines);
					}
				})(),
				{ highWaterMark: 1 },
			),
		);
		const { signal } = canceled;
		const result = await run(parameters, { ...inFiles, run: { ...inFiles.run, signal } });
		expect(result.status).toBe('canceled');
		expect(chunks).toBeLessThan(10);
		expect(sandbox.requests).toEqual([]);
	});
});

it('names the item whose result Download can not store on a full disk', async () => {
	const { run, sandbox } = await setUp();
	const uploadId = await upload(sandbox, ['14155550100']);
	jest
		.spyOn(await binaryDataInFiles(), 'store')
		.mockRejectedValue(new Error('ENOSPC: no space left on device, write'));
	const rows = [{ uploadId: '' }, { uploadId }];
	const given = { operation: 'download', file: 'zip' };
	const mode = { run: { binaryMode: 'filesystem' as const } };
	const message = `n8n could not store the result of upload ${uploadId}: ENOSPC: no space left on device, write`;
	const error = errorOf(await run(given, { items: rows.slice(1), ...mode }));
	expect(error).toMatchObject({ message, itemIndex: 0, uploadId });
	for (const node of [REGULAR, ERROR_OUTPUT]) {
		const result = await run(given, { items: rows, node, ...mode });
		const failed = jsonOf(result, node === REGULAR ? 0 : 1);
		expect(JSON.stringify(failed[1])).toContain(message);
	}
});
