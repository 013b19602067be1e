import type { Clock } from '../util/clock';
import { SECOND_MS } from '../util/values';

/** Time and limits, which are handed in: n8n gives none, tests give theirs. */
export interface Dependencies {
	clock: Clock;
	limits: Limits;
}

/** How long and how large a response of the service may be. Handed in, so that tests needn't wait. */
export interface Limits {
	/** Milliseconds of silence before a response, and within it. */
	responseTimeout: number;
	/** The same for an upload, which the service reads to its end before it responds. */
	uploadTimeout: number;
	/** Milliseconds that an envelope may take in all, however steadily it drips. */
	envelopeTime: number;
	/** Bytes of an envelope. The largest in the interface document has under 100. */
	envelopeBytes: number;
	/** Bytes of a result file whose count of numbers is not known. */
	fileBytes: number;
	/** Milliseconds to wait before a fault is tried again, the first time; doubled each time. */
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
