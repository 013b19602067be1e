import type { IBinaryData } from 'n8n-workflow';

import { withoutNumbers } from '../numbers/withoutNumbers';
import { asNodeError, assertNotCanceled, shownValue, userError } from '../run/errors';
import { counted, withThousands } from '../run/hints';
import { readTextParameter } from '../run/readOption';
import type { Run } from '../run/Run';
import type { ByteStream } from '../util/streams';
import { plainText } from '../util/values';
import { inputBinaryField } from './numberFields';

/** Recognizes files that aren't text by their first bytes. */
const SIGNATURES = [
	{ bytes: '504b0304', what: 'an Excel or ZIP file' },
	{ bytes: 'd0cf11e0', what: 'an Excel file' },
	{ bytes: '25504446', what: 'a PDF file' },
	{ bytes: '1f8b', what: 'a compressed file' },
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
	const file = inputFile(run, itemIndex);
	let isChecked = false;
	for await (const bytes of file.id ? storedBytes(run, file.id, file) : bytesInItem(file.data)) {
		assertNotCanceled(run);
		if (!isChecked) assertTextList(run, bytes.subarray(0, SAMPLE), file);
		isChecked = true;
		yield bytes;
	}
	if (!isChecked) assertTextList(run, new Uint8Array(0), file);
}

interface InputFile {
	/** As errors show it. */
	name: string;
	itemIndex: number;
	/** In base64, if it isn't stored under an ID. */
	data: string;
	id?: string;
}

function inputFile(run: Run, itemIndex: number): InputFile {
	const field = readTextParameter(run, inputBinaryField, itemIndex);
	let binary: Partial<IBinaryData> | null | undefined;
	try {
		binary = run.context.helpers.assertBinaryData(itemIndex, field);
	} catch {
		// The error below says what to do.
	}
	const { fileName, data = '', id } = binary ?? {};
	// JavaScript finds a `constructor` in every object.
	if (typeof binary?.data === 'string' || typeof id === 'string') {
		return { name: withoutNumbers(plainText(fileName) || field), itemIndex, data, id };
	}
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
	{ name, itemIndex }: InputFile,
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
			throw new Error(`it ends after ${withThousands(size)} of ${counted(fileSize, 'byte')}`);
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

function assertTextList(run: Run, sample: Uint8Array, { name, itemIndex }: InputFile): void {
	const text = new TextDecoder().decode(sample);
	if (text.trim() === '') {
		throw userError(
			run,
			`The file "${name}" is empty`,
			'Provide a text file with one number per line. Nothing was sent.',
			{ itemIndex },
		);
	}
	const what = otherKind(sample, text);
	if (!what) return;
	throw userError(
		run,
		`The file "${name}" must be a text file with one number per line, but it is ${what}`,
		what === NOT_TEXT
			? 'Save it as plain text in UTF-8. Nothing was sent.'
			: "Add n8n's node Extract From File before this one. Set 'Source' to 'Items', and 'Phone Field' to the column. Nothing was sent.",
		{ itemIndex },
	);
}

const NOT_TEXT = 'not plain text';

/** Says what a file is if it doesn't have one number per line. */
function otherKind(sample: Uint8Array, text: string): string | undefined {
	const start = Buffer.from(sample.subarray(0, 4)).toString('hex');
	const signature = SIGNATURES.find(({ bytes }) => start.startsWith(bytes));
	if (signature) return signature.what;
	if (sample.includes(0)) return NOT_TEXT;
	const lines = text.split(/\r\n|\n|\r/, 20);
	return lines.some((line) => /[,;\t]/.test(line)) ? 'a table, such as CSV' : undefined;
}
