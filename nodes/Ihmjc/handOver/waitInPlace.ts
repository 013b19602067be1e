import type { Run } from '../run/Run';
import type { WaitSettings } from '../uploads/fields';
import type { WaitedUpload } from '../uploads/waitForUploads';
import { memoryHint } from './handOverToDatabase';
import { FIRST_WAIT_MS, type WaitPlace } from './waitPlace';

interface WaitTimes {
	/** Milliseconds. */
	maxWait: number;
	/** Milliseconds left of Max Wait. */
	maxDelay: number;
	/** Whether a retry began after Max Wait, so that every upload is asked for once more. */
	isLastChance?: boolean;
}

interface Waiting {
	wait: (times: WaitTimes) => Promise<ReadonlyMap<string, WaitedUpload>>;
	/** Whether any upload isn't done. */
	isPending: (waited: ReadonlyMap<string, WaitedUpload>) => boolean;
	/** @returns whether the database has taken over the wait */
	handOver: (waited: ReadonlyMap<string, WaitedUpload>, deadline: number) => Promise<boolean>;
}

/**
 * Waits in memory, and hands over to the database when it is time.
 *
 * @returns whether it was handed over; then n8n ignores what the node returns now, and continues after the wait
 */
export async function waitInPlace(
	run: Run,
	{ maxWait }: Pick<WaitSettings, 'maxWait'>,
	{ inMemory, reason }: WaitPlace,
	{ wait, isPending, handOver }: Waiting,
): Promise<boolean> {
	const deadline = run.waitingSince + maxWait;
	const left = () => Math.max(0, deadline - run.clock.now());
	const start = run.clock.now();
	const isLastChance = run.waitingSince < start && deadline <= start;
	const waited = await wait({
		maxWait: Math.min(inMemory, left()),
		maxDelay: left(),
		isLastChance,
	});
	if (inMemory < Infinity && isPending(waited) && left() > 0) {
		if (await handOver(waited, deadline)) return true;
		await wait({ maxWait: left(), maxDelay: left() });
	}
	if (reason && run.clock.now() - start > FIRST_WAIT_MS) memoryHint(run, reason);
	return false;
}
