import type { Outcome } from '../service/Fault';
import { MIN_PAUSE_MS, type Pace } from '../service/Pace';
import type { Progress } from '../service/query';
import type { KnownUploads } from '../state/KnownUploads';
import type { Clock } from '../util/clock';
import { apply, isOpen, isTooFast, next, type Poll, type Polled } from './poll';

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
	while (open().length > 0 && !clock.signal?.aborted) {
		for (const upload of open()) hearOf(asker, poll, upload);
		if (open().length === 0) return;
		const due = next(poll, pace.freeAt);
		if (!due) {
			if (end === Infinity) await clock.sleep(Math.max(0, poll.deadline - clock.now()));
			return;
		}
		const { upload, at } = due;
		const last = Math.min(due.end, end);
		if (at > clock.now()) {
			if (at > last) return;
			await clock.sleep(at - clock.now());
			continue;
		}
		const asking = known.askedNow<Outcome<Progress>>(upload.uploadId);
		if (asking) {
			const askedAt = clock.now();
			const outcome = await asking;
			if (clock.signal?.aborted) return;
			apply(poll, upload, { outcome, askedAt, isOwn: false, isTooSoon: false }, clock.now());
			continue;
		}
		const isWanted = () => !hasNews(asker, upload) && !known.askedNow(upload.uploadId);
		const turn = await pace.turn(clock, last, isWanted);
		if (!turn) {
			if (isWanted()) return;
			continue;
		}
		const askedAt = clock.now();
		const outcome = await known.ask(upload.uploadId, async () => await ask(asker, upload.uploadId));
		if (clock.signal?.aborted) return;
		const response = { outcome, askedAt, isOwn: true, ...turn };
		if (outcome.ok) pace.speedUp();
		else if (isTooFast(upload, response)) pace.slowDown(clock.now(), outcome.fault.retryAfter);
		apply(poll, upload, response, clock.now());
	}
}

async function ask(asker: Asker, uploadId: string): Promise<Outcome<Progress>> {
	const { clock } = asker;
	const askedAt = clock.now();
	const outcome = await asker.ask(uploadId);
	if (clock.signal?.aborted) return outcome;
	const known = asker.known.of(uploadId);
	known.askedAt = askedAt;
	if (outcome.ok) known.status = outcome.value;
	return outcome;
}

/** Whether another wait has asked for an upload since this one did. */
function hasNews({ known }: Asker, { uploadId, askedAt = -Infinity }: Polled): boolean {
	return (known.of(uploadId).askedAt ?? -Infinity) > askedAt;
}

/** Takes over what another wait has found out. */
function hearOf(asker: Asker, poll: Poll, upload: Polled): void {
	if (!hasNews(asker, upload)) return;
	const { askedAt = 0, status } = asker.known.of(upload.uploadId);
	upload.askedAt = askedAt;
	upload.nextAt = Math.max(upload.nextAt, askedAt + MIN_PAUSE_MS);
	if (!status) return;
	const outcome = { ok: true, value: status } as const;
	const response = { outcome, askedAt, isOwn: false, isTooSoon: false };
	apply(poll, upload, response, asker.clock.now());
}
