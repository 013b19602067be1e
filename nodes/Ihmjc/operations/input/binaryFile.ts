import { createHash } from 'node:crypto';

import type { IBinaryData } from 'n8n-workflow';

import { withoutNumbers } from '../../numbers/withoutNumbers';
import { asNodeError, userError } from '../errors';
import type { Run } from '../Run';

/** A file of an input item, which can be read more than once. */
export interface InputFile {
	name: string;
	stream(): AsyncIterable<Uint8Array>;
}

/** Files that are no text, by their first bytes. */
const SIGNATURES: Array<{ bytes: number[]; what: string }> = [
	{ bytes: [0x50, 0x4b, 0x03, 0x04], what: 'an Excel or ZIP file' },
	{ bytes: [0xd0, 0xcf, 0x11, 0xe0], what: 'an Excel file' },
	{ bytes: [0x25, 0x50, 0x44, 0x46], what: 'a PDF file' },
	{ bytes: [0x1f, 0x8b], what: 'a compressed file' },
];

const SAMPLE = 65_536;

/**
 * The file in an item's binary field, in any of n8n's binary modes.
 *
 * @throws NodeOperationError when there is none, or it is no text file of one number per line.
 */
export async function inputFile(run: Run, item: number): Promise<InputFile> {
	const field = run.text('binaryPropertyName', item);
	const { context } = run;
	let data: IBinaryData;
	try {
		data = context.helpers.assertBinaryData(item, field);
	} catch (error) {
		throw asNodeError(run, error);
	}
	const file: InputFile = {
		name: data.fileName ?? 'numbers.txt',
		stream: () => bytesOf(run, data),
	};
	await assertTextList(run, file, item);
	return file;
}

async function* bytesOf({ context }: Run, data: IBinaryData): AsyncGenerator<Uint8Array> {
	if (data.id) yield* await context.helpers.getBinaryStream(data.id, 1024 * 1024);
	else yield Buffer.from(data.data, 'base64');
}

async function assertTextList(run: Run, file: InputFile, itemIndex: number): Promise<void> {
	const sample = await firstBytes(file);
	const refuse = (what: string, description: string) =>
		userError(
			run,
			`The file "${withoutNumbers(file.name)}" is ${what}, not a text file with one number per line`,
			description,
			{
				itemIndex,
			},
		);
	const extract =
		"Put n8n's node Extract From File in front, and choose Items as Source and the column as Phone Field. Nothing was sent.";

	const text = new TextDecoder().decode(sample);
	if (text.trim() === '') {
		throw userError(
			run,
			`The file "${withoutNumbers(file.name)}" is empty`,
			'Give a text file with one number per line. Nothing was sent.',
			{ itemIndex },
		);
	}
	const signature = SIGNATURES.find(({ bytes }) =>
		bytes.every((byte, index) => sample[index] === byte),
	);
	if (signature) throw refuse(signature.what, extract);
	if (sample.includes(0)) {
		throw refuse('not plain text', 'Save it as plain text in UTF-8. Nothing was sent.');
	}
	const lines = text.split(/\r\n|\n|\r/, 20);
	if (lines.some((line) => /[,;\t]/.test(line))) throw refuse('a table, such as CSV', extract);
}

async function firstBytes(file: InputFile): Promise<Uint8Array> {
	for await (const chunk of file.stream()) {
		if (chunk.length > 0) return chunk.subarray(0, SAMPLE);
	}
	return new Uint8Array(0);
}

export interface FileMeasure {
	bytes: number;
	/** Lines that are not empty. */
	lines: number;
	/** SHA-256 in hexadecimal. */
	digest: string;
}

/** Reads a file once, to know what will be sent before it is. */
export async function measure(file: Pick<InputFile, 'stream'>): Promise<FileMeasure> {
	const hash = createHash('sha256');
	let bytes = 0;
	let lines = 0;
	let inLine = false;
	for await (const chunk of file.stream()) {
		hash.update(chunk);
		bytes += chunk.length;
		for (let at = 0; at < chunk.length; at++) {
			const byte = chunk[at];
			if (byte === 0x0a || byte === 0x0d) inLine = false;
			else if (!inLine && byte !== 0x20 && byte !== 0x09) {
				inLine = true;
				lines++;
			}
		}
	}
	return { bytes, lines, digest: hash.digest('hex') };
}
