import { judge, type Judgment, type Lists, type ListStatus, NO_VERDICTS } from '../results/judge';
import { ResultList } from '../results/ResultList';
import { counted } from '../run/hints';
import type { Run } from '../run/Run';
import type { Fault } from '../service/Fault';
import type { Progress } from '../service/query';
import { readToEnd } from '../util/streams';
import { fetchFile, type FetchTime, mayComeLater, TIME_IS_UP } from './fetchFile';
import { fetchUntilComplete, type ResultJob } from './fetchUntilComplete';
import type { PartState, PendingPart } from './Part';

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
	const lists = [...done].map(([part, progress]) => new ResultLists(run, part, progress, time));
	await fetchUntilComplete(run, lists, deadline);
	const strangers = lists.reduce((sum, each) => sum + each.strangers, 0);
	if (strangers > 0) run.hints.warning(strangersHint(strangers));
	for (const each of lists) each.part.state = each.state;
}

/** Leaves room for columns, UTF-16 and repeated numbers. */
const MAX_BYTES_PER_NUMBER = 500;

/** A list may have so many numbers that aren't known, even if the query counts fewer, because it may count late. */
const MIN_NUMBERS = 10_000;

/** The lines of a longer list aren't kept. So many take 1 MB. */
const MAX_KEPT_LINES = 100_000;

/** Both lists of an upload, as they were read last. */
class ResultLists implements ResultJob {
	private readonly lists: Lists = {};

	private readonly lines: Record<ListStatus, number[]> = { activated: [], unregistered: [] };

	private judgment: Judgment = { verdicts: NO_VERDICTS, answered: 0, isComplete: false };

	/** Why a list couldn't be read the last time. */
	private fault: Fault | undefined;

	constructor(
		private readonly run: Run,
		readonly part: PendingPart,
		public progress: Progress,
		private readonly time: FetchTime,
	) {}

	get uploadId(): string {
		return this.part.uploadId;
	}

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
		const isKept = (file: ListStatus) =>
			this.lists[file]?.isSettled && this.lines[file].length <= MAX_KEPT_LINES;
		if (isComplete && FILES.every(isKept)) {
			this.run.known.unsavedOf(this.uploadId).lists = this.lines;
		}
		return isComplete || (this.fault !== undefined && !mayComeLater(this.fault));
	}

	/** Lines with numbers that were never sent. */
	get strangers(): number {
		if (this.part.coverage !== 'whole') return 0;
		return FILES.reduce((sum, file) => sum + (this.lists[file]?.strangers ?? 0), 0);
	}

	get state(): PartState {
		const { fault, judgment } = this;
		if (fault === TIME_IS_UP) return { kind: 'pending', fault };
		if (!fault || judgment.answered > 0) {
			const checkedAt = this.run.clock.date().toISOString();
			return { kind: 'done', result: { ...judgment, checkedAt } };
		}
		// The upload exists and is done, so a refused download doesn't mean that it is gone.
		const kind = fault.kind === 'refused' ? 'noAnswer' : fault.kind;
		return { kind: 'failed', fault: { ...fault, kind } };
	}

	private async read(file: ListStatus, progress: Progress, isFirst: boolean): Promise<void> {
		// After "too fast", the other list has to wait too.
		if (this.fault && (!mayComeLater(this.fault) || this.fault.status === 429)) return;
		const { numbers, coverage, uploadId } = this.part;
		const { [file]: expected, activated = 0, unregistered = 0 } = progress;
		const others = coverage === 'whole' ? 0 : Math.max(activated + unregistered, MIN_NUMBERS);
		let list: ResultList | undefined;
		let lines: number[] = [];
		const fetched = await fetchFile(this.run, {
			uploadId,
			file,
			expected,
			maxBytes:
				this.run.limits.envelopeBytes + Math.max(numbers.size, others) * MAX_BYTES_PER_NUMBER,
			// After the first list has failed, that isn't likely to help.
			isRepeated: isFirst && !this.fault,
			time: this.time,
			receive: readToEnd,
			inspect: () => {
				lines = [];
				const onNumber = (number: number) => {
					if (lines.length <= MAX_KEPT_LINES) lines.push(number);
				};
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

	/** Takes the lists from an earlier download of this execution, if they say everything. */
	private recall(progress: Progress): boolean {
		const { lists } = this.run.known.unsavedOf(this.uploadId);
		if (!lists) return false;
		const { numbers, coverage } = this.part;
		for (const file of FILES) {
			const list = new ResultList(numbers, coverage, { expected: progress[file] });
			for (const number of lists[file]) list.add(number);
			list.end('announced');
			this.lists[file] = list;
		}
		return this.judge(progress).isComplete;
	}

	private judge(progress: Progress): Judgment {
		const { numbers, coverage } = this.part;
		return (this.judgment = judge(numbers.size, coverage, progress, this.lists));
	}
}

const strangersHint = (count: number) =>
	`${counted(count, 'line of the result lists was', 'lines of the result lists were')} ignored, because ${count === 1 ? 'its number was' : 'their numbers were'} not sent, or not in this form.`;
