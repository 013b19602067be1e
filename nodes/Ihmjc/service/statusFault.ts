import type { IDataObject } from 'n8n-workflow';

import { type Fault, TRY_LATER } from './Fault';

export const CHECK_CREDENTIAL =
	'Check account and password in the credential for typos and spaces.';

/** Makes the fault of an HTTP status that isn't 2xx. */
export function statusFault(status: number, headers: IDataObject): Fault | undefined {
	if (status >= 200 && status < 300) return undefined;
	return {
		kind: 'httpStatus',
		status,
		retryAfter: retryAfter(headers['retry-after']),
		message: isRedirect(status)
			? `Ihmjc redirects to another address (HTTP ${status})`
			: `Ihmjc returned HTTP status ${status}`,
		advice: statusAdvice(status),
	};
}

const isRedirect = (status: number) => status >= 300 && status < 400;

function statusAdvice(status: number): string {
	if (isRedirect(status)) {
		return 'Check the base URL in the credential. If the service has moved, enter its new address. Redirects are not followed, because they would pass the password on.';
	}
	if (status === 401 || status === 403) return CHECK_CREDENTIAL;
	const isTemporary = status === 408 || status === 429 || status >= 500;
	return isTemporary ? TRY_LATER : 'Check the base URL in the credential.';
}

/** Reads the header Retry-After, seconds or a date, in milliseconds. */
function retryAfter(header: unknown): number | undefined {
	const text = String(header ?? '').trim();
	const milliseconds = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - Date.now();
	return milliseconds > 0 ? milliseconds : undefined;
}
