import type { NumberList } from '../numbers/NumberList';
import { NumberSet } from '../numbers/NumberSet';
import { VerdictList } from '../results/VerdictList';
import { counted } from '../run/hints';
import type { Run } from '../run/Run';
import type { Fault } from '../service/Fault';
import type { Progress } from '../service/query';
import { ListMemory, type RememberedLists } from '../state/ListMemory';
import { readToEnd } from '../util/streams';
import { fetchFile, mayComeLater } from './fetchFile';
import { fetchUntilComplete } from './fetchUntilComplete';
import type { Coverage } from './Part';

/** A finished upload and the numbers that are asked for. */
export interface WantedResult {
	uploadId: string;
	progress: Progress;
	numbers: NumberList;
	coverage: Coverage;
}

export type Result =
	| { ok: false; fault: Fault }
	| {
			ok: true;
			verdicts: VerdictList;
			/** Whether a number that is in neither list is really in neither. */
			isComplete: boolean;
			/** ISO 8601. */
			checkedAt: string;
	  };

/** Downloads both lists of every upload and joins them to the numbers, until each number has its verdict. */
export async function fetchResults(
	run: Run,
	wanted: WantedResult[],
	deadline?: number,
): Promise<Result[]> {
	const results: Result[] = [];
	const strangers: number[] = [];
	const jobs = wanted.map((each, index) => ({
		...each,
		async fetch(progress: Progress, isFirst: boolean) {
			const read = await readLists(run, each, progress, isFirst);
			// An earlier download is better than nothing.
			if (read.ok || !results[index]?.ok) results[index] = read;
			if (!read.ok) return !mayComeLater(read.fault);
			strangers[index] = read.strangers ?? 0;
			return read.isComplete;
		},
	}));
	await fetchUntilComplete(run, jobs, deadline);
	const sum = strangers.reduce((all, some) => all + some, 0);
	if (sum > 0) run.hints.warning(strangersHint(sum));
	return results.map((result) =>
		result.ok ? result : { ok: false, fault: notThereFault(result.fault) },
	);
}

const FILES = ['activated', 'unregistered'] as const;

/** Reads both lists as they are now. Complete lists aren't downloaded twice in one execution. */
async function readLists(
	run: Run,
	wanted: WantedResult,
	progress: Progress,
	isFirst: boolean,
): Promise<Result & { strangers?: number }> {
	const { uploadId, numbers, coverage } = wanted;
	const isPartial = coverage !== 'whole';
	const remembered = run.lists.get(uploadId);
	if (remembered) {
		const verdicts = new VerdictList(numbers);
		for (const file of FILES) {
			for (const number of remembered.lines[file]) verdicts.set(number, file);
		}
		const result = judge(run, wanted, progress, verdicts, remembered);
		if (result.isComplete) return result;
	}

	const verdicts = new VerdictList(numbers);
	const read: RememberedLists = {
		lines: { activated: [], unregistered: [] },
		isUnderstood: true,
		isCounted: true,
	};
	for (const file of FILES) {
		// Counts different numbers, because repeated ones must not make up for missing ones.
		let different = new NumberSet();
		const fetched = await fetchFile(run, {
			uploadId,
			file,
			expected: progress[file],
			sent: isPartial ? undefined : numbers.size,
			shortestAsked: isPartial ? shortestOf(numbers) : undefined,
			isRepeated: isFirst,
			receive: readToEnd,
			onStart: () => {
				verdicts.forget(file);
				read.lines[file] = [];
				different = new NumberSet();
			},
			onNumber: (number) => {
				ListMemory.add(read.lines[file], number);
				if (isPartial) different.add(number);
				return verdicts.set(number, file);
			},
		});
		if (!fetched.ok) return fetched;
		read.isUnderstood &&= fetched.value.isUnderstood;
		const expected = isPartial ? progress[file] : undefined;
		read.isCounted &&=
			expected === undefined ? fetched.value.complete : different.size === expected;
	}
	const result = judge(run, wanted, progress, verdicts, read);
	if (result.isComplete) run.lists.set(uploadId, read);
	return result;
}

function shortestOf(numbers: NumberList): number {
	let shortest = Infinity;
	for (const digits of numbers) shortest = Math.min(shortest, digits.length);
	return shortest;
}

/** Judges whether the lists have a verdict for every number, or surely none. */
function judge(
	run: Run,
	{ coverage }: WantedResult,
	progress: Progress,
	verdicts: VerdictList,
	{ isUnderstood, isCounted }: RememberedLists,
) {
	const isPartial = coverage !== 'whole';
	const { activated = NaN, unregistered = NaN } = progress;
	const strangers = isPartial ? 0 : verdicts.strangers.activated + verdicts.strangers.unregistered;
	const counts = verdicts.count();
	const agrees = isPartial
		? isCounted
		: counts.activated === activated && counts.unregistered === unregistered && strangers === 0;
	const isComplete =
		!verdicts.isContradictory &&
		(counts.unknown === 0 || (isUnderstood && agrees && activated + unregistered > 0));
	const checkedAt = run.clock.date().toISOString();
	return { ok: true, verdicts, isComplete, checkedAt, strangers } as const;
}

/** The upload exists and is done, so a refused download doesn't mean that it is gone. */
const notThereFault = (fault: Fault): Fault =>
	fault.kind === 'refused' ? { ...fault, kind: 'noAnswer' } : fault;

const strangersHint = (count: number) =>
	`${counted(count, 'line of the result lists was', 'lines of the result lists were')} ignored, because ${count === 1 ? 'its number was' : 'their numbers were'} not sent, or not in this form.`;
