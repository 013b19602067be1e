import type { Run } from '../run/Run';
import type { WaitSettings } from '../uploads/fields';
import { type Poll, startPoll } from '../uploads/poll';
import { memoryHint } from './handOverToDatabase';
import { FIRST_WAIT_MS, type WaitPlace } from './waitPlace';

interface Waiting {
	/** Waits until every upload has ended or the poll's time is up. */
	wait: (poll: Poll, deadline: number) => Promise<void>;
	/** Whether any upload isn't done. */
	isPending: (poll: Poll) => boolean;
	/** @returns whether the database has taken over the wait */
	handOver: (poll: Poll) => Promise<boolean>;
}

/**
 * Waits in memory, and hands over to the database when it is time.
 *
 * @returns how it stands; `undefined` if the database has taken over, so that n8n ignores what the node returns now
 */
export async function waitInPlace(
	run: Run,
	uploadIds: readonly string[],
	{ interval, maxWait }: WaitSettings,
	{ inMemory, reason }: WaitPlace,
	{ wait, isPending, handOver }: Waiting,
): Promise<Poll | undefined> {
	const start = run.clock.now();
	const deadline = run.waitingSince + maxWait;
	const left = () => Math.max(0, deadline - run.clock.now());
	const poll = startPoll(run, uploadIds, {
		interval,
		maxWait: Math.min(inMemory, left()),
		until: 'done',
		isLastChance: run.waitingSince < start && deadline <= start,
	});
	await wait(poll, deadline);
	if (inMemory < Infinity && isPending(poll) && left() > 0) {
		poll.deadline = deadline;
		if (await handOver(poll)) return undefined;
		await wait(poll, deadline);
	}
	if (reason && run.clock.now() - start > FIRST_WAIT_MS) memoryHint(run, reason);
	return poll;
}
