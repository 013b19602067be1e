import { envelopeResponse, type HttpResponse } from './httpResponse';
import { crashPage } from './pages';
import type { FileShape, ResultFile } from './ResultFile';
import { listLength, writeList, type ListStatus } from './resultList';
import { zipOfLists } from './zipOfLists';

const EVIL_NAME = `filename="../../etc/passwd"; filename*=UTF-8''..%2F..%2Fetc%2Fpasswd%00%0D%0A%1B%7F.txt`;

/** Where to cut a file of unknown length, in bytes: even the shortest file is longer. */
const EARLY_CUT = 20;
/** How many bytes to cut from a last line: more than its line end, fewer than the shortest number. */
const LATE_CUT = 5;

/** A download. The file is generated while it is sent. */
export function fileResponse(file: ResultFile): HttpResponse {
	const { job, content, shape } = file;
	const [list, instead] = shape.missingList.split(' ');
	if (list === content) return missingList(instead);
	const name = `${job.sendID}_${content}.${content === 'zip' ? 'zip' : 'txt'}`;
	return {
		status: 200,
		headers: {
			'Content-Type': content === 'zip' ? 'application/zip' : 'application/octet-stream',
			'Content-Disposition': `attachment; ${shape.evilName ? EVIL_NAME : nameIn(name, shape)}`,
		},
		...(content === 'zip' ? zipBody(file) : listBody(file, content)),
	};
}

function missingList(instead: string): HttpResponse {
	if (instead === 'refusal') return envelopeResponse({ RES: '198', ERR: '文件生成失败' });
	return crashPage(instead === 'page' ? 200 : 503);
}

/** The name of a file, after a Chinese word if the shape says so. Headers are bytes, which Node takes as Latin-1. */
function nameIn(name: string, { chineseName }: FileShape): string {
	const chinese = `列表_${name}`;
	switch (chineseName) {
		case 'no':
			return `filename=${name}`;
		case 'extended':
			return `filename*=UTF-8''${encodeURIComponent(chinese)}`;
		case 'percent':
			return `filename=${encodeURIComponent(chinese)}`;
		case 'raw':
			return Buffer.from(`filename="${chinese}"`).toString('latin1');
		case 'space':
			return Buffer.from(`filename=${chinese.replace('_', ' ')}`).toString('latin1');
	}
}

type Body = Pick<HttpResponse, 'body' | 'length' | 'closesEarly'>;

function listBody({ job, shape }: ResultFile, status: ListStatus): Body {
	const whole = listLength(job.tally[status], shape);
	const length = whole === undefined ? undefined : Math.max(0, whole - shape.cutBytes);
	let list: Generator<Buffer> = writeList(job, status, shape);
	if (shape.cutBytes > 0 && length !== undefined) list = firstBytes(list, length);
	if (shape.cut !== 'no') list = cutBetweenDigits(list, cutPosition(length, shape));
	if (!shape.utf16) return endBody(shape, list, length);
	return endBody(shape, toUtf16(list), length === undefined ? undefined : 2 + 2 * length);
}

function zipBody({ job, shape }: ResultFile): Body {
	if (shape.notAZip) return { body: Buffer.from('This is not a ZIP file.\n') };
	const zip = zipOfLists(job, shape, shape.gbkNames);
	return endBody(shape, shape.cut === 'no' ? zip : cutAt(zip, EARLY_CUT), undefined);
}

function endBody(
	shape: FileShape,
	body: HttpResponse['body'],
	wholeLength: number | undefined,
): Body {
	if (shape.cut === 'broken') return { body, length: wholeLength, closesEarly: true };
	return shape.cut === 'clean' || shape.chunked ? { body } : { body, length: wholeLength };
}

function cutPosition(length: number | undefined, { cutInLastLine }: FileShape): number {
	if (length === undefined) return EARLY_CUT;
	return cutInLastLine ? length - LATE_CUT : Math.floor(length / 2);
}

/** Cuts a list off at the first place after `position` that has a digit on both sides. */
function* cutBetweenDigits(chunks: Iterable<Buffer>, position: number): Generator<Buffer> {
	let offset = 0;
	for (const chunk of chunks) {
		let cut = Math.max(position - offset, 1);
		while (cut < chunk.length && !(isDigit(chunk[cut - 1]) && isDigit(chunk[cut]))) cut++;
		yield chunk.subarray(0, cut);
		if (cut < chunk.length) return;
		offset += chunk.length;
	}
}

function isDigit(byte: number): boolean {
	return byte >= 0x30 && byte <= 0x39;
}

function* firstBytes(chunks: Iterable<Buffer>, count: number): Generator<Buffer> {
	let left = count;
	for (const chunk of chunks) {
		yield chunk.subarray(0, left);
		left = Math.max(0, left - chunk.length);
	}
}

async function* cutAt(chunks: AsyncIterable<Buffer>, position: number): AsyncGenerator<Buffer> {
	let left = position;
	for await (const chunk of chunks) {
		yield chunk.subarray(0, left);
		left -= chunk.length;
		if (left <= 0) return;
	}
}

function* toUtf16(chunks: Iterable<Buffer>): Generator<Buffer> {
	yield Buffer.from('\ufeff', 'utf16le');
	for (const chunk of chunks) yield Buffer.from(chunk.toString('latin1'), 'utf16le');
}
