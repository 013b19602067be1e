import type { ListEnd } from '../results/ListEnd';
import { asNodeError, userError } from '../run/errors';
import { counted } from '../run/hints';
import type { Run } from '../run/Run';
import { download, type OpenedFile, otherThan, type ResultFile } from '../service/download';
import {
	failure,
	type Fault,
	isTransient,
	type Outcome,
	success,
	tooLarge,
	truncated,
	TRY_LATER,
	unexpectedResponse,
} from '../service/Fault';
import { withRetries } from '../service/withRetries';
import { ticks } from '../util/clock';

/** Limits the time for fetching results; milliseconds since 1970. */
export interface FetchTime {
	/** No request begins after this. */
	begin: number;
	/** A file that is still arriving then is given up. */
	end: number;
}

/** The service is slow, or there is much to fetch. */
export const TIME_IS_UP: Fault = {
	kind: 'truncated',
	message: 'There was not enough time to read the result lists',
	advice: TRY_LATER,
};

/** A file that arrived. */
export interface Fetched<Value> {
	value: Value;
	fileName?: string;
	/** Bytes. */
	size: number;
}

/** Inspects a file as it arrives: whether it is such a file at all, and whether it was cut off. */
type Inspector = Pick<ListEnd, 'push' | 'end' | 'isList'> & Partial<Pick<ListEnd, 'isCut'>>;

/** Bytes per second over the whole file, after the first minute. A slower file counts as cut off. */
const MIN_BYTES_PER_SECOND = 1000;

export interface Wanted<Value> {
	uploadId: string;
	file: ResultFile;
	/** How many numbers the query counted; `undefined` if it didn't. */
	expected?: number;
	/** The size that the file may have. */
	maxBytes: number;
	/** Whether a download that fails is repeated at once. */
	isRepeated: boolean;
	time?: FetchTime;
	/**
	 * Must read everything. Called again for every try, which starts from the beginning.
	 *
	 * @param opened The file; `undefined` for an empty list for which the service has no file.
	 */
	receive: (chunks: AsyncIterable<Uint8Array>, opened?: OpenedFile) => Promise<Value>;
	/** Makes the inspector of a try. Called before it. */
	inspect: () => Inspector;
}

const NO_LIMIT: FetchTime = { begin: Infinity, end: Infinity };

/** Fetches a file of a finished upload as it is now. The caller decides whether it is the whole result. */
export async function fetchFile<Value>(
	run: Run,
	wanted: Wanted<Value>,
): Promise<Outcome<Fetched<Value>>> {
	const { isRepeated, time = NO_LIMIT } = wanted;
	const fetchNow = async () =>
		run.clock.now() > time.begin ? failure(TIME_IS_UP) : await fetchOnce(run, wanted, time.end);
	const shouldRetry = (fault: Fault) => isRepeated && fault !== TIME_IS_UP && isTransient(fault);
	return await withRetries(run, fetchNow, { shouldRetry, deadline: time.begin });
}

/** Whether a result may be available later. */
export const mayComeLater = (fault: Fault): boolean =>
	fault.kind === 'refused' || isTransient(fault);

async function fetchOnce<Value>(
	run: Run,
	{ uploadId, file, expected, maxBytes, receive, inspect }: Wanted<Value>,
	end: number,
): Promise<Outcome<Fetched<Value>>> {
	const opened = await download(run, uploadId, file);
	if (!opened.ok) return opened;
	const { body, chunks, fileName, isEmpty, length, isChunked } = opened.value;
	if (isEmpty && expected !== undefined && expected > 0) {
		body.destroy();
		return unexpectedResponse(`an empty list, although it counted ${counted(expected, 'number')}`);
	}
	const inspector = inspect();
	const isOther = () => !isEmpty && !inspector.isList;
	const { envelopeBytes, envelopeTime } = run.limits;
	const startedAt = ticks();
	let size = 0;
	let stopped: { ok: false; fault: Fault } | undefined;
	async function* inspected() {
		for await (const chunk of chunks) {
			size += chunk.length;
			if (size > maxBytes) stopped = tooLarge();
			else if (run.clock.now() > end) stopped = failure(TIME_IS_UP);
			else if (ticks() - startedAt > envelopeTime + (size / MIN_BYTES_PER_SECOND) * 1000) {
				stopped = truncated();
			} else if (size > envelopeBytes && isOther()) stopped = otherThan(file);
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
	if (size === length) inspector.end('announced');
	else inspector.end(isChunked ? 'chunked' : 'unknown');
	if (isOther()) return otherThan(file);
	if (inspector.isCut?.()) return truncated();
	return success({ value, fileName, size });
}
