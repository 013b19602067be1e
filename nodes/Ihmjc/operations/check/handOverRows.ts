import type { INodeExecutionData } from 'n8n-workflow';

import type { App } from '../../apps/apps';
import type { HandOver } from '../../handOver/HandOver';
import { askAgain, MIN_DATABASE_PAUSE_MS } from '../../handOver/round';
import { NumberList } from '../../numbers/NumberList';
import type { Verdict } from '../../results/judge';
import type { Run } from '../../run/Run';
import type { Fault } from '../../service/Fault';
import { packNumbers, unpackInto } from '../../state/packedNumbers';
import { type FetchTime, mayComeLater, TIME_IS_UP } from '../../uploads/fetchFile';
import { lastFetchAt } from '../../uploads/fetchUntilComplete';
import { settleParts } from '../../uploads/followParts';
import { isPending, Part, type PartResult, uploadIdsOf } from '../../uploads/Part';
import { doneStatus, type Polled } from '../../uploads/poll';
import { getOrCreate } from '../../util/values';
import { type CheckSettings, columnsNamed, type RowSettings } from './checkOptions';
import { failureTest, finishRows } from './finishRows';
import { storedNumber } from './previousResult';
import type { ReadRows } from './readRows';
import type { Question, Row } from './Row';
import { writeRows } from './writeRows';

/** Makes what is handed over: the rows as they are now, and what is needed to finish them when their uploads are done. */
export async function handOverRows(run: Run, { rows, parts }: ReadRows, settings: CheckSettings) {
	const { keepFailed, isItems, outputName } = settings;
	const notes = await Promise.all(parts.all.map(noteOf));
	const details = { keepFailed, isItems, outputName, notes, ...patternsOf(rows, parts.all) };
	const errorOf = ({ error }: Row) => (run.hasErrorOutput ? error : undefined);
	return { rows: await writeRows(run, rows, settings, errorOf), details };
}

/** Details that Check Numbers hands over in addition to the rows. */
export type CheckState = Awaited<ReturnType<typeof handOverRows>>['details'];

/** A part as it is handed over. The verdicts of one that is done are in the rows. */
async function noteOf({ app, numbers, uploadId, coverage, state, items, certain, paid }: Part) {
	const { country, callingCode } = numbers;
	// The numbers that the upload certainly has. The rows have the others.
	const known = paid?.saved?.numbers ?? (await packNumbers([...numbers].slice(0, certain)));
	return { app, country, callingCode, uploadId, coverage, state, known, item: items[0] };
}

type PartNote = Awaited<ReturnType<typeof noteOf>>;

/** Finds the different combinations of apps, with the index of the part of each or -1, and which of them each row has. */
function patternsOf(rows: readonly Row[], parts: readonly Part[]) {
	const places = new Map<Question, number>(parts.map((part, place) => [part, place]));
	const patterns: Array<{ apps: readonly App[]; places: number[] }> = [];
	const known = new Map<string, number>();
	const patternOf = rows.map(({ apps, questions }) => {
		const ofRow = questions.map((each) => places.get(each) ?? -1);
		const key = `${apps.map(({ code }) => code).join()} ${ofRow.join()}`;
		return getOrCreate(known, key, () => patterns.push({ apps, places: ofRow }) - 1);
	});
	return { patterns, patternOf };
}

/**
 * Finishes rows that were handed over.
 *
 * @param waited How the wait for the uploads ended.
 * @param time The time that the step has for fetching results.
 * @returns the output; `undefined` if there are result lists that may be there a little later
 */
export async function finishHandedOverRows(
	run: Run,
	state: HandOver<CheckState>,
	waited: ReadonlyMap<string, Polled>,
	time: FetchTime,
): Promise<INodeExecutionData[] | undefined> {
	const { details, onTimeout, poll } = state;
	const settings = { ...details, columnsOf: columnsNamed(details.outputName) };
	const parts = await Promise.all(details.notes.map(partOf));
	const rows = rowsOf(run, details, parts, settings);
	const earlier = resultsIn(run);
	for (const [index, part] of parts.entries()) {
		if (earlier[index]) part.state = { kind: 'done', result: restored(earlier[index]) };
	}
	const pending = parts.filter(isPending);
	await settleParts(run, pending, waited, run.clock.now(), time);

	const someArrived = pending.some(({ result }) => result?.isComplete);
	const isTooLate = (end: number) => run.clock.now() + MIN_DATABASE_PAUSE_MS > end;
	const open = pending.filter((part) => {
		const { uploadId, fault, result } = part;
		const isFinal = result ? result.isComplete : fault && !mayComeLater(fault);
		if (isFinal || !doneStatus(waited.get(uploadId)) || isTooLate(poll.deadline)) return false;
		return isPending(part) || !isTooLate(lastFetchAt(run, uploadId));
	});
	// There was no time for the lists of some, perhaps because others arrived.
	const unread = someArrived ? [] : open.filter(isPending);
	for (const part of unread) failIfSlow(part, waited.get(part.uploadId) as Polled);
	const missing = open.filter(({ fault }) => fault !== TOO_SLOW);
	if (missing.length === 0) {
		return await finishRows(run, rows, parts, settings, failureTest(details.keepFailed, onTimeout));
	}
	for (const part of pending) {
		if (part.result?.isComplete) earlier[parts.indexOf(part)] = keptResult(part, part.result);
	}
	askAgain(run, state, uploadIdsOf(missing));
	return undefined;
}

/** Steps in which the lists of an upload may take too long. */
const MAX_SLOW_STEPS = 3;

/** Counts a step that was too short for the lists of a part, and gives them up after too many. */
function failIfSlow(part: Part, polled: Polled): void {
	polled.slowSteps = (polled.slowSteps ?? 0) + 1;
	if (polled.slowSteps >= MAX_SLOW_STEPS) part.state = { kind: 'failed', fault: TOO_SLOW };
}

const TOO_SLOW: Fault = {
	...TIME_IS_UP,
	advice: "Set 'Wait In' to 'Memory', where long lists have more time.",
};

/** A complete result as n8n keeps it between steps: a digit for each number. */
interface KeptResult extends Omit<PartResult, 'verdicts'> {
	verdicts: string;
}

const VERDICTS: Array<Verdict | undefined> = [undefined, 'activated', 'unregistered', 'unknown'];

const keptResult = ({ numbers }: Part, result: PartResult): KeptResult => ({
	...result,
	verdicts: Array.from({ length: numbers.size }, (_, slot) =>
		VERDICTS.indexOf(result.verdicts.at(slot)),
	).join(''),
});

const restored = (kept: KeptResult): PartResult => ({
	...kept,
	verdicts: { at: (slot) => VERDICTS[Number(kept.verdicts[slot])] },
});

/** Complete results of earlier steps, by the index of their parts. */
const resultsIn = ({ context }: Run): KeptResult[] =>
	(context.getContext('flow').ihmjcResults ??= []) as KeptResult[];

async function partOf(note: PartNote): Promise<Part> {
	const { app, country, callingCode, uploadId, coverage, state, known, item } = note;
	const numbers = new NumberList(country, callingCode);
	await unpackInto(numbers, known);
	const part = new Part(app, numbers, undefined, uploadId, coverage);
	part.certain = numbers.size;
	part.state = state;
	part.items.push(item);
	return part;
}

/** Makes rows of the node's own output. They ask for the same numbers as before the wait, whatever their cells say. */
function rowsOf(
	run: Run,
	{ patterns, patternOf }: CheckState,
	parts: readonly Part[],
	{ columnsOf }: RowSettings,
): Row[] {
	return run.items.map(({ json }, item): Row => {
		const { apps, places } = patterns[patternOf[item]];
		const own = columnsOf(apps, 0).read(json);
		const number = own && storedNumber(own);
		const questions = places.map((place, at): Question => {
			const part = parts[place] as Part | undefined;
			if (part && isPending(part)) {
				if (number) part.add(number.value, item);
				return part;
			}
			// A row without a status is an error item.
			const { status = 'failed' } = columnsOf(apps, at).read(json) ?? {};
			return { kind: 'kept', status, part };
		});
		return { json, item, number, apps, questions, isDuplicate: own?.duplicate ?? false };
	});
}
