/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';

import busboy from 'busboy';

import type { NumberListReader } from './NumberListReader';

/** A file part. */
export interface SentFile {
	/** Undefined if the part had no file name: the service then doesn't treat it as a file. */
	name: string | undefined;
	contentType: string;
	content: NumberListReader;
}

export interface Form {
	/** Fields sent twice are joined by a comma, as ASP.NET does: `demo,demo`. */
	fields: ReadonlyMap<string, string>;
	/** In the order sent, with repeats; files too. */
	fieldNames: readonly string[];
	/** The first part named `file`; further ones are ignored, like ASP.NET's `Files["file"]` does. */
	file: SentFile | undefined;
}

/**
 * Reads a form of either encoding as ASP.NET does, fields and files in any order. A body of
 * another type has no fields, as in ASP.NET; undefined is returned for a form that is cut off or garbled.
 * @throws an Error if the client goes away before the end
 */
export async function readForm(
	request: IncomingMessage,
	createReader: () => NumberListReader,
): Promise<Form | undefined> {
	const fields = new Map<string, string>();
	const fieldNames: string[] = [];
	let file: SentFile | undefined;

	const parser = createParser(request);
	// Node discards the unread rest after the response.
	if (!parser) return { fields, fieldNames, file };

	parser.on('field', (name, value) => {
		fieldNames.push(name);
		const earlier = fields.get(name);
		fields.set(name, earlier === undefined ? value : `${earlier},${value}`);
	});
	parser.on('file', (name, stream, { filename, mimeType }) => {
		fieldNames.push(name);
		if (name !== 'file' || file) {
			stream.resume();
			return;
		}
		const content = createReader();
		file = { name: filename, contentType: mimeType, content };
		readChunks(stream, (chunk) => content.push(chunk));
	});

	return await new Promise((resolve, reject) => {
		parser.on('finish', () => resolve({ fields, fieldNames, file }));
		parser.on('error', () => resolve(undefined));
		request.on('close', () => {
			if (!request.complete) reject(new Error('The client went away'));
		});
		request.pipe(parser);
	});
}

function createParser(request: IncomingMessage): busboy.Busboy | undefined {
	try {
		return busboy({ headers: request.headers, defParamCharset: 'utf8' });
	} catch {
		return undefined;
	}
}

function readChunks(stream: Readable, take: (chunk: Buffer) => void): void {
	stream.on('data', take);
	// The parser reports a part that is cut off as a malformed form.
	stream.on('error', () => {});
}
