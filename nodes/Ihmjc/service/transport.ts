import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	IPollFunctions,
} from 'n8n-workflow';

import { baseUrlOf } from '../../../credentials/baseUrlOf';
import { type ByteStream, withIdleTimeout } from '../util/streams';
import { createRedactor, type Redactor } from './createRedactor';
import type { Dependencies } from './Dependencies';
import { failure, type Outcome, success } from './Fault';
import { requestFault } from './requestFault';
import { statusFault } from './statusFault';

export interface ServiceResponse {
	headers: IDataObject;
	body: ByteStream;
	/** The body as it arrives. Read it once. It is cut off when it falls silent. */
	chunks: AsyncGenerator<Uint8Array>;
	/** Every text of the response must pass through it before it is shown. */
	redact: Redactor;
}

/** Everything that a request needs. */
export interface Transport extends Dependencies {
	context: IExecuteFunctions | IPollFunctions;
}

/**
 * Sends one POST to the service, signed by the credential. The body of the response is a stream, so that its size can be limited. n8n doesn't
 * see the HTTP status, because it would repeat a POST after a 401.
 *
 * @param timeout Milliseconds until the response begins.
 */
export async function post(
	{ context, limits, clock }: Transport,
	path: string,
	body: IDataObject | FormData,
	timeout = limits.responseTimeout,
): Promise<Outcome<ServiceResponse>> {
	// An upload is charged, so a cancel must not hide its ID: n8n would abort the request, but the service would continue.
	const isUpload = body instanceof FormData;
	const caller = isUpload ? withoutCancel(context) : context;
	const options: IHttpRequestOptions = {
		method: 'POST',
		url: path,
		body: body as IHttpRequestOptions['body'],
		headers: isUpload ? {} : { 'Content-Type': 'application/x-www-form-urlencoded' },
		encoding: 'stream',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		timeout,
	};
	try {
		const data = await readCredential(context, clock.now());
		const redact = createRedactor(data);
		const credentialsDecrypted = { id: '', name: '', type: 'ihmjcApi', data };
		const response = await context.helpers.httpRequestWithAuthentication.call(
			caller,
			'ihmjcApi',
			options,
			{ credentialsDecrypted },
		);
		// Without a listener, a stream that breaks while nobody reads it would crash n8n.
		const stream = response.body as ByteStream;
		stream.on('error', () => {});
		const { statusCode, headers } = response;
		const fault = statusFault(statusCode, headers);
		if (fault) {
			stream.destroy();
			return failure(fault);
		}
		const chunks = withIdleTimeout(stream, limits.responseTimeout);
		return success({ headers, body: stream, chunks, redact });
	} catch (error) {
		return failure(requestFault(error, !isUpload && clock.signal?.aborted));
	}
}

/** n8n takes the signal from the context and overwrites that of a request. */
const withoutCancel = <Context extends object>(context: Context): Context =>
	Object.create(context, { getExecutionCancelSignal: { value: () => undefined } }) as Context;

/** Identifies the account in all executions of the process; empty if the credential can't be read. */
export async function accountKey({ context, clock }: Transport): Promise<string> {
	const data = await readCredential(context, clock.now()).catch(() => ({}) as IDataObject);
	if (data.account === undefined) return '';
	const base = baseUrlOf(data.baseUrl);
	return `${base.ok ? base.origin : ''} ${String(data.account)}`;
}

/** Shorter than the time between two queries, so that a wait notices a changed credential. */
const MAX_CREDENTIAL_AGE_MS = 5000;

const credentials = new WeakMap<object, { data: ICredentialDataDecryptedObject; readAt: number }>();

/**
 * Reads the credential once for requests in quick succession, because n8n looks it up in its database and decrypts it, which takes as long
 * as a short request. The same credential is passed to n8n's request, so the redactor always knows the password that was sent.
 */
async function readCredential(context: Transport['context'], now: number) {
	const last = credentials.get(context);
	if (last && Math.abs(now - last.readAt) < MAX_CREDENTIAL_AGE_MS) return last.data;
	const data = await context.getCredentials('ihmjcApi');
	credentials.set(context, { data, readAt: now });
	return data;
}
