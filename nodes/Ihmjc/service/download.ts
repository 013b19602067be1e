import type { IDataObject } from 'n8n-workflow';

import { ticks } from '../util/clock';
import type { ByteStream } from '../util/streams';
import { numericValue } from '../util/values';
import type { Limits } from './Dependencies';
import { CHECK_UPLOAD_ID, parseEnvelope, statusFault, unexpectedResponse } from './envelope';
import { failure, type Fault, type Outcome, success } from './Fault';
import { fileNameOf } from './fileNames';
import { truncated, readText } from './readText';
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
	const fault = statusFault(response.value);
	if (fault) {
		body.destroy();
		return failure(fault);
	}
	const isKnown = file === 'zip' ? looksLikeZip : looksLikeList;
	const start = await readStart(chunks, isKnown, transport.limits);
	if (!start) {
		body.destroy();
		return truncated();
	}
	const first = start[contentAt(start)];
	const opened = {
		body,
		fileName: fileNameOf(String(headers['content-disposition'] ?? ''), redact),
		isEmpty: first === undefined,
		length: lengthIn(headers),
		isChunked: String(headers['transfer-encoding']).toLowerCase() === 'chunked',
		chunks: chain(start, chunks),
	};
	if (opened.isEmpty && file !== 'zip') return success(opened);
	if (isKnown(start)) return success(opened);
	if (opened.isEmpty) {
		// Otherwise the watch for silence would never end.
		body.destroy();
		return failure(unexpectedResponse('an empty response'));
	}
	const text = await readText({ headers, chunks: opened.chunks }, transport.limits);
	body.destroy();
	if (!text.ok) {
		return text.fault.kind === 'tooLarge' ? failure(otherThan(file)) : text;
	}
	const envelope = parseEnvelope(text.value, redact, CHECK_UPLOAD_ID);
	if (envelope.ok && envelope.value.refusal) return failure(envelope.value.refusal);
	return failure(/^\s*</.test(text.value) ? unexpectedResponse('an HTML page') : otherThan(file));
}

/** Bytes of byte order marks, white space, and UTF-16 zeros. */
const MEANINGLESS = [0xef, 0xbb, 0xbf, 0xff, 0xfe, 0x00, 0x20, 0x09, 0x0a, 0x0d];

const contentAt = (bytes: Uint8Array) => bytes.findIndex((byte) => !MEANINGLESS.includes(byte));

/** Bytes in which a file must show what it is. */
const MAX_START = 1024;

/** Reads the first bytes, which show what a download is; `undefined` if they are cut off or too slow. */
async function readStart(
	chunks: AsyncIterator<Uint8Array>,
	isKnown: (start: Uint8Array) => boolean,
	limits: Limits,
): Promise<Uint8Array | undefined> {
	const deadline = ticks() + limits.envelopeTime;
	let start = new Uint8Array(0);
	try {
		while (start.length < MAX_START) {
			const { done, value } = await chunks.next();
			if (done) return start;
			const longer = new Uint8Array(start.length + value.length);
			longer.set(start);
			longer.set(value, start.length);
			start = longer;
			if (isKnown(start)) return start;
			if (ticks() > deadline) return undefined;
		}
		return start;
	} catch {
		return undefined;
	}
}

async function* chain(first: Uint8Array, rest: AsyncIterator<Uint8Array>) {
	yield first;
	yield* { [Symbol.asyncIterator]: () => rest };
}

/** Makes the fault of a response that isn't the file. */
export const otherThan = (file: ResultFile): Fault =>
	unexpectedResponse(`something other than a ${file === 'zip' ? 'ZIP file' : 'list of numbers'}`);

/** Whether it begins with `PK` and the mark of a file, an empty archive or a split one. */
const looksLikeZip = ([p, k, kind]: Uint8Array) =>
	p === 0x50 && k === 0x4b && (kind === 0x03 || kind === 0x05 || kind === 0x07);

/** Whether it is neither JSON nor an HTML page. Whoever reads the lines tells whether they hold numbers. */
function looksLikeList(start: Uint8Array): boolean {
	const first = start[contentAt(start)];
	return first !== undefined && first !== OPENING_BRACE && first !== LESS_THAN;
}

const OPENING_BRACE = 0x7b;
const LESS_THAN = 0x3c;

/** Reads the length of the file, which isn't in the header if the response is compressed. */
function lengthIn(headers: IDataObject): number | undefined {
	return headers['content-encoding'] === undefined
		? numericValue(headers['content-length'])
		: undefined;
}
