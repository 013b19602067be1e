import type { Dependencies } from './Dependencies';
import { type Fault, isTransient, type Outcome } from './Fault';

const MAX_TRIES = 5;
const MAX_RETRY_AFTER_MS = 60_000;

/**
 * Repeats a request with a transient fault, at most five times in all. The pause doubles each time, and is never shorter than the service
 * asks for, up to a minute. It stops when the execution is canceled.
 *
 * @param shouldRetry Tells whether a fault is worth another try.
 * @param deadline Milliseconds since 1970, after which no try begins.
 */
export async function withRetries<Value>(
	{ clock, limits }: Dependencies,
	attempt: () => Promise<Outcome<Value>>,
	{
		shouldRetry = isTransient,
		deadline = Infinity,
	}: { shouldRetry?: (fault: Fault) => boolean; deadline?: number } = {},
): Promise<Outcome<Value>> {
	for (let tries = 1; ; tries++) {
		const outcome = await attempt();
		if (outcome.ok || tries === MAX_TRIES || !shouldRetry(outcome.fault)) return outcome;
		const { retryAfter = 0 } = outcome.fault;
		const pause = limits.backoff * 2 ** (tries - 1);
		const wait = Math.max(pause, Math.min(retryAfter, MAX_RETRY_AFTER_MS));
		if (clock.now() + wait > deadline) return outcome;
		await clock.sleep(wait);
		if (clock.signal?.aborted) return outcome;
	}
}
