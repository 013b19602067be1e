import type { Run } from '../run/Run';
import type { Fault } from '../service/Fault';
import { type Progress, query } from '../service/query';
import { type Asker, drive } from './drive';
import type { WaitSettings } from './fields';
import { type Poll, type Polled, startPoll } from './poll';

/** How the wait for an upload stands or ended, and what it took. */
export type WaitedUpload = {
	/** Queries that were sent for it. */
	polls: number;
	/** Milliseconds. */
	waited: number;
} & (
	| { state: 'done'; status: Progress }
	| { state: 'failed'; fault: Fault }
	/** Has the last known status, and the fault of the last query if no later one succeeded. */
	| { state: 'timedOut' | 'canceled'; status?: Progress; fault?: Fault }
);

interface Settings extends Pick<WaitSettings, 'interval' | 'maxWait'> {
	until: Poll['until'];
	isLastChance?: boolean;
}

/** Starts a wait that ends after Max Wait. */
export function pollOf(
	run: Run,
	uploadIds: Iterable<string>,
	{ interval, maxWait, until, isLastChance }: Settings,
): Poll {
	const now = run.clock.now();
	const deadline = now + maxWait;
	const grace = run.limits.responseTimeout;
	const jitter = run.random();
	const settings = { interval, deadline, grace, until, isLastChance, jitter };
	return startPoll(uploadIds, settings, (id) => run.known.of(id), now);
}

/** What a wait needs of a run. */
export const askerOf = async (run: Run): Promise<Asker> => ({
	clock: run.clock,
	known: run.known,
	pace: await run.pace(),
	ask: async (uploadId) => await query(run, uploadId),
});

/** Waits for uploads together, and returns how the wait for each ended. */
export async function waitForUploads(
	run: Run,
	uploadIds: Iterable<string>,
	settings: Settings,
): Promise<ReadonlyMap<string, WaitedUpload>> {
	const poll = pollOf(run, uploadIds, settings);
	await drive(await askerOf(run), poll);
	return waitedUploads(run, poll);
}

/** How the wait for each upload stands. */
export const waitedUploads = (run: Run, { uploads, since }: Poll): Map<string, WaitedUpload> =>
	new Map(
		uploads.map((upload) => {
			const waited = upload.ended ? upload.waited : run.clock.now() - since;
			return [upload.uploadId, standing(upload, waited, run.clock.signal?.aborted)];
		}),
	);

function standing(
	{ ended, status, fault, polls }: Polled,
	waited: number,
	isCanceled = false,
): WaitedUpload {
	// It may be asked for again, because its result isn't there yet.
	const isDone = ended === 'done' || (ended === undefined && status?.done);
	if (isDone && status) return { state: 'done', status, polls, waited };
	if (ended === 'failed' && fault) return { state: 'failed', fault, polls, waited };
	return { state: isCanceled ? 'canceled' : 'timedOut', status, fault, polls, waited };
}
