/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports */
import { buffer } from 'node:stream/consumers';

import { sleep } from 'n8n-workflow';

import { download, type ResultFile } from '../../nodes/Ihmjc/service/download';
import { withTransport } from './withTransport';

type Chunk = string | Buffer;

/** The outcome of a download whose response consists of these chunks. */
async function opened(
	file: ResultFile,
	chunks: Chunk[],
	headers: Record<string, string> = {},
	status = 200,
) {
	const { outcome, received } = await withTransport(
		(response) => {
			response.writeHead(status, headers);
			const next = ([chunk, ...rest]: Chunk[]) => {
				if (chunk === undefined) response.end();
				else response.write(chunk, () => setTimeout(() => next(rest), 5));
			};
			next(chunks);
		},
		async (transport) => {
			const answer = await download(transport, '42992', file);
			if (!answer.ok) return answer.fault;
			const { fileName, isEmpty, chunks: content } = answer.value;
			return { fileName, isEmpty, content: await buffer(content) };
		},
	);
	expect(received).toHaveLength(1);
	const [{ url, body }] = received;
	return { ...outcome, url, sent: new URLSearchParams(body) };
}

describe('a download', () => {
	it.each([
		['zip', '1'],
		['activated', '2'],
		['unregistered', '3'],
	] as const)('asks for %s as type %s', async (file, type) => {
		const { sent, url } = await opened(file, ['PK\x03\x04']);
		expect([sent.get('sendID'), sent.get('type')]).toEqual(['42992', type]);
		expect(url).toBe('/api/Download.ashx');
	});

	it.each<[string, ResultFile, Chunk[]]>([
		['a list', 'activated', ['14155550100\n']],
		['a list with +', 'activated', ['+14155550100\r\n']],
		[
			'a list after a byte order mark and blank lines',
			'unregistered',
			['\ufeff\r\n', '\n14155550100'],
		],
		['a list in UTF-16', 'activated', [Buffer.from('\ufeff14155550100', 'utf16le')]],
		['a list byte by byte', 'activated', ['\r', '\n', ...'447700900123', '\n', '4']],
		['a list with a header', 'activated', ['number,status\r\n14155550100,1\r\n']],
		['a list with quotes and columns', 'activated', ['"14155550100"\t2030-01-01\n']],
		['a ZIP', 'zip', ['P', 'K', '\x03', '\x04…']],
		['an empty ZIP', 'zip', ['PK\x05\x06…']],
		['a ZIP in parts', 'zip', ['PK\x07\x08…']],
		['a text, whose lines tell more', 'activated', ['1001: not ready <b>{}</b>\n']],
		['a list that begins with 0', 'activated', ['0014155550100\n']],
		['a list that begins with 9', 'activated', ['919876543210\n']],
	])('returns all of %s', async (_, file, chunks) => {
		const result = await opened(file, chunks, { 'Content-Type': 'text/html' });
		expect(result).toMatchObject({
			isEmpty: false,
			content: Buffer.concat(chunks.map((chunk) => Buffer.from(chunk))),
		});
	});

	it.each<[Chunk[]]>([[[]], [['\ufeff']], [['\r\n']]])(
		'treats %j as an empty list',
		async (chunks) => {
			expect(await opened('activated', chunks)).toMatchObject({ isEmpty: true });
		},
	);

	it("returns the service's file name", async () => {
		const headers = { 'Content-Disposition': 'attachment; filename="../a.txt"' };
		expect(await opened('activated', ['14155550100'], headers)).toMatchObject({
			fileName: 'a.txt',
		});
	});

	it.each<[string, ResultFile, Chunk[], string]>([
		['an envelope', 'activated', ['{"RES":"198",', '"ERR":"gone"}'], 'refused: gone (RES 198)'],
		['an envelope after a byte order mark', 'zip', ['\ufeff{"RES":198}'], 'refused (RES 198)'],
		['success without a file', 'activated', ['{"RES":"100"}'], 'something other than a list'],
		['an HTML page', 'activated', ['<html>14155550100</html>'], 'an HTML page'],
		['an HTML page', 'zip', ['<html>'], 'an HTML page'],
		['a list', 'zip', ['14155550100\n'], 'something other than a ZIP file'],
		['half a signature', 'zip', ['PK\x01\x02'], 'something other than a ZIP file'],
		['the other half of a signature', 'zip', ['PX\x03\x04'], 'something other than a ZIP file'],
		['a wrong first byte of a signature', 'zip', ['XK\x03\x04'], 'something other than a ZIP file'],
		['a tag after a space', 'activated', [' <b>'], 'an HTML page'],
		['nothing', 'zip', [], 'an empty response'],
		['JSON that is long', 'activated', ['{'.padEnd(100_000)], 'something other than a list'],
	])('fails for %s instead of a %s', async (_, file, chunks, message) => {
		expect(await opened(file, chunks)).toMatchObject({
			message: expect.stringContaining(message),
		});
	});

	it('fails if the HTTP status is an error', async () => {
		expect(await opened('activated', ['14155550100\n'], {}, 500)).toMatchObject({
			message: 'Ihmjc returned HTTP status 500',
		});
	});

	it('fails if it is cut off before its type is known', async () => {
		expect(await opened('activated', ['{'], { 'Content-Length': '100' })).toMatchObject({
			message: 'The response from Ihmjc was cut off',
		});
	});

	it('stops its timers when a ZIP turns out to be white space', async () => {
		// More than is needed to find that out. The rest is never read.
		const { outcome } = await withTransport(
			(response) => response.end(' '.repeat(100_000)),
			async (transport) => {
				const answer = await download(transport, '42992', 'zip');
				await sleep(WATCH_MS);
				const timers = jest.spyOn(globalThis, 'setTimeout');
				await sleep(WATCH_MS);
				const later = timers.mock.calls.length;
				timers.mockRestore();
				return { ok: answer.ok, later };
			},
		);
		expect(outcome).toEqual({ ok: false, later: 1 });
	});
});

/** Longer than the interval at which a response is checked for silence. */
const WATCH_MS = 400;
