import type { Fault } from '../../service/Fault';
import type { Run } from '../run/Run';
import { fetchResults, type WantedResult } from '../uploads/fetchResults';
import { LIST_NAME, listFile } from '../uploads/ListFile';
import { submitList } from '../uploads/submitList';
import { cancelledError } from '../uploads/waitError';
import { waitForUploads } from '../uploads/waitForUploads';
import type { WaitSettings } from '../uploads/waitOptions';
import type { CheckedList } from './CheckedList';

/**
 * Sends every list that isn't under way, waits for all together, and fetches what is done.
 *
 * What is under way comes first, for that is free: if it turns out to have failed and `stopsAt` says so, nothing is sent.
 */
export async function runLists(
	run: Run,
	lists: CheckedList[],
	wait: WaitSettings,
	stopsAt: (list: CheckedList) => boolean,
): Promise<void> {
	await follow(run, lists, { ...wait, maxWait: 0, maxDelay: wait.maxWait, until: 'answered' });
	const isStopped = lists.some((list) => list.state === 'failed' && stopsAt(list));

	const submissions = run.submissions();
	for (const list of lists) {
		if (list.isResumed) continue;
		const file = await listFile(LIST_NAME, list.numbers, { inAnyOrder: run.isTool });
		const submission = submissions.of(list.app.code, file.identity);
		// What an earlier try has sent is gone on with all the same: its upload ID belongs into the error.
		if (isStopped && submission.current.state === 'new') continue;
		const outcome = await submitList(run, submission, list.app, file);
		if (outcome.ok) list.uploadId = outcome.value;
		else list.fault = outcome.fault;
	}
	if (!isStopped) await follow(run, lists, { ...wait, maxDelay: wait.maxWait, until: 'done' });
}

const isUnderWay = (list: CheckedList): list is CheckedList & { uploadId: string } =>
	list.state === 'pending';

/** Asks for every upload that is under way, and fetches the results of those that are done. */
async function follow(
	run: Run,
	lists: CheckedList[],
	settings: WaitSettings & { maxDelay: number; until: 'done' | 'answered' },
): Promise<void> {
	const open = lists.filter(isUnderWay);
	if (open.length === 0) return;
	const deadline = run.clock.now() + settings.maxDelay;
	const uploadIds = open.map(({ uploadId }) => uploadId);
	const waited = await waitForUploads(run, uploadIds, settings);
	if (run.clock.signal?.aborted) throw cancelledError(run, uploadIds, open[0].item);
	const done: Array<WantedResult & { list: CheckedList }> = [];
	for (const list of open) {
		const { uploadId, numbers, isResumed } = list;
		const upload = waited.get(uploadId);
		if (upload?.state === 'failed') list.fault = lostFault(list, upload.fault);
		if (upload?.state === 'timedOut' && upload.polls > 0) list.lastFault = upload.fault;
		if (upload?.state !== 'done' || !upload.answer.done) continue;
		done.push({ list, uploadId, numbers, isResumed, progress: upload.answer });
	}
	const results = await fetchResults(run, done, deadline);
	if (run.clock.signal?.aborted) throw cancelledError(run, uploadIds, open[0].item);
	for (const [index, result] of results.entries()) {
		const { list } = done[index];
		if (result.ok) Object.assign(list, result);
		else list.fault = result.fault;
	}
}

/** A row goes on with the upload it brings along for ever, unless somebody tells it not to. */
function lostFault({ isResumed }: CheckedList, fault: Fault): Fault {
	if (fault.kind !== 'refused' || !isResumed) return fault;
	return {
		...fault,
		advice: `${fault.advice} To check such rows anew, and pay anew, empty their result fields first.`,
	};
}
