import type { Run } from '../run/Run';
import type { Fault } from '../service/Fault';
import type { Progress } from '../service/query';
import { drive } from './drive';
import { canceledError } from './errors';
import type { FetchTime } from './fetchFile';
import { fetchResults } from './fetchResults';
import { doneStatus, type Poll, type Polled, uploadsById } from './poll';
import { isPending, type Part, type PendingPart, uploadIdsOf } from './Part';

/**
 * Waits for pending parts, then fetches the results of those that are done.
 *
 * @param deadline Milliseconds since 1970, after which missing results aren't requested again.
 */
export async function followParts(
	run: Run,
	parts: readonly Part[],
	poll: Poll,
	deadline: number,
): Promise<void> {
	const pending = parts.filter(isPending);
	if (pending.length === 0) return;
	await drive(run, poll);
	// Downloads may exceed Max Wait by one response.
	const end = Math.max(deadline, run.clock.now()) + run.limits.responseTimeout;
	await settleParts(run, pending, uploadsById(run, poll), deadline, { begin: end, end });
}

/**
 * Notes how the wait for each part ended, and fetches the results of those that are done.
 *
 * @param deadline Milliseconds since 1970, after which missing results aren't requested again.
 */
export async function settleParts(
	run: Run,
	pending: readonly PendingPart[],
	waited: ReadonlyMap<string, Polled>,
	deadline: number,
	time: FetchTime,
): Promise<void> {
	const done = new Map<PendingPart, Progress>();
	for (const part of pending) {
		const polled = waited.get(part.uploadId);
		const progress = doneStatus(polled);
		if (progress) done.set(part, progress);
		else if (polled?.ended === 'failed' && polled.fault) {
			part.state = { kind: 'failed', fault: goneFault(part, polled.fault) };
		} else part.state = { kind: 'pending', fault: polled?.fault };
	}
	if (!run.clock.signal?.aborted) await fetchResults(run, done, deadline, time);
	if (run.clock.signal?.aborted) {
		throw canceledError(run, uploadIdsOf(pending), pending[0].items[0]);
	}
}

/** Adds how to stop resuming an upload that is gone. */
function goneFault({ paid, coverage }: Part, fault: Fault): Fault {
	if (fault.kind !== 'refused' || paid) return fault;
	const how =
		coverage === 'maybe' ? "remove the ID from 'Resume Uploads'" : 'clear their result fields';
	return {
		...fault,
		advice: `${fault.advice} To check its rows again, ${how}. You will be charged again.`,
	};
}
