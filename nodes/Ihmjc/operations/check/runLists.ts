import type { Progress } from '../../service/query';
import { AnsweredList } from '../../results/AnsweredList';
import { failure, success, type Fault, type Outcome } from '../../service/Fault';
import { fetchFile } from '../fetchFile';
import { LIST_NAME, listFile } from '../ListFile';
import { readToEnd } from '../readToEnd';
import type { Run } from '../Run';
import { submitList } from '../submitList';
import { waitForUploads } from '../waitForUploads';
import { waitError } from '../waitError';
import type { WaitSettings } from '../waitOptions';
import type { CheckedList } from './CheckedList';

/** Sends every list that isn't under way, waits for all together, and fetches what is done. */
export async function runLists(run: Run, lists: CheckedList[], wait: WaitSettings): Promise<void> {
	const submissions = run.submissions();
	for (const list of lists) {
		if (list.isResumed) continue;
		const file = await listFile(LIST_NAME, list.numbers);
		const outcome = await submitList(run, submissions, list.app, file);
		if (outcome.ok) list.uploadId = outcome.value;
		else list.fault = outcome.fault;
	}

	const sent = lists.filter(({ uploadId }) => uploadId !== undefined);
	const waited = await waitForUploads(
		run,
		sent.map(({ uploadId }) => uploadId as string),
		{ ...wait, until: 'done' },
	);
	for (const list of sent) {
		const uploadId = list.uploadId as string;
		const upload = waited.get(uploadId);
		if (upload?.state === 'cancelled') throw waitError(run, uploadId, upload, list.item);
		if (upload?.state === 'failed') list.fault = lostFault(list, upload.fault);
		if (upload?.state === 'timedOut') list.lastFault = upload.fault;
		if (upload?.state !== 'done') continue;
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
