/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import type { IncomingHttpHeaders } from 'node:http';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';

import busboy from 'busboy';
import ReferenceForm from 'form-data';

import { upload } from '../../nodes/Ihmjc/service/upload';
import { WHATSAPP } from '../../tools/sandbox/appCodes';
import { withTransport } from './withTransport';

interface Part {
	name: string;
	value: string;
	/** The encoding and type of a part. */
	info: object;
}

/** The parts of a form as a server reads them, in the order sent. */
async function parse(headers: IncomingHttpHeaders, body: Buffer): Promise<Part[]> {
	const parts: Array<Promise<Part>> = [];
	const parser = busboy({ headers, defParamCharset: 'utf8' });
	parser.on('field', (name, value, info) => parts.push(Promise.resolve({ name, value, info })));
	parser.on('file', (name, stream, info) =>
		parts.push(buffer(stream).then((bytes) => ({ name, value: bytes.toString(), info }))),
	);
	await new Promise((resolve, reject) => {
		parser.on('close', resolve).on('error', reject);
		Readable.from([body]).pipe(parser);
	});
	return await Promise.all(parts);
}

/** The same form as created by the package form-data. */
async function reference(name: string, content: string): Promise<Part[]> {
	const form = new ReferenceForm();
	form.append('type', WHATSAPP);
	form.append('account', 'demo');
	form.append('pass', 'pässword & more');
	form.append('file', Buffer.from(content), { filename: name, contentType: 'text/plain' });
	return await parse(form.getHeaders(), form.getBuffer());
}

async function sent(name: string, chunks: string[]) {
	const size = chunks.reduce((sum, chunk) => sum + Buffer.byteLength(chunk), 0);
	let streamed = 0;
	const { received, outcome } = await withTransport(
		(response) => response.end('{"RES":"100","ERR":"","DATA":{"sendID":"42992"}}'),
		async (transport) =>
			await upload(transport, WHATSAPP, {
				name,
				size,
				*chunks() {
					streamed++;
					for (const chunk of chunks) yield Buffer.from(chunk);
				},
			}),
	);
	expect(outcome).toMatchObject({ ok: true, value: { uploadId: '42992' } });
	expect(received).toHaveLength(1);
	expect(streamed).toBe(1);
	return received[0];
}

describe('the form of an upload', () => {
	it.each<[string, string, string[]]>([
		['a short list', 'numbers.txt', ['14155550100\n', '14155550101\n']],
		['Windows line ends without a last one', 'numbers.txt', ['447700900123\r\n447700900124']],
		['a name in Chinese', '号码.txt', ['447700900123\n']],
		['a name with a quote and a percent sign', 'my "best" 100%.txt', ['447700900123\n']],
		['a text that looks like a boundary', 'a.txt', ['----------------------------\r\n--\r\n']],
		[
			'many chunks',
			'numbers.txt',
			Array.from({ length: 200 }, (_, at) => `4477009${10000 + at}\n`.repeat(100)),
		],
	])('is read like that of form-data with %s', async (_, name, chunks) => {
		const { headers, body } = await sent(name, chunks);
		expect(await parse(headers, Buffer.from(body))).toEqual(await reference(name, chunks.join('')));
	});

	it('announces its exact length', async () => {
		const { headers, body } = await sent('号码.txt', ['447700900123\n', '447700900124\n']);
		expect(headers['content-length']).toBe(String(Buffer.byteLength(body)));
		expect(headers['transfer-encoding']).toBeUndefined();
	});

	it('differs from a form with other fields', async () => {
		const { headers, body } = await sent('numbers.txt', ['447700900123\n']);
		const parts = await parse(headers, Buffer.from(body));
		expect(parts).not.toEqual(await reference('other.txt', '447700900123\n'));
		expect(parts).not.toEqual(await reference('numbers.txt', '447700900124\n'));
	});
});
