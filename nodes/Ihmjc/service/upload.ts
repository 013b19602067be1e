import { type Acceptance, isUploadId } from '../results/uploadId';
import { readPointsLeft } from './balance';
import { BLOT, type Redactor } from './createRedactor';
import { readEnvelope, unexpectedResponse } from './envelope';
import { failure, type Fault, type Outcome, success } from './Fault';
import { readCount } from './readNumber';
import { post, type Transport } from './transport';
import { type StreamedFile, uploadForm } from './uploadForm';

/** A slower upload counts as stuck. */
const MIN_BYTES_PER_SECOND = 20_000;

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
): Promise<Outcome<Acceptance>> {
	const { limits } = transport;
	const timeout = limits.uploadTimeout + (file.size / MIN_BYTES_PER_SECOND) * 1000;
	let bodyStarted = false;
	const watched = {
		...file,
		stream() {
			bodyStarted = true;
			return file.stream();
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
		// Once the list is being read it may have arrived, whatever n8n reports.
		return fault.kind === 'misconfigured' && bodyStarted
			? failure({ ...fault, kind: 'noAnswer' })
			: response;
	}
	const envelope = await readEnvelope(response.value, limits, REFUSED_ADVICE);
	if (!envelope.ok) return failure(refusedByStatus(envelope.fault));
	const { data, refusal } = envelope.value;
	const uploadId = readUploadId(data.sendID, response.value.redact);
	if (uploadId === undefined) {
		return failure(refusal ?? unexpectedResponse('a success response without an upload ID'));
	}
	if (refusal) return failure(unexpectedResponse(`a refusal with an upload ID, ${uploadId}`));
	const accepted = readCount(data.line) ?? null;
	return success({ uploadId, accepted, pointsLeft: readPointsLeft(data.jifen) });
}

const REFUSED_ADVICE = 'Check the account, the password and the points left.';

const SEND_FEWER =
	"Send fewer numbers at once: split a text or a file, or put Loop Over Items with a smaller 'Batch Size' before this node.";

const CHECK_WAY = 'Check the base URL in the credential and the proxy of the n8n server.';

/** What to do about an HTTP status that rules out that the list was taken. IIS returns 404 for a list that is too long, too. */
const STATUS_ADVICE: Record<number, string> = {
	404: `Check the base URL in the credential. If other operations work, the list is too long for the server. ${SEND_FEWER}`,
	407: 'The proxy of the n8n server requires a login. Add the user name and password to its address.',
	411: CHECK_WAY,
	413: `The list is too long for the server. ${SEND_FEWER}`,
	414: `The list is too long for the server. ${SEND_FEWER}`,
	417: CHECK_WAY,
};

/** Makes an HTTP status that rules out that the list was taken a refusal. */
function refusedByStatus(fault: Fault): Fault {
	const advice = fault.kind === 'httpStatus' && STATUS_ADVICE[fault.status ?? 0];
	return advice ? { ...fault, kind: 'refused', advice } : fault;
}

function readUploadId(value: unknown, redact: Redactor): string | undefined {
	// JavaScript may have changed the digits of a larger number.
	if (typeof value !== 'string' && !Number.isSafeInteger(value)) return undefined;
	const text = String(value).trim();
	if (/^\d{1,100}$/.test(text)) return text;
	const isSecret = redact.holdsPassword(text) || redact(text) === BLOT;
	return isUploadId(text) && !isSecret ? text : undefined;
}
