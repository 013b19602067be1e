import type { Clock } from '../util/clock';
import { SECOND_MS } from '../util/values';

/** Clock and limits. Only tests pass their own. */
export interface Dependencies {
	clock: Clock;
	limits: Limits;
}

/** Limits of a response's time and size. Passed in, so that tests needn't wait. */
export interface Limits {
	/** Milliseconds of silence before and within a response. */
	responseTimeout: number;
	/** Milliseconds before the response to an upload, besides the time to send it, because the service reads the whole upload first. */
	uploadTimeout: number;
	/** Milliseconds that a whole envelope may take, even if its bytes keep coming. */
	envelopeTime: number;
	/** Bytes of an envelope. The longest in the interface document is under 100. */
	envelopeBytes: number;
	/** Bytes of a result file, if it isn't known how many numbers were sent. */
	fileBytes: number;
	/** Milliseconds before the first retry; doubled for each later one. */
	backoff: number;
}

export const LIMITS: Limits = {
	responseTimeout: 30 * SECOND_MS,
	uploadTimeout: 300 * SECOND_MS,
	envelopeTime: 60 * SECOND_MS,
	envelopeBytes: 65_536,
	fileBytes: 2_000_000_000,
	backoff: 2 * SECOND_MS,
};
