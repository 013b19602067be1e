import type { IBinaryData } from 'n8n-workflow';

import { withoutNumbers } from '../numbers/withoutNumbers';
import { asNodeError, userError } from '../run/errors';
import type { Run } from '../run/Run';

/** A file of an input item, which can be read more than once. */
export interface InputFile {
	name: string;
	stream(): AsyncIterable<Uint8Array>;
}

/** Recognizes files that aren't text by their first bytes. */
const SIGNATURES: Array<{ bytes: number[]; what: string }> = [
	{ bytes: [0x50, 0x4b, 0x03, 0x04], what: 'an Excel or ZIP file' },
	{ bytes: [0xd0, 0xcf, 0x11, 0xe0], what: 'an Excel file' },
	{ bytes: [0x25, 0x50, 0x44, 0x46], what: 'a PDF file' },
	{ bytes: [0x1f, 0x8b], what: 'a compressed file' },
];

const SAMPLE = 65_536;

/**
 * Opens the file in an item's binary field, in any of n8n's binary modes.
 *
 * @throws NodeOperationError if it is missing, or isn't a text file with one number per line.
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
	const name = data.fileName ?? field;
	const stream = data.id ? storedFile(run, data.id) : fileInItem(data);
	const file: InputFile = {
		name,
		async *stream() {
			try {
				yield* stream();
			} catch (error) {
				throw userError(
					run,
					`n8n could not read the file "${withoutNumbers(name)}": ${asNodeError(run, error).message}`,
					"n8n's file storage is full or broken, or the file is gone. Nothing was sent.",
					{ itemIndex: item },
				);
			}
		},
	};
	await assertTextList(run, file, item);
	return file;
}

/** Bytes. With chunks a quarter of this size, n8n takes half as long again for the same file. */
const CHUNK = 1024 * 1024;

function storedFile({ context }: Run, id: string): InputFile['stream'] {
	return async function* () {
		yield* await context.helpers.getBinaryStream(id, CHUNK);
	};
}

function fileInItem({ data }: IBinaryData): InputFile['stream'] {
	const bytes = Buffer.from(data, 'base64');
	return async function* () {
		yield bytes;
	};
}

async function assertTextList(run: Run, file: InputFile, itemIndex: number): Promise<void> {
	const sample = await firstBytes(file);
	const refuse = (what: string, description: string) =>
		userError(
			run,
			`The file "${withoutNumbers(file.name)}" must be a text file with one number per line, but it is ${what}`,
			description,
			{
				itemIndex,
			},
		);
	const extract =
		"Add n8n's node Extract From File before this one. Set 'Source' to 'Items', and 'Phone Field' to the column. Nothing was sent.";

	const text = new TextDecoder().decode(sample);
	if (text.trim() === '') {
		throw userError(
			run,
			`The file "${withoutNumbers(file.name)}" is empty`,
			'Provide a text file with one number per line. Nothing was sent.',
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
