import type { IBinaryData } from 'n8n-workflow';

import { withoutNumbers } from '../numbers/withoutNumbers';
import { asNodeError, assertNotCanceled, shownValue, userError } from '../run/errors';
import { counted, withThousands } from '../run/hints';
import { readText } from '../run/readOption';
import type { Run } from '../run/Run';
import type { ByteStream } from '../util/streams';
import { plainText } from '../util/values';
import { inputBinaryField } from './numberFields';

/** Recognizes files that aren't text by their first bytes. */
const SIGNATURES: Array<{ bytes: number[]; what: string }> = [
	{ bytes: [0x50, 0x4b, 0x03, 0x04], what: 'an Excel or ZIP file' },
	{ bytes: [0xd0, 0xcf, 0x11, 0xe0], what: 'an Excel file' },
	{ bytes: [0x25, 0x50, 0x44, 0x46], what: 'a PDF file' },
	{ bytes: [0x1f, 0x8b], what: 'a compressed file' },
];

const SAMPLE = 65_536;

/** Bytes. With chunks a quarter of this size, n8n takes half as long again for the same file. */
const CHUNK = 1024 * 1024;

/**
 * Reads the file in an item's binary field, in any of n8n's binary modes.
 *
 * @throws NodeOperationError if it is missing, isn't a text file with one number per line, or can't be read to its end.
 */
export async function* readInputFile(run: Run, itemIndex: number): AsyncGenerator<Uint8Array> {
	const { name, data, id } = binaryOf(run, itemIndex);
	const file = { name: withoutNumbers(name), itemIndex };
	let isChecked = false;
	for await (const bytes of id ? storedBytes(run, id, file) : bytesInItem(data)) {
		assertNotCanceled(run);
		if (!isChecked) assertTextList(run, bytes.subarray(0, SAMPLE), file);
		isChecked = true;
		yield bytes;
	}
	if (!isChecked) assertTextList(run, new Uint8Array(0), file);
}

/** What its errors say about a file. */
interface NamedFile {
	name: string;
	itemIndex: number;
}

function binaryOf(run: Run, itemIndex: number): { name: string; data: string; id?: string } {
	const field = readText(run, inputBinaryField, itemIndex);
	let binary: Partial<IBinaryData> | null | undefined;
	try {
		binary = run.context.helpers.assertBinaryData(itemIndex, field);
	} catch {
		// The error below says what to do.
	}
	const { fileName, data = '', id } = binary ?? {};
	const name = plainText(fileName) || field;
	// JavaScript finds a `constructor` in every object.
	if (typeof binary?.data === 'string' || typeof id === 'string') return { name, data, id };
	throw userError(
		run,
		field === ''
			? "'Input Binary Field' is empty"
			: `Binary field "${shownValue(field)}" is missing or has no file`,
		"In 'Input Binary Field', enter the name of the field with the file. Nothing was sent.",
		{ itemIndex },
	);
}

async function* storedBytes(
	run: Run,
	id: string,
	{ name, itemIndex }: NamedFile,
): AsyncGenerator<Uint8Array> {
	const { helpers } = run.context;
	try {
		const { fileSize } = await helpers.getBinaryMetadata(id);
		let size = 0;
		for await (const bytes of (await helpers.getBinaryStream(id, CHUNK)) as ByteStream) {
			size += bytes.length;
			if (bytes.length > 0) yield bytes;
		}
		// The last line may be cut, and would be another number.
		if (size < fileSize) {
			throw new Error(
				`it ends after ${withThousands(String(size))} of ${counted(fileSize, 'byte')}`,
			);
		}
	} catch (error) {
		throw userError(
			run,
			`n8n could not read the file "${name}": ${asNodeError(run, error).message}`,
			"n8n's file storage is full or broken, or the file is gone. Nothing was sent.",
			{ itemIndex },
		);
	}
}

async function* bytesInItem(data: string): AsyncGenerator<Uint8Array> {
	const bytes = Buffer.from(data, 'base64');
	for (let start = 0; start < bytes.length; start += CHUNK) {
		yield bytes.subarray(start, start + CHUNK);
	}
}

function assertTextList(run: Run, sample: Uint8Array, { name, itemIndex }: NamedFile): void {
	const refuse = (what: string, description: string) =>
		userError(
			run,
			`The file "${name}" must be a text file with one number per line, but it is ${what}`,
			description,
			{ itemIndex },
		);
	const extract =
		"Add n8n's node Extract From File before this one. Set 'Source' to 'Items', and 'Phone Field' to the column. Nothing was sent.";
	const text = new TextDecoder().decode(sample);
	if (text.trim() === '') {
		throw userError(
			run,
			`The file "${name}" is empty`,
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
