import type { Run } from '../run/Run';
import type { Progress } from '../service/query';
import { SECOND_MS } from '../util/values';
import { waitForUploads } from './drive';
import { doneStatus } from './poll';

/** Pauses between requests for a result that isn't available yet. */
const PAUSES_MS = [10, 20, 25, 30, 30].map((seconds) => seconds * SECOND_MS);

/** Milliseconds after its first request in which a result may still become available. */
const MAX_DELAY_MS = 120 * SECOND_MS;

/** Until when a result is requested again; milliseconds since 1970. */
export function lastFetchAt({ known, clock }: Run, uploadId: string): number {
	const upload = known.of(uploadId);
	// A time in the future is from another process.
	upload.fetchedAt = Math.min(upload.fetchedAt ?? Infinity, clock.now());
	return upload.fetchedAt + MAX_DELAY_MS;
}

/** A finished upload whose result is wanted. */
export interface ResultJob {
	uploadId: string;
	progress: Progress;
	/**
	 * Fetches the result as it is now.
	 *
	 * @param isFirst Whether to repeat a failed download at once. Later ones are repeated by `fetchUntilComplete`.
	 * @returns whether the result is final: nothing is missing, or nothing more will come
	 */
	fetch(progress: Progress, isFirst: boolean): Promise<boolean>;
}

/**
 * Fetches results until they are complete. The counts and lists of an upload may be late when it is done, so both are requested again, up
 * to five times within two minutes of the first time in this execution.
 *
 * @param deadline Milliseconds since 1970, after which nothing is requested again.
 */
export async function fetchUntilComplete(
	run: Run,
	jobs: ResultJob[],
	deadline = Infinity,
): Promise<void> {
	let open = jobs;
	for (let tries = 0; ; tries++) {
		const missing: ResultJob[] = [];
		const pause = PAUSES_MS.at(tries) ?? Infinity;
		for (const job of open) {
			const end = lastFetchAt(run, job.uploadId);
			if (run.clock.signal?.aborted) return;
			const isThere = await job.fetch(job.progress, tries === 0);
			const nextAt = run.clock.now() + pause;
			if (!isThere && nextAt <= Math.min(end, deadline)) missing.push(job);
		}
		if (missing.length === 0) return;
		await run.clock.sleep(pause);
		const maxWait = Math.min(MAX_DELAY_MS, deadline - run.clock.now());
		const waited = await waitForUploads(
			run,
			missing.map(({ uploadId }) => uploadId),
			{ interval: 0, maxWait, until: 'newStatus' },
		);
		for (const job of missing) job.progress = doneStatus(waited.get(job.uploadId)) ?? job.progress;
		open = missing;
	}
}
