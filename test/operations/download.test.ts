import { removeBinaryFiles } from '../../tools/engine/binaryFiles';
import { WHATSAPP } from '../../tools/sandbox/appCodes';
import { britishNumbers } from '../helpers/fictionalNumbers';
import { hintsOf, jsonOf, pairedWith, errorOf } from '../helpers/ihmjcResult';
import { ERROR_OUTPUT, REGULAR } from '../helpers/onError';
import { setUp } from '../helpers/setUp';
import { upload } from '../tools/sandbox/client';
import { readZip } from '../tools/sandbox/readZip';
import { closeAll } from '../tools/sandbox/sandboxes';

const NUMBERS = britishNumbers(30);
const parameters = { operation: 'download' };
const items = [{ uploadId: '42992' }];

/** Starts a sandbox with one upload. */
async function setUpResult(jobSeconds = 0) {
	const world = await setUp({ jobSeconds });
	await upload(world.sandbox, NUMBERS);
	const listOf = (status: string) =>
		NUMBERS.filter((number) => world.sandbox.statusOf(number, WHATSAPP) === status);
	return { ...world, listOf };
}

afterEach(closeAll);
afterAll(removeBinaryFiles);

describe('Download', () => {
	it.each(['default', 'filesystem'] as const)(
		'returns a list as a file in the binary mode %s',
		async (binaryMode) => {
			const { run, listOf } = await setUpResult();
			const result = await run(parameters, { items, run: { binaryMode } });
			const list = listOf('activated')
				.map((number) => `${number}\n`)
				.join('');
			expect(jsonOf(result)).toEqual([
				{
					uploadId: '42992',
					file: 'activated',
					fileName: '42992_activated.txt',
					fileSize: list.length,
					complete: true,
				},
			]);
			const [item] = result.items('Ihmjc');
			expect((await result.binary(item)).toString()).toBe(list);
			expect(item.binary?.data).toMatchObject({
				fileName: '42992_activated.txt',
				mimeType: 'text/plain',
			});
		},
	);

	it.each(['default', 'filesystem'] as const)(
		'returns an empty file if the file of an empty list is missing (%s)',
		async (binaryMode) => {
			const { run, sandbox } = await setUp();
			expect(sandbox.statusOf('14155550100', WHATSAPP)).toBe('activated');
			await upload(sandbox, ['14155550100']);
			sandbox.addQuirk({ quirk: 'jsonDownload', skip: 1 });
			const both = { ...parameters, file: 'both' };
			const result = await run(both, { items, run: { binaryMode } });
			expect(jsonOf(result)[1]).toEqual({
				uploadId: '42992',
				file: 'unregistered',
				fileName: '42992-unregistered.txt',
				fileSize: 0,
				complete: true,
			});
			const [, empty] = result.items('Ihmjc');
			expect((await result.binary(empty)).length).toBe(0);
		},
	);

	it('returns no items if the file of an empty list is missing', async () => {
		const { run, sandbox } = await setUp();
		await upload(sandbox, ['14155550100']);
		sandbox.addQuirk({ quirk: 'jsonDownload' });
		const unregistered = { ...parameters, file: 'unregistered', outputAs: 'items' };
		const result = await run(unregistered, { items });
		expect(result.status).toBe('success');
		expect(jsonOf(result)).toEqual([]);
	});

	it('returns both lists as two items in the selected field', async () => {
		const { run, listOf } = await setUpResult();
		const result = await run(
			{ ...parameters, file: 'both', binaryPropertyName: 'list' },
			{ items },
		);
		expect(jsonOf(result).map(({ file, complete }) => [file, complete])).toEqual([
			['activated', true],
			['unregistered', true],
		]);
		const [, unregistered] = result.items('Ihmjc');
		expect((await result.binary(unregistered, 'list')).toString().trim().split('\n')).toEqual(
			listOf('unregistered'),
		);
		expect(pairedWith(result)).toEqual([[0], [0]]);
	});

	it('returns the ZIP as a file regardless of Output As', async () => {
		const { run, listOf } = await setUpResult();
		const result = await run({ ...parameters, file: 'zip', outputAs: 'items' }, { items });
		expect(result.error).toBeUndefined();
		const [item] = result.items('Ihmjc');
		expect(item.json).toMatchObject({ file: 'zip', fileName: '42992_zip.zip', complete: true });
		expect(item.binary?.data.mimeType).toBe('application/zip');
		const entries = readZip(await result.binary(item));
		expect(entries.map(({ content }) => content.trim().split('\n'))).toEqual([
			listOf('activated'),
			listOf('unregistered'),
		]);
	});

	it('returns an item for each number', async () => {
		const { run, listOf } = await setUpResult();
		const result = await run({ ...parameters, file: 'both', outputAs: 'items' }, { items });
		expect(jsonOf(result)).toEqual(
			(['activated', 'unregistered'] as const).flatMap((status) =>
				listOf(status).map((number) => ({ number, status, uploadId: '42992' })),
			),
		);
		expect(result.items('Ihmjc').every(({ binary }) => binary === undefined)).toBe(true);
	});

	it.each([
		'plus',
		'crlf',
		'noLastNewline',
		'bom',
		'utf16Download',
		'chunkedDownload',
		'htmlType',
	] as const)('reads the same numbers from a list with the quirk %s', async (quirk) => {
		const { run, sandbox, listOf } = await setUpResult();
		sandbox.addQuirk({ quirk, endpoint: 'download' });
		const result = await run({ ...parameters, outputAs: 'items' }, { items });
		expect(jsonOf(result).map(({ number }) => number)).toEqual(listOf('activated'));
		expect(hintsOf(result)).toEqual([]);
	});

	it('accepts a different File in each item by expression', async () => {
		const { run, sandbox } = await setUpResult();
		await upload(sandbox, NUMBERS);
		const result = await run(
			{ ...parameters, file: '={{ $json.want }}' },
			{
				items: [
					{ uploadId: '42993', want: 'unregistered' },
					{ uploadId: '42992', want: 'activated' },
				],
			},
		);
		expect(jsonOf(result).map(({ uploadId, file }) => [uploadId, file])).toEqual([
			['42993', 'unregistered'],
			['42992', 'activated'],
		]);
		expect(pairedWith(result)).toEqual([[0], [1]]);
	});

	it('returns an incomplete list and marks it as incomplete', async () => {
		const { run, sandbox, listOf } = await setUpResult();
		sandbox.addQuirk({ quirk: 'shortDownload' });
		const result = await run(parameters, { items });
		expect(jsonOf(result)[0].complete).toBe(false);
		expect((await result.binary(result.items('Ihmjc')[0])).toString().trim().split('\n')).toEqual(
			listOf('activated').slice(0, -1),
		);
		expect(hintsOf(result)[0]).toMatch(/doesn't match what Ihmjc counted/);
	});

	it.each(['jsonDownload', 'emptyDownload'] as const)(
		'downloads a list again if Ihmjc has counted nothing yet, with %s',
		async (quirk) => {
			const { run, sandbox, listOf } = await setUpResult();
			sandbox.addQuirk({ quirk: 'zeroCounts', times: 1 });
			sandbox.addQuirk({ quirk, times: 1 });
			const result = await run({ ...parameters, outputAs: 'items' }, { items });
			expect(jsonOf(result).map(({ number }) => number)).toEqual(listOf('activated'));
			expect(hintsOf(result)).toEqual([]);
		},
	);

	it('downloads a list again that was cut off', async () => {
		const { run, sandbox, requestCounts } = await setUpResult();
		sandbox.addQuirk({ quirk: 'truncatedDownload', times: 1 });
		const result = await run({ ...parameters, outputAs: 'items' }, { items });
		const numbers = jsonOf(result).map(({ number }) => number);
		expect(new Set(numbers).size).toBe(numbers.length);
		expect(hintsOf(result)).toEqual([]);
		expect(requestCounts().download).toBe(2);
	});
});

describe('Download with a fault', () => {
	it('reports that the upload is not done yet', async () => {
		const { run, requestCounts } = await setUpResult(3600);
		const error = errorOf(await run(parameters, { items }));
		expect(error).toMatchObject({
			message: 'Upload 42992 is not done yet (status "1"), so there is nothing to download',
			description: expect.stringMatching(/^Add Wait Until Done before Download/),
			itemIndex: 0,
			uploadId: '42992',
		});
		expect(requestCounts().download).toBe(0);
	});

	it('explains that results are deleted after 7 days', async () => {
		const { run, clock } = await setUpResult();
		clock.advance(8 * 86_400_000);
		const error = errorOf(await run(parameters, { items }));
		expect(error.message).toBe('Ihmjc refused: Unknown sendID (RES 110) (upload ID 42992)');
		expect(error.description).toMatch(/deletes results 7 days after/);
	});

	it.each(['binary', 'items'])(
		'fails if the service returns an envelope instead of a file (%s)',
		async (outputAs) => {
			const { run, sandbox } = await setUpResult();
			sandbox.addQuirk({ quirk: 'jsonDownload' });
			const error = errorOf(await run({ ...parameters, outputAs }, { items }));
			expect(error).toMatchObject({
				name: 'NodeApiError',
				message: 'Ihmjc refused: 文件生成失败 (RES 198) (upload ID 42992)',
				uploadId: '42992',
			});
		},
	);

	it.each([
		['activated', 'html200', /^Ihmjc returned an HTML page \(upload ID 42992\)$/],
		['zip', 'notAZip', /^Ihmjc returned something other than a ZIP file/],
		['activated', 'emptyDownload', /an empty list, although it counted \d+ numbers/],
		['activated', 'truncatedDownload', /^The response from Ihmjc was cut off/],
	] as const)('fails for the file %s after %s', async (file, quirk, message) => {
		const { run, sandbox } = await setUpResult();
		sandbox.addQuirk({ quirk, endpoint: 'download' });
		expect(errorOf(await run({ ...parameters, file }, { items })).message).toMatch(message);
	});

	it.each([
		['words', 'file not found'],
		['words with a tag', 'see <b>'],
		['a code and a text', '1001: not ready\n'],
		['an HTTP status', '404 - Not Found'],
		['a list in JSON', '["14155550100"]'],
		['lines of text', 'Sorry\nnot ready\n14155550100\n'],
		['the character before 0', '/14155550100'],
		['the character after 9', ':14155550100'],
		['a long text', 'x'.repeat(100_000)],
	])('fails for %s instead of a list', async (_, value) => {
		const { run, sandbox } = await setUpResult();
		sandbox.addQuirk({ quirk: 'textDownload', value });
		for (const outputAs of ['binary', 'items']) {
			const error = errorOf(await run({ ...parameters, outputAs }, { items }));
			expect(error.message).toBe(
				'Ihmjc returned something other than a list of numbers (upload ID 42992)',
			);
		}
	});

	it.each([
		['Continue', REGULAR, 0],
		['Error Output', ERROR_OUTPUT, 1],
	])('returns the files of the other items with On Error = %s', async (_, node, output) => {
		const { run } = await setUpResult();
		const both = [{ uploadId: '1' }, ...items];
		const result = await run(parameters, { items: both, node });
		expect(jsonOf(result).at(-1)).toMatchObject({ uploadId: '42992', file: 'activated' });
		expect(jsonOf(result, output)[0].error).toEqual({
			message: expect.stringMatching(/Unknown sendID.*upload ID 1\)/),
			uploadId: '1',
		});
		expect(pairedWith(result, output)[0]).toEqual([0]);
	});
});
