import { judge, type Judgment, type Lists, type ListStatus, NO_VERDICTS } from '../results/judge';
import { ResultList } from '../results/ResultList';
import { counted } from '../run/hints';
import type { Run } from '../run/Run';
import type { Fault } from '../service/Fault';
import type { Progress } from '../service/query';
import { readToEnd } from '../util/streams';
import { fetchFile, type FetchTime, mayComeLater, TIME_IS_UP } from './fetchFile';
import { fetchUntilComplete } from './fetchUntilComplete';
import type { PendingPart } from './Part';

const FILES = ['activated', 'unregistered'] as const;

/**
 * Downloads both lists of every part that is done and judges them, until they say everything. That is the part's new state.
 *
 * @param deadline Milliseconds since 1970, after which nothing is requested again.
 */
export async function fetchResults(
	run: Run,
	done: ReadonlyMap<PendingPart, Progress>,
	deadline: number,
	time: FetchTime,
): Promise<void> {
	const jobs = [...done].map(([part, progress]) => resultJob(run, part, progress, time));
	await fetchUntilComplete(run, jobs, deadline);
	const strangers = jobs.reduce((sum, job) => sum + job.strangers(), 0);
	if (strangers > 0) run.hints.warning(strangersHint(strangers));
	for (const job of jobs) job.settle();
}

/** Leaves room for columns, UTF-16 and repeated numbers. */
const MAX_BYTES_PER_NUMBER = 500;

/** A list may have this many unknown numbers, even if the query counts fewer, because it may count late. */
const MIN_NUMBERS = 10_000;

/** The lines of a longer list aren't kept. So many take 1 MB. */
const MAX_KEPT_LINES = 100_000;

/** Makes a job that reads both lists of a part. It keeps each as it was read last. */
function resultJob(run: Run, part: PendingPart, progress: Progress, time: FetchTime) {
	const { uploadId, numbers, coverage } = part;
	const lists: Lists = {};
	const lines: Record<ListStatus, number[]> = { activated: [], unregistered: [] };
	let judgment: Judgment = { verdicts: NO_VERDICTS, answered: 0, isComplete: false };
	// Why a list couldn't be read the last time.
	let fault: Fault | undefined;

	return { uploadId, progress, fetch, settle, strangers };

	/**
	 * Reads both lists as they are now. Complete ones aren't downloaded twice in one execution.
	 *
	 * @returns whether nothing more will come
	 */
	async function fetch(now: Progress, isFirst: boolean): Promise<boolean> {
		if (recall(now)) {
			fault = undefined;
			return true;
		}
		fault = await read('activated', now, isFirst);
		fault = await read('unregistered', now, isFirst, fault);
		judgment = judge(numbers.size, coverage, now, lists);
		const isKept = (file: ListStatus) =>
			lists[file]?.isSettled && lines[file].length <= MAX_KEPT_LINES;
		if (judgment.isComplete && FILES.every(isKept)) run.known.keepLists(uploadId, lines);
		return judgment.isComplete || (fault !== undefined && !mayComeLater(fault));
	}

	/** Reads a list, and returns why it or the one before couldn't be read. */
	async function read(file: ListStatus, now: Progress, isFirst: boolean, before?: Fault) {
		// After "too fast", the other list has to wait too.
		if (before && (!mayComeLater(before) || before.status === 429)) return before;
		const { [file]: expected, activated = 0, unregistered = 0 } = now;
		const others = coverage === 'whole' ? 0 : Math.max(activated + unregistered, MIN_NUMBERS);
		let list: ResultList | undefined;
		let itsLines: number[] = [];
		const fetched = await fetchFile(run, {
			uploadId,
			file,
			expected,
			maxBytes: run.limits.envelopeBytes + Math.max(numbers.size, others) * MAX_BYTES_PER_NUMBER,
			// After the first list has failed, that isn't likely to help.
			isRepeated: isFirst && !before,
			time,
			receive: readToEnd,
			inspect: () => {
				itsLines = [];
				const onNumber = (number: number) => {
					if (itsLines.length <= MAX_KEPT_LINES) itsLines.push(number);
				};
				return (list = new ResultList(numbers, coverage, { expected, onNumber }));
			},
		});
		// An earlier download is better than one that was cut off, and that is better than none.
		if (fetched.ok || (list && !list.isRead && !lists[file])) {
			lists[file] = list;
			lines[file] = itsLines;
		}
		return before ?? (fetched.ok ? undefined : fetched.fault);
	}

	/** Takes the lists from an earlier download of this execution, if they say everything. */
	function recall(now: Progress): boolean {
		const kept = run.known.listsOf(uploadId);
		if (!kept) return false;
		for (const file of FILES) {
			const list = new ResultList(numbers, coverage, { expected: now[file] });
			for (const number of kept[file]) list.add(number);
			list.end('announced');
			lists[file] = list;
		}
		judgment = judge(numbers.size, coverage, now, lists);
		return judgment.isComplete;
	}

	/** Counts lines with numbers that were never sent. */
	function strangers(): number {
		if (coverage !== 'whole') return 0;
		return FILES.reduce((sum, file) => sum + (lists[file]?.strangers ?? 0), 0);
	}

	function settle(): void {
		if (fault === TIME_IS_UP) part.state = { kind: 'pending', fault };
		else if (!fault || judgment.answered > 0) {
			const checkedAt = run.clock.date().toISOString();
			part.state = { kind: 'done', result: { ...judgment, checkedAt } };
		} else {
			// The upload exists and is done, so a refused download doesn't mean that it is gone.
			const kind = fault.kind === 'refused' ? 'noAnswer' : fault.kind;
			part.state = { kind: 'failed', fault: { ...fault, kind } };
		}
	}
}

const strangersHint = (count: number) =>
	`${counted(count, 'line of the result lists was', 'lines of the result lists were')} ignored, because ${count === 1 ? 'its number was' : 'their numbers were'} not sent in this form.`;
