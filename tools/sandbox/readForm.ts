/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';

import busboy from 'busboy';

import type { NumberListReader } from './NumberListReader';

/** A file part. */
export interface SentFile {
	/** Undefined if the part had no file name, which the service doesn't take for a file. */
	name: string | undefined;
	contentType: string;
	content: NumberListReader;
}

export interface Form {
	/** Fields sent twice are joined by a comma, as ASP.NET does: `demo,demo`. */
	fields: ReadonlyMap<string, string>;
	/** In the order sent, with repeats; files too. */
	fieldNames: readonly string[];
	/** The first part named `file`; further ones are passed over, as ASP.NET's `Files["file"]` does. */
	file: SentFile | undefined;
}

/**
 * Reads a form of either encoding, as ASP.NET takes them, fields and files in any order. A body of
 * another type has no fields, as in ASP.NET; a form that breaks off or is garbled gives undefined.
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
	// What is left unread, Node reads over once the request is answered.
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
	// A part that breaks off is reported by the parser as a malformed form.
	stream.on('error', () => {});
}
