import type { Run } from '../run/Run';
import { MIN_PAUSE_MS } from '../service/Pace';
import { drive } from '../uploads/drive';
import { isOpen, type Polled, uploadsById, wake } from '../uploads/poll';
import { MINUTE_MS } from '../util/values';
import type { HandOver } from './HandOver';

/** Milliseconds. Once a minute, n8n looks for executions whose wait in the database is over. */
export const MIN_DATABASE_PAUSE_MS = MINUTE_MS;

/**
 * A step must be short, because n8n returns the rows as they were if it is killed in it: a last query may take
 * half a minute more.
 */
export const MAX_ROUND_MS = 15_000;

/**
 * Queries every upload that is due once.
 *
 * @returns how the wait for each stands; `undefined` if any isn't done before the time is up
 */
export async function askRound(
	run: Run,
	{ poll }: HandOver,
): Promise<ReadonlyMap<string, Polled> | undefined> {
	const now = run.clock.now();
	wake(poll, now);
	for (const { uploadId, askedAt, status, isKnown } of poll.uploads) {
		Object.assign(run.known.of(uploadId), { askedAt, status, isAccepted: isKnown });
	}
	const isLast = now >= poll.deadline;
	// n8n is up to a minute late. Within 10 seconds, no upload is queried twice.
	if (isLast) poll.deadline = now + MIN_PAUSE_MS - 1;
	await drive(run, poll, now + MAX_ROUND_MS);
	const isOver = isLast || run.clock.now() >= poll.deadline;
	return isOver || !poll.uploads.some(isOpen) ? uploadsById(run, poll) : undefined;
}

/** Queries these again in the next round, because their results weren't available. */
export function askAgain(run: Run, { poll }: HandOver, uploadIds: readonly string[]): void {
	for (const upload of poll.uploads) {
		if (!uploadIds.includes(upload.uploadId)) continue;
		delete upload.ended;
		upload.nextAt = run.clock.now();
	}
}

/** Plans the next round. @returns when it is due; milliseconds since 1970 */
export async function planRound(run: Run, { poll }: HandOver): Promise<number> {
	const { uploads, deadline } = poll;
	const pace = await run.pace();
	const now = run.clock.now();
	const earliest = now + MIN_DATABASE_PAUSE_MS;
	const dueAt = Math.min(...uploads.filter(isOpen).map(({ nextAt }) => nextAt));
	// What is due earlier, perhaps because there was no time for it, gets a turn of its own.
	const nextAt = dueAt > earliest ? dueAt : pace.book(earliest);
	return (poll.wakeAt = Math.min(nextAt, Math.max(deadline, now)));
}

/** Waits until 10 seconds after the last query, because the nodes after this one don't know of it and may query at once. */
export async function keepDistance(run: Run, { poll }: HandOver): Promise<void> {
	const askedAt = poll.uploads.map((upload) => upload.askedAt ?? 0);
	const pause = Math.max(0, ...askedAt) + MIN_PAUSE_MS - run.clock.now();
	if (pause > 0) await run.clock.sleep(pause);
}
