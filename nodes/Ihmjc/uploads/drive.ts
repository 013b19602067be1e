import type { Outcome } from '../service/Fault';
import type { Pace, Turn } from '../service/Pace';
import type { Progress } from '../service/query';
import type { KnownUploads } from '../state/KnownUploads';
import type { Clock } from '../util/clock';
import { apply, isOpen, isTooFast, next, type Poll, type Polled, type Response } from './poll';

/** What a wait needs to ask for uploads. */
export interface Asker {
	clock: Clock;
	known: KnownUploads<Progress>;
	pace: Pace;
	/** Sends one query. It never throws, and repeats nothing by itself. */
	ask: (uploadId: string) => Promise<Outcome<Progress>>;
}

/**
 * Asks for one upload after another until every one has ended or the time is up. Simultaneous waits share their queries, and all executions
 * of the process share the account's pace.
 *
 * @param end Stops before this time, without a sleep until then; milliseconds since 1970.
 */
export async function drive(asker: Asker, poll: Poll, end = Infinity): Promise<void> {
	const { clock, known, pace } = asker;
	const open = () => poll.uploads.filter(isOpen);
	while (!clock.signal?.aborted) {
		for (const upload of open()) {
			const news = newsOf(asker, upload);
			if (news) apply(poll, upload, news, clock.now());
		}
		if (open().length === 0) return;
		const now = clock.now();
		const due = next(poll, now, pace.freeAt);
		if (!due) {
			if (end === Infinity) await clock.sleep(Math.max(0, poll.deadline - now));
			return;
		}
		const { upload, at } = due;
		if (Math.max(at, now) > end) return;
		if (at > now) {
			await clock.sleep(at - now);
			continue;
		}
		let asking = known.askedNow<Response>(upload.uploadId);
		if (!asking) {
			const isWanted = () => !newsOf(asker, upload) && !known.askedNow(upload.uploadId);
			const turn = await pace.turn(clock, Math.min(due.end, end), isWanted);
			if (!turn) {
				if (isWanted()) return;
				continue;
			}
			asking = known.ask(upload.uploadId, async () => await ask(asker, upload, turn));
		}
		const response = await asking;
		if (!clock.signal?.aborted) apply(poll, upload, response, clock.now());
	}
}

/** Sends a query, and adapts the pace to the response. */
async function ask(asker: Asker, upload: Polled, { isTooSoon }: Turn): Promise<Response> {
	const { clock, known, pace } = asker;
	const askedAt = clock.now();
	const outcome = await asker.ask(upload.uploadId);
	const response = { outcome, askedAt, isTooSoon };
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

/** Returns the response to the last query, if another wait has sent that since this one asked. */
function newsOf({ known }: Asker, { uploadId, askedAt = -Infinity }: Polled): Response | undefined {
	const response = known.lastResponse<Response>(uploadId);
	return response && response.askedAt > askedAt ? response : undefined;
}
