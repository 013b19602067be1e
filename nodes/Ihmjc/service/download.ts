import type { ByteStream } from '../util/streams';
import { numericValue } from '../util/values';
import { CHECK_UPLOAD_ID, parseEnvelope } from './envelope';
import { failure, type Outcome, success, unexpectedResponse } from './Fault';
import { fileNameOf } from './fileNames';
import { readStart, readText } from './readText';
import { post, type Transport } from './transport';

/** The files of a finished upload and their `type` (interface document, section 1.3). */
const RESULT_FILES = { zip: 1, activated: 2, unregistered: 3 } as const;

export type ResultFile = keyof typeof RESULT_FILES;

export interface OpenedFile {
	/** The service's name for it, made safe; `undefined` if it gives none. */
	fileName?: string;
	/** Whether it has only white space, byte order marks and zero bytes. */
	isEmpty: boolean;
	/** Bytes, if the service says so. */
	length?: number;
	/** Whether its sender marks its end. */
	isChunked: boolean;
	/** The content as it arrives. Read it once. */
	chunks: AsyncIterable<Uint8Array>;
	/** The source of the chunks. */
	body: ByteStream;
}

/**
 * Opens a file of a finished upload (interface document, section 1.3). If the service returns its JSON envelope or an HTML page with HTTP
 * 200 instead of a file, that is a fault.
 */
export async function download(
	transport: Transport,
	uploadId: string,
	file: ResultFile,
): Promise<Outcome<OpenedFile>> {
	const response = await post(transport, '/api/Download.ashx', {
		sendID: uploadId,
		type: String(RESULT_FILES[file]),
	});
	if (!response.ok) return response;
	const { body, chunks, headers, redact } = response.value;
	const isKnown = file === 'zip' ? looksLikeZip : looksLikeList;
	const isEnough = (bytes: Buffer) => bytes.length >= MAX_START || isKnown(bytes);
	const start = await readStart(chunks, transport.limits, isEnough);
	if (!start.ok) {
		body.destroy();
		return start;
	}
	const all = chain(start.value, chunks);
	const isEmpty = contentOf(start.value) === '';
	if (isKnown(start.value) || (isEmpty && file !== 'zip')) {
		const isCompressed = headers['content-encoding'] !== undefined;
		return success({
			body,
			fileName: fileNameOf(String(headers['content-disposition'] ?? ''), redact),
			isEmpty,
			length: isCompressed ? undefined : numericValue(headers['content-length']),
			isChunked: String(headers['transfer-encoding']).toLowerCase() === 'chunked',
			chunks: all,
		});
	}
	const text = await readText(all, headers, transport.limits);
	// Otherwise the watch for silence would never end.
	body.destroy();
	if (!text.ok) return text.fault.kind === 'tooLarge' ? otherThan(file) : text;
	const envelope = parseEnvelope(text.value, redact, CHECK_UPLOAD_ID, nameOf(file));
	if (!envelope.ok) return envelope;
	const { refusal } = envelope.value;
	return refusal ? failure(refusal) : otherThan(file);
}

/** Bytes in which a file must show what it is. */
const MAX_START = 1024;

/** Reads the beginning of a response without byte order marks, white space, and the zeros of UTF-16. */
const contentOf = (bytes: Buffer) =>
	bytes.toString('latin1', 0, MAX_START).replace(/^[\xef\xbb\xbf\xff\xfe\0\s]+/, '');

/** Whether it begins with `PK` and the mark of a file, an empty archive or a split one. */
const looksLikeZip = (bytes: Buffer) =>
	['PK\x03', 'PK\x05', 'PK\x07'].includes(bytes.toString('latin1', 0, 3));

/** Whether it is neither JSON nor an HTML page. Its lines are checked later. */
const looksLikeList = (bytes: Buffer) => /^[^{<]/.test(contentOf(bytes));

async function* chain(first: Uint8Array, rest: AsyncIterator<Uint8Array>) {
	yield first;
	yield* { [Symbol.asyncIterator]: () => rest };
}

const nameOf = (file: ResultFile) => (file === 'zip' ? 'a ZIP file' : 'a list of numbers');

/** Fails with a response that isn't the file. */
export const otherThan = (file: ResultFile) =>
	unexpectedResponse(`something other than ${nameOf(file)}`);
