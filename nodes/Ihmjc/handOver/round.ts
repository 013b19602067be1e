import type { Run } from '../run/Run';
import { MIN_PAUSE_MS } from '../service/Pace';
import { drive } from '../uploads/drive';
import { isOpen, moveToPresent, type Poll } from '../uploads/poll';
import { askerOf, type WaitedUpload, waitedUploads } from '../uploads/waitForUploads';
import { MINUTE_MS } from '../util/values';
import type { HandOver } from './HandOver';

/** Milliseconds. Once a minute, n8n looks for executions whose wait in the database is over. */
export const MIN_DATABASE_PAUSE_MS = MINUTE_MS;

/**
 * A step must be short, because n8n returns the rows as they were if it is killed in it: a last query may take
 * half a minute more.
 */
const MAX_ROUND_MS = 15_000;

/** The state of the wait, which n8n keeps between steps. It starts with what was handed over. */
function pollIn(run: Run, { poll: handedOver }: HandOver): Poll {
	const store = run.context.getContext('flow');
	const isFirst = store.ihmjcWait === undefined;
	const poll = (store.ihmjcWait ??= handedOver) as Poll;
	if (isFirst) {
		for (const { uploadId, askedAt, status, isKnown } of poll.uploads) {
			Object.assign(run.known.of(uploadId), { askedAt, status, isAccepted: isKnown });
		}
	}
	moveToPresent(poll, run.clock.now());
	return poll;
}

/**
 * Asks once for every upload that is due.
 *
 * @returns how the wait for each stands; `undefined` if any isn't done before the time is up
 */
export async function askRound(
	run: Run,
	handOver: HandOver,
): Promise<ReadonlyMap<string, WaitedUpload> | undefined> {
	const poll = pollIn(run, handOver);
	await drive(await askerOf(run), poll, run.clock.now() + MAX_ROUND_MS);
	const isOver = run.clock.now() >= poll.deadline;
	return isOver || !poll.uploads.some(isOpen) ? waitedUploads(run, poll) : undefined;
}

/** Asks for these again in the next round, because their results weren't there. */
export function askAgain(run: Run, handOver: HandOver, uploadIds: readonly string[]): void {
	for (const upload of pollIn(run, handOver).uploads) {
		if (!uploadIds.includes(upload.uploadId)) continue;
		delete upload.ended;
		upload.nextAt = run.clock.now();
	}
}

/** When the next round is due; milliseconds since 1970. */
export function nextRoundAt(run: Run, handOver: HandOver): number {
	const { uploads, deadline } = pollIn(run, handOver);
	const now = run.clock.now();
	const dueAt = Math.min(...uploads.filter(isOpen).map(({ nextAt }) => nextAt));
	// There may have been no time for all of them.
	const nextAt = Math.max(now + MIN_DATABASE_PAUSE_MS, dueAt);
	return Math.min(nextAt, Math.max(deadline, now));
}

/** Waits until 10 seconds after the last query, because the nodes after this one don't know of it and may ask at once. */
export async function keepDistance(run: Run, handOver: HandOver): Promise<void> {
	const askedAt = pollIn(run, handOver).uploads.map((upload) => upload.askedAt ?? 0);
	const pause = Math.max(0, ...askedAt) + MIN_PAUSE_MS - run.clock.now();
	if (pause > 0) await run.clock.sleep(pause);
}
