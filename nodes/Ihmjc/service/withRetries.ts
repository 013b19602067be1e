import { mayPass, type Fault, type Outcome } from './Fault';
import type { Surroundings } from './Surroundings';

const MOST_TRIES = 5;
const LONGEST_RETRY_AFTER = 60_000;

/**
 * Repeats what failed in a way that may pass: a handful of times in a row, each after twice the pause, and
 * never sooner than the service asked for. Ends early when the execution is cancelled.
 *
 * @param again Which faults are worth another try.
 * @param until The time after which no further try begins.
 */
export async function withRetries<Value>(
	{ clock, limits }: Surroundings,
	attempt: () => Promise<Outcome<Value>>,
	{ again = mayPass, until = Infinity }: { again?: (fault: Fault) => boolean; until?: number } = {},
): Promise<Outcome<Value>> {
	for (let tries = 1; ; tries++) {
		const outcome = await attempt();
		if (outcome.ok || tries === MOST_TRIES || !again(outcome.fault)) return outcome;
		const { retryAfter = 0 } = outcome.fault;
		const pause = limits.backoff * 2 ** (tries - 1);
		const wait = Math.max(pause, Math.min(retryAfter, LONGEST_RETRY_AFTER));
		if (clock.now() + wait > until) return outcome;
		await clock.sleep(wait);
		if (clock.signal?.aborted) return outcome;
	}
}
