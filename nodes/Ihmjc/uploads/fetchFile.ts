import { type OnNumber, ResultListReader } from '../results/ResultListReader';
import { ZipEnd } from '../results/ZipEnd';
import { asNodeError, userError } from '../run/errors';
import { counted } from '../run/hints';
import type { Run } from '../run/Run';
import { download, type OpenedFile, otherThan, type ResultFile } from '../service/download';
import { unexpectedResponse } from '../service/envelope';
import {
	failure,
	type Fault,
	type FaultKind,
	isTransient,
	type Outcome,
	success,
} from '../service/Fault';
import { truncated, tooLarge } from '../service/readText';
import { withRetries } from '../service/withRetries';
import { ticks } from '../util/clock';

/** A file that arrived whole. */
export interface Fetched<Value> {
	value: Value;
	fileName?: string;
	/** Bytes. */
	size: number;
	/** Whether it matches the count of the query. */
	complete: boolean;
	/** Whether every line of a list could be read. */
	isUnderstood: boolean;
}

/** Inspects a file as it arrives, to tell whether it is whole. */
interface Inspector {
	push(bytes: Uint8Array): void;
	/** @param isWhole Whether as many bytes arrived as the service announced. */
	end(isWhole: boolean): void;
	/** Whether the file was cut off. */
	isCut(): boolean;
	/** Whether nothing is missing. */
	isComplete(): boolean;
	isUnderstood(): boolean;
}

/** Bytes per second over the whole file, after the first minute. A slower file counts as cut off. */
const MIN_BYTES_PER_SECOND = 1000;

/** Leaves room for columns, UTF-16 and repeated numbers. */
const MAX_BYTES_PER_NUMBER = 500;

export const INCOMPLETE_HINT =
	"A result list doesn't match what Ihmjc counted, or ends in the middle of a number. It is returned as received. Ask Ihmjc about the upload ID.";

export interface Wanted<Value> extends Receiver<Value> {
	uploadId: string;
	file: ResultFile;
	/** How many numbers the query counted; `undefined` if it didn't. */
	expected?: number;
	/** How many numbers were sent, if that is known. It limits the size of a list. */
	sent?: number;
	/** Digits of the shortest number to look for, if the list may have others. */
	shortestAsked?: number;
	/** Whether a download that fails is repeated at once. */
	isRepeated: boolean;
}

/** Receives a file as it arrives. */
export interface Receiver<Value> {
	/**
	 * Must read everything. Called again for every try, which starts from the beginning.
	 *
	 * @param opened The file; `undefined` for an empty list for which the service has no file.
	 */
	receive: (chunks: AsyncIterable<Uint8Array>, opened?: OpenedFile) => Promise<Value>;
	/** Called before every try, so that numbers of an earlier try can be dropped. */
	onStart?: () => void;
	/** Called with every number of a list. */
	onNumber?: OnNumber;
}

/**
 * Fetches a file of a finished upload as it is now. The caller decides whether it is the whole result. The service may have no file for an
 * empty list.
 */
export async function fetchFile<Value>(
	run: Run,
	wanted: Wanted<Value>,
): Promise<Outcome<Fetched<Value>>> {
	const fetchNow = async () => await fetchOnce(run, wanted);
	const fetched = wanted.isRepeated ? await withRetries(run, fetchNow) : await fetchNow();
	if (fetched.ok) return fetched;
	const isMissing = wanted.expected === 0 && WITHOUT_FILE.includes(fetched.fault.kind);
	return isMissing ? success(await emptyList(wanted)) : fetched;
}

/** Whether a result may be available later. */
export const mayComeLater = (fault: Fault): boolean =>
	fault.kind === 'refused' || isTransient(fault);

/** Faults that may mean that the service has no file: a refusal, a page or a crash. */
const WITHOUT_FILE: FaultKind[] = ['refused', 'unexpectedResponse', 'httpStatus'];

async function emptyList<Value>({ receive, onStart }: Wanted<Value>): Promise<Fetched<Value>> {
	onStart?.();
	async function* nothing() {}
	return { value: await receive(nothing()), size: 0, complete: true, isUnderstood: true };
}

async function fetchOnce<Value>(
	run: Run,
	{ uploadId, file, expected, sent, shortestAsked, receive, onStart, onNumber }: Wanted<Value>,
): Promise<Outcome<Fetched<Value>>> {
	const opened = await download(run, uploadId, file);
	if (!opened.ok) return opened;
	const { body, chunks, fileName, isEmpty, length } = opened.value;
	if (isEmpty && expected !== undefined && expected > 0) {
		body.destroy();
		return failure(
			unexpectedResponse(`an empty list, although it counted ${counted(expected, 'number')}`),
		);
	}
	onStart?.();
	const inspector: Inspector =
		file === 'zip' ? new ZipEnd() : new ListInspector(expected, shortestAsked, onNumber);
	const isOther = () => !isEmpty && inspector instanceof ListInspector && !inspector.isList();
	const { envelopeBytes, envelopeTime, fileBytes } = run.limits;
	// The limit depends on how many numbers were sent, because the count of the service may be far too low.
	const maxBytes = sent === undefined ? fileBytes : envelopeBytes + sent * MAX_BYTES_PER_NUMBER;
	const startedAt = ticks();
	let size = 0;
	let stopped: { ok: false; fault: Fault } | undefined;
	async function* inspected() {
		for await (const chunk of chunks) {
			size += chunk.length;
			if (size > maxBytes) stopped = tooLarge();
			else if (ticks() - startedAt > envelopeTime + (size / MIN_BYTES_PER_SECOND) * 1000) {
				stopped = truncated();
			} else if (size > envelopeBytes && isOther()) stopped = failure(otherThan(file));
			if (stopped) return;
			inspector.push(chunk);
			yield chunk;
		}
	}
	let value: Value;
	try {
		value = await receive(inspected(), opened.value);
	} catch (error) {
		// If the body has no error, n8n failed to store the file, for example because its disk is full.
		if (body.errored) return truncated();
		body.destroy();
		throw userError(
			run,
			`n8n could not store the result of upload ${uploadId}: ${asNodeError(run, error).message}`,
			'The result is still available: free disk space for n8n, then use Download with the upload ID.',
			{ uploadIds: [uploadId] },
		);
	}
	if (stopped) {
		body.destroy();
		return stopped;
	}
	inspector.end(size === length);
	if (isOther()) return failure(otherThan(file));
	if (inspector.isCut()) return truncated();
	return success({
		value,
		fileName,
		size,
		complete: inspector.isComplete(),
		isUnderstood: inspector.isUnderstood(),
	});
}

class ListInspector implements Inspector {
	private readonly reader: ResultListReader;

	constructor(
		private readonly expected: number | undefined,
		private readonly shortestAsked = 0,
		onNumber?: OnNumber,
	) {
		this.reader = new ResultListReader(onNumber);
	}

	push(bytes: Uint8Array): void {
		this.reader.push(bytes);
	}

	/** A short last number is whole if the file is, because the numbers of a country may differ in length. */
	end(isWhole: boolean): void {
		this.reader.end(isWhole);
	}

	isList(): boolean {
		return this.reader.looksLikeList;
	}

	/** If all numbers are there, a short last one may be right. */
	isCut(): boolean {
		const { lines, seemsCut } = this.reader;
		return seemsCut && this.expected !== undefined && lines < this.expected;
	}

	isComplete(): boolean {
		if (this.expected === undefined) return this.isUnderstood();
		return !this.reader.seemsCut && this.reader.lines === this.expected;
	}

	isUnderstood(): boolean {
		const { seemsCut, otherLines, unendedDigits } = this.reader;
		// The last digits may be the beginning of a number that this run asks for.
		const mayBeCut = unendedDigits > 0 && unendedDigits < this.shortestAsked;
		return !seemsCut && !mayBeCut && otherLines === 0;
	}
}
