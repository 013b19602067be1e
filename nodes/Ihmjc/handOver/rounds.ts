import type { Run } from '../run/Run';
import { MIN_DATABASE_PAUSE_MS, MIN_PAUSE_MS, nextDatabasePause } from '../uploads/pace';
import { type WaitedUpload, waitForUploads } from '../uploads/waitForUploads';
import type { HandOver, UploadNote } from './HandOver';

/**
 * A step must be short, because n8n returns the rows as they were if it is killed in it: a last query may take
 * half a minute more.
 */
const MAX_ROUND_MS = 15_000;

/** The state of each upload, which n8n keeps between steps. It starts with what was handed over. */
function notesOf(run: Run, { uploads }: HandOver): Record<string, UploadNote> {
	const store = run.context.getContext('flow');
	return (store.ihmjcWait ??= uploads) as Record<string, UploadNote>;
}

/** Collects the state of each upload for the hand-over. */
export function noteUploads(
	run: Run,
	waited: ReadonlyMap<string, WaitedUpload>,
): Record<string, UploadNote> {
	const notes: Record<string, UploadNote> = {};
	for (const [uploadId, { state, polls, ...ending }] of waited) {
		notes[uploadId] = {
			...run.statuses.get(uploadId),
			isTaken: run.statuses.isTaken(uploadId),
			polls,
			faults: 0,
			...('fault' in ending && ending.fault && { fault: ending.fault }),
			...(state === 'failed' && { isFailed: true }),
		};
	}
	return notes;
}

/** Starts the sub-workflow with what the node knew. */
export function startRounds(run: Run, handOver: HandOver): void {
	Object.assign(run.statuses.pace, handOver.pace);
	for (const [uploadId, note] of Object.entries(notesOf(run, handOver))) {
		const { askedAt, status, isTaken } = note;
		if (askedAt !== undefined) run.statuses.set(uploadId, askedAt, status);
		if (isTaken) run.statuses.noteTaken(uploadId);
	}
}

/** Asks once for every upload that isn't done. @returns how the wait for each stands */
export async function askRound(run: Run, handOver: HandOver): Promise<Map<string, WaitedUpload>> {
	const notes = notesOf(run, handOver);
	const isDone = (uploadId: string) => run.statuses.get(uploadId)?.status?.done === true;
	const askedAt = (uploadId: string) => run.statuses.get(uploadId)?.askedAt ?? 0;
	const open = Object.keys(notes)
		.filter((id) => !notes[id].isFailed && (notes[id].isAskedAgain || !isDone(id)))
		// Uploads that the last round had no time for come first.
		.sort((one, other) => askedAt(one) - askedAt(other));
	const faultsSoFar = new Map(open.map((uploadId) => [uploadId, notes[uploadId].faults]));
	const waited = await waitForUploads(run, open, {
		interval: handOver.interval,
		maxWait: MAX_ROUND_MS,
		until: 'newStatus',
		faultsSoFar,
	});
	for (const [uploadId, ending] of waited) {
		const note = notes[uploadId];
		note.polls += ending.polls;
		note.faults = faultsSoFar.get(uploadId) ?? 0;
		if (ending.state === 'done') {
			delete note.fault;
			delete note.isAskedAgain;
		} else if (ending.fault) note.fault = ending.fault;
		if (ending.state === 'failed') note.isFailed = true;
	}
	return new Map(
		Object.entries(notes).map(([id, note]) => [id, standing(run, handOver, id, note)]),
	);
}

function standing(
	run: Run,
	{ since }: HandOver,
	uploadId: string,
	{ polls, fault, isFailed }: UploadNote,
): WaitedUpload {
	const times = { polls, waited: run.clock.now() - since };
	const status = run.statuses.get(uploadId)?.status;
	if (isFailed && fault) return { state: 'failed', fault, ...times };
	if (status?.done) return { state: 'done', status, ...times };
	return { state: 'timedOut', status, fault, ...times };
}

/** Asks for these again in the next round, because their results weren't there. */
export function askAgain(run: Run, handOver: HandOver, uploadIds: string[]): void {
	const notes = notesOf(run, handOver);
	for (const uploadId of uploadIds) notes[uploadId].isAskedAgain = true;
}

/** When the next round is due; milliseconds since 1970. */
export function nextRoundAt(run: Run, handOver: HandOver): number {
	const { since, interval, deadline } = handOver;
	const now = run.clock.now();
	const pause = nextDatabasePause(now - since, interval);
	const dueAt = Object.entries(notesOf(run, handOver)).map(([uploadId, note]) => {
		const { askedAt = 0, status } = run.statuses.get(uploadId) ?? {};
		if (note.isAskedAgain) return now;
		return note.isFailed || status?.done ? Infinity : askedAt + pause;
	});
	// There may have been no time for all of them.
	const nextAt = Math.max(now + MIN_DATABASE_PAUSE_MS, Math.min(...dueAt));
	return Math.min(nextAt, Math.max(deadline, now));
}

/** Waits until 10 seconds after the last query, because the nodes after this one don't know of it and may ask at once. */
export async function keepDistance(run: Run, handOver: HandOver): Promise<void> {
	const askedAt = Object.keys(notesOf(run, handOver)).map(
		(uploadId) => run.statuses.get(uploadId)?.askedAt ?? 0,
	);
	const freeAt = Math.max(0, ...askedAt) + MIN_PAUSE_MS;
	const pause = Math.min(freeAt - run.clock.now(), MIN_PAUSE_MS);
	if (pause > 0) await run.clock.sleep(pause);
}
