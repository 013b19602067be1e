import type { Dependencies } from './Dependencies';
import { type Fault, isTransient, type Outcome } from './Fault';

const MAX_TRIES = 5;
const MAX_RETRY_AFTER_MS = 60_000;

/**
 * Repeats what failed in a way that may pass: a handful of times in a row, each after twice the pause, and
 * never sooner than the service asked for. Ends early when the execution is cancelled.
 *
 * @param again Which faults are worth another try.
 * @param until The time after which no further try begins.
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
