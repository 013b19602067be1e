import type { NumberList } from '../numbers/NumberList';
import { judge, type Judgment, type Lists, type ListStatus, NO_VERDICTS } from '../results/judge';
import { type Coverage, ResultList } from '../results/ResultList';
import { counted } from '../run/hints';
import type { Run } from '../run/Run';
import type { Fault } from '../service/Fault';
import type { Progress } from '../service/query';
import { type ListLines, ListMemory } from '../state/ListMemory';
import { readToEnd } from '../util/streams';
import { fetchFile, type FetchTime, mayComeLater, TIME_IS_UP } from './fetchFile';
import { fetchUntilComplete } from './fetchUntilComplete';

/** A finished upload and the numbers that are asked for. */
export interface WantedResult {
	uploadId: string;
	progress: Progress;
	numbers: NumberList;
	coverage: Coverage;
}

export type Result =
	| { ok: false; fault: Fault }
	| ({
			ok: true;
			/** ISO 8601. */
			checkedAt: string;
	  } & Judgment);

const FILES = ['activated', 'unregistered'] as const;

/**
 * Downloads both lists of every upload and judges them, until they say everything.
 *
 * @param deadline Milliseconds since 1970, after which nothing is requested again.
 */
export async function fetchResults(
	run: Run,
	wanted: WantedResult[],
	deadline: number,
	time: FetchTime,
): Promise<Result[]> {
	const lists = wanted.map((each) => new ResultLists(run, each, time));
	const jobs = wanted.map(({ uploadId, progress }, index) => ({
		uploadId,
		progress,
		fetch: async (now: Progress, isFirst: boolean) => await lists[index].fetch(now, isFirst),
	}));
	await fetchUntilComplete(run, jobs, deadline);
	const strangers = lists.reduce((sum, each) => sum + each.strangers, 0);
	if (strangers > 0) run.hints.warning(strangersHint(strangers));
	return lists.map(({ result }) => result);
}

/** Leaves room for columns, UTF-16 and repeated numbers. */
const MAX_BYTES_PER_NUMBER = 500;

/** A list may have so many numbers, even if the query counts fewer, because it may count late. */
const MIN_NUMBERS = 10_000;

/** Both lists of an upload, as they were read last. */
class ResultLists {
	private readonly lists: Lists = {};

	private readonly lines: ListLines = { activated: [], unregistered: [] };

	private judgment: Judgment | undefined;

	/** Why a list couldn't be read the last time. */
	private fault: Fault | undefined;

	constructor(
		private readonly run: Run,
		private readonly wanted: WantedResult,
		private readonly time: FetchTime,
	) {}

	/**
	 * Reads both lists as they are now. Complete ones aren't downloaded twice in one execution.
	 *
	 * @returns whether nothing more will come
	 */
	async fetch(progress: Progress, isFirst: boolean): Promise<boolean> {
		if (this.recall(progress)) return true;
		this.fault = undefined;
		for (const file of FILES) await this.read(file, progress, isFirst);
		const { isComplete } = this.judge(progress);
		if (isComplete && FILES.every((file) => this.lists[file]?.isSettled)) {
			this.run.lists.set(this.wanted.uploadId, this.lines);
		}
		return isComplete || (this.fault !== undefined && !mayComeLater(this.fault));
	}

	/** Lines with numbers that were never sent. */
	get strangers(): number {
		if (this.wanted.coverage !== 'whole') return 0;
		return FILES.reduce((sum, file) => sum + (this.lists[file]?.strangers ?? 0), 0);
	}

	get result(): Result {
		const { fault, judgment = NOTHING } = this;
		const isUseless = judgment.answered === 0 || fault === TIME_IS_UP;
		if (fault && isUseless) return { ok: false, fault: notThereFault(fault) };
		return { ok: true, ...judgment, checkedAt: this.run.clock.date().toISOString() };
	}

	private async read(file: ListStatus, progress: Progress, isFirst: boolean): Promise<void> {
		// After "too fast", the other list has to wait too.
		if (this.fault && (!mayComeLater(this.fault) || this.fault.status === 429)) return;
		const { numbers, coverage, uploadId } = this.wanted;
		const expected = progress[file];
		let list: ResultList | undefined;
		let lines: number[] = [];
		const fetched = await fetchFile(this.run, {
			uploadId,
			file,
			expected,
			maxBytes: this.run.limits.envelopeBytes + this.maxNumbers(progress) * MAX_BYTES_PER_NUMBER,
			// After the first list has failed, that isn't likely to help.
			isRepeated: isFirst && !this.fault,
			time: this.time,
			receive: readToEnd,
			inspect: () => {
				lines = [];
				const onNumber = (number: number) => ListMemory.add(lines, number);
				return (list = new ResultList(numbers, coverage, { expected, onNumber }));
			},
		});
		if (!fetched.ok) this.fault ??= fetched.fault;
		// An earlier download is better than one that was cut off, and that is better than none.
		if (fetched.ok || (list && !list.isRead && !this.lists[file])) {
			this.lists[file] = list;
			this.lines[file] = lines;
		}
	}

	private maxNumbers({ activated = 0, unregistered = 0 }: Progress): number {
		const { numbers, coverage } = this.wanted;
		if (coverage === 'whole') return numbers.size;
		return Math.max(numbers.size, activated + unregistered, MIN_NUMBERS);
	}

	/** Takes the lists from an earlier download of this execution, if they say everything. */
	private recall(progress: Progress): boolean {
		const remembered = this.run.lists.get(this.wanted.uploadId);
		if (!remembered) return false;
		const { numbers, coverage } = this.wanted;
		for (const file of FILES) {
			const list = new ResultList(numbers, coverage, { expected: progress[file] });
			for (const number of remembered[file]) list.add(number);
			list.end('announced');
			this.lists[file] = list;
		}
		return this.judge(progress).isComplete;
	}

	private judge(progress: Progress): Judgment {
		const { numbers, coverage } = this.wanted;
		return (this.judgment = judge(numbers.size, coverage, progress, this.lists));
	}
}

const NOTHING: Judgment = { verdicts: NO_VERDICTS, answered: 0, isComplete: false };

/** The upload exists and is done, so a refused download doesn't mean that it is gone. */
const notThereFault = (fault: Fault): Fault =>
	fault.kind === 'refused' ? { ...fault, kind: 'noAnswer' } : fault;

const strangersHint = (count: number) =>
	`${counted(count, 'line of the result lists was', 'lines of the result lists were')} ignored, because ${count === 1 ? 'its number was' : 'their numbers were'} not sent, or not in this form.`;
