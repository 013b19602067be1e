import { failure, success, type Outcome } from './Fault';
import { notTheService, parseEnvelope, statusFault } from './envelope';
import { fileNameOf } from './fileNameOf';
import { cutShort, readText } from './readText';
import { post, type ByteStream, type Transport } from './transport';

/** The files of a finished upload and their `type` (interface document, section 1.3). */
export const RESULT_FILES = { zip: 1, activated: 2, unregistered: 3 } as const;

export type ResultFile = keyof typeof RESULT_FILES;

export interface OpenedFile {
	/** As the service names it, made harmless; `undefined` when it doesn't. */
	fileName?: string;
	/** Without a single byte. */
	isEmpty: boolean;
	/** What it holds, as it arrives. To be read once. */
	chunks: AsyncIterable<Uint8Array>;
	/** Where the chunks come from. */
	body: ByteStream;
}

/**
 * Opens a file of a finished upload (interface document, section 1.3). What the service sends instead of a
 * file with HTTP 200, its JSON envelope or an HTML page, is a fault.
 */
export async function download(
	transport: Transport,
	uploadId: string,
	file: ResultFile,
): Promise<Outcome<OpenedFile>> {
	const answer = await post(transport, '/api/Download.ashx', {
		sendID: uploadId,
		type: String(RESULT_FILES[file]),
	});
	if (!answer.ok) return answer;
	const { body, headers } = answer.value;
	const fault = statusFault(answer.value);
	if (fault) {
		body.destroy();
		return failure(fault);
	}
	const chunks = body[Symbol.asyncIterator]();
	const first = await firstChunk(chunks);
	if (!first) return cutShort();
	const opened = {
		body,
		fileName: fileNameOf(headers['content-disposition']),
		isEmpty: first.length === 0,
		chunks: chain(first, chunks),
	};
	if (opened.isEmpty) {
		return file === 'zip' ? failure(notTheService('nothing at all')) : success(opened);
	}
	if (file === 'zip' ? looksLikeZip(first) : looksLikeList(first)) return success(opened);

	const text = await readText(opened.chunks, transport.limits);
	if (!text.ok) {
		return text.fault.kind === 'tooLarge' ? failure(notTheService(`no ${nameOf(file)}`)) : text;
	}
	const envelope = parseEnvelope(text.value);
	if (!envelope.ok && envelope.fault.kind === 'refused') return envelope;
	return failure(
		notTheService(
			/^\s*</.test(text.value) ? 'an HTML page' : `something that is no ${nameOf(file)}`,
		),
	);
}

/** What a download holds shows in its first bytes. None for an empty one, `undefined` when it broke off. */
async function firstChunk(chunks: AsyncIterator<Uint8Array>): Promise<Uint8Array | undefined> {
	try {
		const { done, value } = await chunks.next();
		return done ? new Uint8Array(0) : value;
	} catch {
		return undefined;
	}
}

async function* chain(first: Uint8Array, rest: AsyncIterator<Uint8Array>) {
	yield first;
	yield* { [Symbol.asyncIterator]: () => rest };
}

const nameOf = (file: ResultFile) => (file === 'zip' ? 'ZIP file' : 'list of numbers');

/** `PK`, then a local file, an empty archive or a split one. */
const looksLikeZip = ([p, k, kind]: Uint8Array) =>
	p === 0x50 && k === 0x4b && (kind === 0x03 || kind === 0x05 || kind === 0x07);

/** Starts, after a byte order mark and white space, with a digit or a plus. UTF-16 puts zeros between. */
function looksLikeList(bytes: Uint8Array): boolean {
	const skipped = [0xef, 0xbb, 0xbf, 0xff, 0xfe, 0x00, 0x20, 0x09, 0x0a, 0x0d];
	const first = bytes.find((byte) => !skipped.includes(byte));
	return first === undefined || first === 0x2b || (first >= 0x30 && first <= 0x39);
}
