import { numericValue } from '../util/values';
import { readPointsLeft } from './balance';
import { BLOT, type Redactor } from './createRedactor';
import { unexpectedResponse, readEnvelope } from './envelope';
import { failure, type Fault, type Outcome, success, TRY_LATER } from './Fault';
import { post, type Transport } from './transport';
import { type StreamedFile, uploadForm } from './uploadForm';

/** A slower upload counts as stuck. */
const MIN_BYTES_PER_SECOND = 20_000;

/** The response to a list that was accepted. */
export interface AcceptedUpload {
	uploadId: string;
	/** How many numbers the service counted; `null` if it doesn't say. */
	accepted: number | null;
	/** Points left after it; `null` if the service doesn't say. */
	pointsLeft: number | null;
}

/**
 * Uploads a list (interface document, section 1.1): one app, one country, one number per line, digits with the country code. It is charged
 * when the service accepts it, and never repeated here.
 *
 * @param type The app's code.
 * @returns the upload ID, which the document calls `sendID`, and what else the service says about the upload
 */
export async function upload(
	transport: Transport,
	type: string,
	file: StreamedFile,
): Promise<Outcome<AcceptedUpload>> {
	const { limits } = transport;
	const timeout = limits.uploadTimeout + (file.size / MIN_BYTES_PER_SECOND) * 1000;
	let bodyStarted = false;
	let isBroken = false;
	const watched = {
		...file,
		stream() {
			bodyStarted = true;
			return watching(file.stream(), () => (isBroken = true));
		},
	};
	const response = await post(
		transport,
		'/api/UploadDx.ashx',
		uploadForm(type, watched),
		Math.round(timeout),
	);
	if (!response.ok) {
		const { fault } = response;
		// An error of n8n's file storage may look like one of the connection to Ihmjc, such as a refused one.
		if (isBroken) return failure(UNREADABLE);
		// Once the list is being read it may have arrived, whatever n8n reports.
		return fault.kind === 'misconfigured' && bodyStarted
			? failure({ ...fault, kind: 'noAnswer' })
			: response;
	}
	const { redact } = response.value;
	const data = await readEnvelope(response.value, limits);
	if (data.ok) {
		const { sendID, line, jifen } = data.value;
		const uploadId = readUploadId(sendID, redact);
		return uploadId === undefined
			? failure(unexpectedResponse('a success response without an upload ID'))
			: success({ uploadId, accepted: readCount(line), pointsLeft: readPointsLeft(jifen) });
	}
	const uploadId = readUploadId(data.fault.data?.sendID, redact);
	return uploadId === undefined
		? data
		: failure(unexpectedResponse(`a refusal with an upload ID, ${uploadId}`));
}

/** Passes chunks on, and calls `onError` if reading them fails. */
async function* watching(source: AsyncIterable<Uint8Array>, onError: () => void) {
	const chunks = source[Symbol.asyncIterator]();
	const next = async () =>
		await chunks.next().catch(async (error: unknown) => {
			onError();
			return await Promise.reject(error);
		});
	try {
		for (let read = await next(); !read.done; read = await next()) yield read.value;
	} finally {
		await chunks.return?.();
	}
}

const UNREADABLE: Fault = {
	kind: 'noAnswer',
	message: 'n8n could not read the whole list while sending it',
	advice: TRY_LATER,
};

/** One line of limited length, because IDs go into messages and sheets. */
const UPLOAD_ID = /^[^\p{Cc}\s]{1,100}$/u;

function readCount(value: unknown): number | null {
	const count = numericValue(value);
	return count !== undefined && Number.isSafeInteger(count) && count >= 0 ? count : null;
}

function readUploadId(value: unknown, redact: Redactor): string | undefined {
	// JavaScript may have changed the digits of a larger number.
	if (typeof value !== 'string' && !Number.isSafeInteger(value)) return undefined;
	const text = String(value).trim();
	if (/^\d{1,100}$/.test(text)) return text;
	const isSecret = redact.holdsPassword(text) || redact(text) === BLOT;
	return UPLOAD_ID.test(text) && !isSecret ? text : undefined;
}
