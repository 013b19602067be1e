import { type OnNumber, ResultListReader } from '../results/ResultListReader';
import { ZipEnd } from '../results/ZipEnd';
import { asNodeError, userError } from '../run/errors';
import type { Run } from '../run/Run';
import { download, type OpenedFile, type ResultFile } from '../service/download';
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
import { resultFault } from './errors';

/** A file that was received whole. */
export interface Fetched<Value> {
	value: Value;
	fileName?: string;
	/** Bytes. */
	size: number;
	/** Whether it agrees with the count of the query. */
	complete: boolean;
	/** Whether every line of a list could be read. */
	isUnderstood: boolean;
}

/** Follows a file as it arrives, and says whether all of it came. */
interface Inspector {
	push(bytes: Uint8Array): void;
	/** @param isWhole Whether as much came as the service said it would. */
	end(isWhole: boolean): void;
	/** Whether the file was cut off. */
	isCut(): boolean;
	/** Whether what came is all there should be. */
	isComplete(): boolean;
	isUnderstood(): boolean;
}

/** Over the whole file, after a first minute. Slower files have come to a stop. */
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
	/** How many numbers were sent, where that is known: what bounds a list. */
	sent?: number;
	/** Digits of the shortest number that was asked for, where others may have been sent too. */
	shortestAsked?: number;
	/** Whether a download that fails is repeated at once. */
	isRepeated: boolean;
}

/** Takes in what arrives. */
export interface Receiver<Value> {
	/**
	 * Must read everything. Called again, from the start, for every try.
	 *
	 * @param opened The file; `undefined` for an empty list that the service has no file of.
	 */
	receive: (chunks: AsyncIterable<Uint8Array>, opened?: OpenedFile) => Promise<Value>;
	/** Called before every try, because what came before doesn't count. */
	onStart?: () => void;
	/** Called with every number of a list. */
	onNumber?: OnNumber;
}

/**
 * Fetches a file of a finished upload as it is now. Whether what came is the whole result is for the
 * caller to judge. Of a list without numbers there may be no file.
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

/** Whether a result may be there later. */
export const mayComeLater = (fault: Fault): boolean =>
	fault.kind === 'refused' || isTransient(fault);

/** What the service may respond if it has no file: a refusal, a page, a crash. */
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
	if (!opened.ok) return failure(resultFault(opened.fault));
	const { body, chunks, fileName, isEmpty, length } = opened.value;
	if (isEmpty && expected !== undefined && expected > 0) {
		body.destroy();
		return failure(unexpectedResponse(`an empty list, although it counts ${expected} numbers`));
	}
	onStart?.();
	const inspector: Inspector =
		file === 'zip' ? new ZipEnd() : new ListInspector(expected, shortestAsked, onNumber);
	const { envelopeBytes, envelopeTime, fileBytes } = run.limits;
	// What was sent, and not what the service counts, which may be far too little.
	const maxBytes = sent === undefined ? fileBytes : envelopeBytes + sent * MAX_BYTES_PER_NUMBER;
	const startedAt = Date.now();
	let size = 0;
	let stopped: { ok: false; fault: Fault } | undefined;
	async function* inspected() {
		for await (const chunk of chunks) {
			size += chunk.length;
			if (size > maxBytes) stopped = tooLarge();
			else if (Date.now() - startedAt > envelopeTime + (size / MIN_BYTES_PER_SECOND) * 1000) {
				stopped = truncated();
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
		// A full disk is no fault of the service.
		if (body.errored) return truncated();
		body.destroy();
		throw userError(
			run,
			`n8n could not store the result: ${asNodeError(run, error).message}`,
			'The result is still available: free disk space for n8n, then use Download with the upload ID.',
			{ uploadIds: [uploadId] },
		);
	}
	if (stopped) {
		body.destroy();
		return stopped;
	}
	inspector.end(size === length);
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

	/** A short last number is whole if the file is, because numbers of a country may differ in length. */
	end(isWhole: boolean): void {
		this.reader.end(isWhole);
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
		// It may be the beginning of a number in this run.
		const mayBeCut = unendedDigits > 0 && unendedDigits < this.shortestAsked;
		return !seemsCut && !mayBeCut && otherLines === 0;
	}
}
