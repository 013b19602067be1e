import type { IDataObject } from 'n8n-workflow';

import { CHECK_UPLOAD_ID, quotable, readData, unexpectedResponse } from './envelope';
import { failure, type Outcome, success } from './Fault';
import { readCount } from './readNumber';
import { sanitizeExtraFields } from './sanitizeExtraFields';
import { post, type Transport } from './transport';

/** The only status with a documented meaning: testing is complete (interface document, section 1.2). */
const COMPLETE = '2';

export interface Progress {
	done: boolean;
	/** The service's own status, `"2"` when complete. */
	status: string;
	/** Counts of numbers; missing if the service didn't say. */
	activated?: number;
	unregistered?: number;
	/** Other fields of the response under the service's own names. Related services add `number4` and `number5`. */
	more: IDataObject;
}

/** Gets the status of an upload (interface document, section 1.2). */
export async function query(transport: Transport, uploadId: string): Promise<Outcome<Progress>> {
	const response = await post(transport, '/api/Query.ashx', { sendID: uploadId });
	if (!response.ok) return response;
	const data = await readData(response.value, transport.limits, CHECK_UPLOAD_ID);
	if (!data.ok) return data;
	const { status, number2, number3, ...more } = data.value;
	if (typeof status !== 'string' && typeof status !== 'number') {
		return failure(unexpectedResponse('a success response without a status'));
	}
	const word = String(status).trim();
	const { redact } = response.value;
	return success({
		done: word === COMPLETE,
		status: quotable(word, redact),
		activated: readCount(number2),
		unregistered: readCount(number3),
		more: sanitizeExtraFields(more, redact) as IDataObject,
	});
}
