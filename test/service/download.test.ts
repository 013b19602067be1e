/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports */
import { buffer } from 'node:stream/consumers';

import { download, type ResultFile } from '../../nodes/Ihmjc/service/download';
import { withTransport } from './transport';

type Chunk = string | Buffer;

/** What a download is made of whose answer is these bytes, chunk by chunk. */
async function opened(file: ResultFile, chunks: Chunk[], headers: Record<string, string> = {}) {
	const { outcome, received } = await withTransport(
		(response) => {
			response.writeHead(200, headers);
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
	return { ...outcome, sent: new URLSearchParams(received[0].body) };
}

describe('a download', () => {
	it.each([
		['zip', '1'],
		['activated', '2'],
		['unregistered', '3'],
	] as const)('asks for %s as type %s', async (file, type) => {
		const { sent } = await opened(file, ['PK\x03\x04']);
		expect([sent.get('sendID'), sent.get('type')]).toEqual(['42992', type]);
	});

	it.each<[string, ResultFile, Chunk[]]>([
		['a list', 'activated', ['14155550100\n']],
		['a list with +', 'activated', ['+14155550100\r\n']],
		['a list behind a byte order mark and blank lines', 'unregistered', ['\ufeff\r\n', '\n1415']],
		['a list in UTF-16', 'activated', [Buffer.from('\ufeff14155550100', 'utf16le')]],
		['a list byte by byte', 'activated', ['\r', '\n', '4', '4']],
		['a ZIP', 'zip', ['P', 'K', '\x03', '\x04…']],
		['an empty ZIP', 'zip', ['PK\x05\x06…']],
	])('gives %s, whole', async (_, file, chunks) => {
		const result = await opened(file, chunks, { 'Content-Type': 'text/html' });
		expect(result).toMatchObject({
			isEmpty: false,
			content: Buffer.concat(chunks.map((chunk) => Buffer.from(chunk))),
		});
	});

	it.each<[Chunk[]]>([[[]], [['\ufeff']], [['\r\n']]])(
		'takes %j for an empty list',
		async (chunks) => {
			expect(await opened('activated', chunks)).toMatchObject({ isEmpty: true });
		},
	);

	it('gives the name that the service gives', async () => {
		const headers = { 'Content-Disposition': 'attachment; filename="../a.txt"' };
		expect(await opened('activated', ['1415'], headers)).toMatchObject({ fileName: 'a.txt' });
	});

	it.each<[string, ResultFile, Chunk[], string]>([
		['an envelope', 'activated', ['{"RES":"198",', '"ERR":"gone"}'], 'refused: gone (RES 198)'],
		['an envelope behind a byte order mark', 'zip', ['\ufeff{"RES":198}'], 'refused (RES 198)'],
		['success without a file', 'activated', ['{"RES":"100"}'], 'something that is no list'],
		['an HTML page', 'activated', ['<html>14155550100</html>'], 'an HTML page'],
		['an HTML page', 'zip', ['<html>'], 'an HTML page'],
		['words', 'activated', ['file not found'], 'something that is no list of numbers'],
		['a list', 'zip', ['14155550100\n'], 'something that is no ZIP file'],
		['nothing', 'zip', [], 'nothing at all'],
		['much of something else', 'activated', ['x'.repeat(100_000)], 'no list of numbers'],
	])('%s is a fault, not a file: %s', async (_, file, chunks, message) => {
		expect(await opened(file, chunks)).toMatchObject({
			message: expect.stringContaining(message),
		});
	});
});
