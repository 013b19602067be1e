import type { Run } from '../run/Run';
import type { Turn } from '../service/Pace';
import {
	apply,
	isOpen,
	isTooFast,
	next,
	type Poll,
	type Polled,
	type PollSettings,
	type Response,
	uploadsById,
	startPoll,
} from './poll';

/** The parts of a run that a wait needs. */
export type Asker = Pick<Run, 'clock' | 'known' | 'pace' | 'ask'>;

/** Waits for uploads together, and returns how the wait for each ended. */
export async function waitForUploads(
	run: Run,
	uploadIds: Iterable<string>,
	settings: PollSettings,
): Promise<ReadonlyMap<string, Polled>> {
	const poll = startPoll(run, uploadIds, settings);
	await drive(run, poll);
	return uploadsById(run, poll);
}

/**
 * Queries one upload after another until all have ended or the time is up. Simultaneous waits share their queries, and all executions
 * of the process share the account's pace.
 *
 * @param end Stops before this time, without a sleep until then; milliseconds since 1970.
 */
export async function drive(run: Asker, poll: Poll, end = Infinity): Promise<void> {
	const { clock, known } = run;
	const pace = await run.pace();
	const open = () => poll.uploads.filter(isOpen);
	let servedAt = -Infinity;
	while (!clock.signal?.aborted) {
		for (const upload of open()) {
			const news = newsOf(upload);
			if (news) apply(poll, upload, news, clock.now());
		}
		if (open().length === 0) return;
		const now = clock.now();
		const due = next(poll, now, pace.freeAt);
		if (!due) {
			if (end === Infinity) await clock.sleep(Math.max(0, poll.deadline - now));
			return;
		}
		const { upload } = due;
		if (Math.max(upload.nextAt, now) > end) return;
		if (upload.nextAt > now) {
			await clock.sleep(upload.nextAt - now);
			continue;
		}
		const query = known.unsavedOf<Response>(upload.uploadId);
		const isWanted = () => !newsOf(upload) && !query.inFlight;
		if (isWanted()) {
			// A wait with many uploads that are due doesn't go before all others each time.
			const dueAt = Math.max(upload.nextAt, servedAt);
			const turn = await pace.turn(clock, dueAt, Math.min(due.end, end), isWanted);
			if (!turn && isWanted()) return;
			if (turn) {
				servedAt = clock.now();
				query.inFlight = ask(upload, turn).finally(() => delete query.inFlight);
			}
		}
		const response = await query.inFlight;
		if (response && !clock.signal?.aborted) apply(poll, upload, response, clock.now());
	}

	/** Sends a query, and adapts the pace to the response. */
	async function ask(upload: Polled, { isTooSoon }: Turn): Promise<Response> {
		const askedAt = clock.now();
		const outcome = await run.ask(upload.uploadId);
		const response = { outcome, askedAt, isTooSoon };
		known.unsavedOf<Response>(upload.uploadId).response = response;
		if (clock.signal?.aborted) return response;
		upload.polls++;
		const upToDate = known.of(upload.uploadId);
		upToDate.askedAt = askedAt;
		if (outcome.ok) {
			upToDate.status = outcome.value;
			pace.speedUp(clock.now());
		} else if (isTooFast(upload, response)) pace.slowDown(clock.now(), outcome.fault.retryAfter);
		return response;
	}

	/** Returns the response to the last query, if another wait sent it after this one's last. */
	function newsOf({ uploadId, askedAt = -Infinity }: Polled): Response | undefined {
		const { response } = known.unsavedOf<Response>(uploadId);
		return response && response.askedAt > askedAt ? response : undefined;
	}
}
