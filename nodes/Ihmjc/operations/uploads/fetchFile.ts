import { ResultListReader } from '../../results/ResultListReader';
import { ZipEnd } from '../../results/ZipEnd';
import { download, type OpenedFile, type ResultFile } from '../../service/download';
import { notTheService } from '../../service/envelope';
import { failure, success, type Fault, type FaultKind, type Outcome } from '../../service/Fault';
import { cutShort, tooLarge } from '../../service/readText';
import { withRetries } from '../../service/withRetries';
import { asNodeError, userError } from '../run/errors';
import type { Run } from '../run/Run';
import { resultFault } from './resultFault';

/** A file that arrived whole. */
export interface Fetched<Value> {
	value: Value;
	fileName?: string;
	/** Bytes. */
	size: number;
	/** False when it disagrees with the count of the query, every time it was fetched. */
	complete: boolean;
}

/** Follows a file as it arrives and says afterwards whether all of it came. */
interface Inspector {
	push(bytes: Uint8Array): void;
	end?(): void;
	/** Whether the file ended before its end. */
	isCut(): boolean;
	/** Whether what came is all there should be. */
	isComplete(): boolean;
}

const MOST_FETCHES = 3;

/** Bytes a second over the whole file, after a first minute; what is slower has come to a stop. */
const SLOWEST = 1000;

/** Bytes that a number may take, with a lot to spare: UTF-16 needs up to 36, and every number may be there twice. */
const MOST_PER_NUMBER = 100;

export const INCOMPLETE_HINT =
	'A result list does not have as many numbers as the service counted, or seems to end in the middle of one, every time it was downloaded. It is given out as it came; ask the service about the upload ID.';

interface Wanted<Value> extends Receiver<Value> {
	uploadId: string;
	file: ResultFile;
	/** How many numbers the query counted; `undefined` if it didn't. */
	expected?: number;
}

/** What becomes of what arrives. */
export interface Receiver<Value> {
	/**
	 * Takes in what arrives, and must read it to its end. Called again, from the start, for every try.
	 *
	 * @param opened The file; `undefined` for an empty list that the service has no file of.
	 */
	receive: (chunks: AsyncIterable<Uint8Array>, opened?: OpenedFile) => Promise<Value>;
	/** Called before every try: what came in the last one doesn't count. */
	onStart?: () => void;
	/** Called with every number of a list. Gives true for one that was sent, so is whole. */
	onNumber?: (number: number) => boolean | void;
}

/**
 * Fetches a file of a finished upload. One that breaks off is fetched again, and one whose count disagrees with the
 * query's or whose last number seems cut. If it comes twice with the same size it is given out as incomplete, since
 * what was paid for isn't withheld. Of a list without numbers there may be no file.
 */
export async function fetchFile<Value>(
	run: Run,
	wanted: Wanted<Value>,
): Promise<Outcome<Fetched<Value>>> {
	const sizes = new Set<number>();
	for (let fetches = 1; fetches <= MOST_FETCHES; fetches++) {
		if (fetches > 1) await run.clock.sleep(run.limits.backoff);
		const fetched = await withRetries(run, async () => await fetchOnce(run, wanted));
		if (!fetched.ok) {
			const isMissing = wanted.expected === 0 && WITHOUT_FILE.includes(fetched.fault.kind);
			return isMissing ? success(await emptyList(wanted)) : fetched;
		}
		if (fetched.value.complete) return fetched;
		if (sizes.has(fetched.value.size)) return fetched;
		sizes.add(fetched.value.size);
	}
	return cutShort();
}

/** Whatever the service may answer where it has no file: a refusal, a page, a crash. */
const WITHOUT_FILE: FaultKind[] = ['refused', 'notTheService', 'httpStatus'];

async function emptyList<Value>({ receive, onStart }: Wanted<Value>): Promise<Fetched<Value>> {
	onStart?.();
	async function* nothing() {}
	return { value: await receive(nothing()), size: 0, complete: true };
}

async function fetchOnce<Value>(
	run: Run,
	{ uploadId, file, expected, receive, onStart, onNumber }: Wanted<Value>,
): Promise<Outcome<Fetched<Value>>> {
	const opened = await download(run, uploadId, file);
	if (!opened.ok) return failure(resultFault(opened.fault));
	const { body, chunks, fileName, isEmpty } = opened.value;
	if (isEmpty && expected !== undefined && expected > 0) {
		body.destroy();
		return failure(notTheService(`an empty list, although it counts ${expected} numbers`));
	}
	onStart?.();
	const inspector: Inspector =
		file === 'zip' ? new ZipEnd() : new ListInspector(expected, onNumber);
	const { envelopeBytes, envelopeTime, fileBytes } = run.limits;
	const mostBytes = expected === undefined ? fileBytes : envelopeBytes + expected * MOST_PER_NUMBER;
	const startedAt = Date.now();
	let size = 0;
	let stopped: { ok: false; fault: Fault } | undefined;
	async function* inspected() {
		for await (const chunk of chunks) {
			size += chunk.length;
			if (size > mostBytes) stopped = tooLarge();
			else if (Date.now() - startedAt > envelopeTime + (size / SLOWEST) * 1000) {
				stopped = cutShort();
			}
			if (stopped) return;
			inspector.push(chunk);
			yield chunk;
		}
	}
	let value: Value;
	try {
		value = await receive(inspected(), opened.value);
	} catch (error) {
		// Whether the answer broke, or what takes it in: a full disk is no fault of the service.
		if (body.errored) return cutShort();
		body.destroy();
		throw userError(
			run,
			`n8n could not take in the result: ${asNodeError(run, error).message}`,
			'The result is still at the service: see that n8n has room for it, then use Download with the upload ID.',
			{ uploadIds: [uploadId] },
		);
	}
	if (stopped) {
		body.destroy();
		return stopped;
	}
	inspector.end?.();
	if (inspector.isCut()) return cutShort();
	return success({ value, fileName, size, complete: inspector.isComplete() });
}

class ListInspector implements Inspector {
	private readonly reader: ResultListReader;

	constructor(
		private readonly expected: number | undefined,
		onNumber?: (number: number) => boolean | void,
	) {
		this.reader = new ResultListReader(onNumber);
	}

	push(bytes: Uint8Array): void {
		this.reader.push(bytes);
	}

	end(): void {
		this.reader.end();
	}

	/** With all numbers there, a short last one may be right: numbers of some countries differ in length. */
	isCut(): boolean {
		const { lines, seemsCut } = this.reader;
		return seemsCut && this.expected !== undefined && lines < this.expected;
	}

	isComplete(): boolean {
		const { lines, seemsCut } = this.reader;
		return !seemsCut && (this.expected === undefined || lines === this.expected);
	}
}
