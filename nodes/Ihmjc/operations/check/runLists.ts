import { readToEnd } from '../../readToEnd';
import { AnsweredList } from '../../results/AnsweredList';
import { failure, success, type Fault, type Outcome } from '../../service/Fault';
import type { Progress } from '../../service/query';
import type { Run } from '../run/Run';
import { fetchFile } from '../uploads/fetchFile';
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
	await follow(run, lists, { ...wait, maxWait: 0, until: 'answered' });
	const isStopped = lists.some((list) => list.state === 'failed' && stopsAt(list));

	const submissions = run.submissions();
	for (const list of lists) {
		if (list.isResumed) continue;
		const file = await listFile(LIST_NAME, list.numbers, { inAnyOrder: run.isTool });
		const submission = submissions.of(list.app.code, file.identity);
		// What an earlier try has sent is gone on with all the same: its upload ID belongs into the error.
		if (isStopped && submission.current.state === 'new') continue;
		const outcome = await submitList(run, submission, list.app, file);
		if (outcome.ok) {
			list.uploadId = outcome.value.uploadId;
			list.pointsLeft = outcome.value.pointsLeft;
		} else list.fault = outcome.fault;
	}
	if (!isStopped) await follow(run, lists, { ...wait, until: 'done' });
}

const isUnderWay = (list: CheckedList): list is CheckedList & { uploadId: string } =>
	list.state === 'pending';

/** Asks for every upload that is under way, and fetches the results of those that are done. */
async function follow(
	run: Run,
	lists: CheckedList[],
	settings: WaitSettings & { until: 'done' | 'answered' },
): Promise<void> {
	const open = lists.filter(isUnderWay);
	if (open.length === 0) return;
	const uploadIds = open.map(({ uploadId }) => uploadId);
	const waited = await waitForUploads(run, uploadIds, settings);
	if (run.clock.signal?.aborted) throw cancelledError(run, uploadIds, open[0].item);
	for (const list of open) {
		const { uploadId } = list;
		const upload = waited.get(uploadId);
		if (upload?.state === 'failed') list.fault = lostFault(list, upload.fault);
		if (upload?.state === 'timedOut' && upload.polls > 0) list.lastFault = upload.fault;
		if (upload?.state !== 'done' || !upload.answer.done) continue;
		const fetched = await fetchAnswers(run, list, uploadId, upload.answer);
		if (!fetched.ok) list.fault = lostFault(list, fetched.fault);
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

/** Both result lists, joined onto the list's numbers as they stream in. */
async function fetchAnswers(
	run: Run,
	list: CheckedList,
	uploadId: string,
	progress: Progress,
): Promise<Outcome<void>> {
	const answers = new AnsweredList(list.numbers);
	for (const file of ['activated', 'unregistered'] as const) {
		const fetched = await fetchFile(run, {
			uploadId,
			file,
			expected: progress[file],
			receive: readToEnd,
			onStart: () => answers.forget(file),
			onNumber: (number) => answers.set(number, file),
		});
		if (!fetched.ok) return failure(fetched.fault);
		if (!fetched.value.complete) list.isComplete = false;
	}
	list.answers = answers;
	list.checkedAt = new Date(run.clock.now()).toISOString();
	return success(undefined);
}
