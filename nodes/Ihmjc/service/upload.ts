import { type Acceptance, isUploadId } from '../results/uploadId';
import { createYielder } from '../util/createYielder';
import { readPointsLeft } from './balance';
import { MASK, type Redactor } from './createRedactor';
import { readCount, request } from './envelope';
import { failure, type Fault, type Outcome, success, unexpectedResponse } from './Fault';
import type { Transport } from './transport';

/** A slower upload counts as stuck. */
const MIN_BYTES_PER_SECOND = 20_000;

/** A file that is made while it is sent, and never held as a whole. */
interface SentFile {
	name: string;
	/** Bytes. Must be exact, because the request announces it. */
	size: number;
	/** Called every time the form is sent. */
	chunks(): Iterable<Uint8Array>;
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
	file: SentFile,
): Promise<Outcome<Acceptance>> {
	const timeout = transport.limits.uploadTimeout + (file.size / MIN_BYTES_PER_SECOND) * 1000;
	let bodyStarted = false;
	async function* stream() {
		bodyStarted = true;
		const yieldIfDue = createYielder();
		for (const chunk of file.chunks()) {
			yield chunk;
			await yieldIfDue();
		}
	}
	const form = uploadForm(type, file, stream);
	const envelope = await request(transport, '/api/UploadDx.ashx', form, {
		advice: REFUSED_ADVICE,
		timeout: Math.round(timeout),
	});
	if (!envelope.ok) return failure(uploadFault(envelope.fault, bodyStarted));
	const { data, refusal, redact } = envelope.value;
	const uploadId = readUploadId(data.sendID, redact);
	if (uploadId !== undefined && refusal) {
		return unexpectedResponse(`a refusal with an upload ID, ${uploadId}`);
	}
	if (refusal) return failure(refusal);
	if (uploadId === undefined) return unexpectedResponse('a success response without an upload ID');
	const accepted = readCount(data.line) ?? null;
	return success({ uploadId, accepted, pointsLeft: readPointsLeft(data.jifen) });
}

const REFUSED_ADVICE = 'Check the account, the password and the points left.';

const SEND_FEWER =
	"Send fewer numbers at once: split a text or a file, or put Loop Over Items with a smaller 'Batch Size' before this node.";

const CHECK_WAY = 'Check the base URL in the credential and the proxy of the n8n server.';

/** Advice for an HTTP status that rules out that the list was accepted. IIS also returns 404 for a list that is too long. */
const STATUS_ADVICE: Record<number, string> = {
	404: `Check the base URL in the credential. If other operations work, the list is too long for the server. ${SEND_FEWER}`,
	407: 'The proxy of the n8n server requires a login. Add the user name and password to its address.',
	411: CHECK_WAY,
	413: `The list is too long for the server. ${SEND_FEWER}`,
	414: `The list is too long for the server. ${SEND_FEWER}`,
	417: CHECK_WAY,
};

/** Some faults rule out that the list was accepted. */
function uploadFault(fault: Fault, bodyStarted: boolean): Fault {
	// Once the list is being read it may have arrived, whatever n8n reports.
	if (fault.kind === 'misconfigured' && bodyStarted) return { ...fault, kind: 'noAnswer' };
	const advice = STATUS_ADVICE[fault.status ?? 0];
	return advice ? { ...fault, kind: 'refused', advice } : fault;
}

/**
 * Makes a form whose last part is a file that is streamed, not held in a Blob. n8n's HTTP library takes the parts from `entries()` one by
 * one and reads each as a stream. The file comes after the fields that the credential sets.
 *
 * It changes a form instead of extending the class `FormData`, because naming the class makes Node load its whole web client, and n8n loads
 * this file when it starts.
 */
function uploadForm(
	type: string,
	{ name, size }: SentFile,
	stream: () => AsyncIterable<Uint8Array>,
): FormData {
	const form = new FormData();
	form.set('type', type);
	const fields = form.entries.bind(form);
	form.entries = function* (): FormDataIterator<[string, FormDataEntryValue]> {
		yield* fields();
		yield ['file', { name, size, type: 'text/plain', stream } as unknown as File];
	};
	form[Symbol.iterator] = form.entries;
	return form;
}

function readUploadId(value: unknown, redact: Redactor): string | undefined {
	// JavaScript may have changed the digits of a larger number.
	if (typeof value !== 'string' && !Number.isSafeInteger(value)) return undefined;
	const text = String(value).trim();
	if (/^\d{1,100}$/.test(text)) return text;
	const isSecret = redact.holdsPassword(text) || redact(text) === MASK;
	return isUploadId(text) && !isSecret ? text : undefined;
}
