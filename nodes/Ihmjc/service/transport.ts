import type {
	IDataObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	IPollFunctions,
} from 'n8n-workflow';

import { type ByteStream, withIdleTimeout } from '../util/streams';
import { createRedactor, type Redactor } from './createRedactor';
import type { Dependencies } from './Dependencies';
import { failure, type Outcome, success } from './Fault';
import { requestFault } from './requestFault';

export interface Answer {
	status: number;
	headers: IDataObject;
	body: ByteStream;
	/** What the body holds, as it arrives. To be read once; breaks off when it falls silent. */
	chunks: AsyncGenerator<Uint8Array>;
	/** For every text of the answer that is passed on. */
	redact: Redactor;
}

/** What a request is made with. */
export interface Transport extends Dependencies {
	context: IExecuteFunctions | IPollFunctions;
}

/**
 * One POST to the service, signed by the credential. The answer's body is a stream: only so can a limit be
 * put on what is read. n8n repeats a POST after a 401 unless told to leave the status alone, and so it is told.
 *
 * @param timeout Milliseconds until the answer begins.
 */
export async function post(
	{ context, limits, clock }: Transport,
	path: string,
	body: IDataObject | FormData,
	timeout = limits.answer,
): Promise<Outcome<Answer>> {
	const options: IHttpRequestOptions = {
		method: 'POST',
		url: path,
		body: body as IHttpRequestOptions['body'],
		encoding: 'stream',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		timeout,
	};
	if (!(body instanceof FormData)) {
		options.headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
	}
	try {
		const redact = await createRedactor(context);
		const { statusCode, headers, body } = await context.helpers.httpRequestWithAuthentication.call(
			context,
			'ihmjcApi',
			options,
		);
		// A stream that breaks while nobody reads it would take n8n down with it.
		(body as ByteStream).on('error', () => {});
		const chunks = withIdleTimeout(body, limits.answer);
		return success({ status: statusCode, headers, body, chunks, redact });
	} catch (error) {
		return failure(requestFault(error, clock.signal?.aborted));
	}
}
