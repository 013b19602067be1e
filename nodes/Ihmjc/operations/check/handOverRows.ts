import { type INodeExecutionData, NodeOperationError } from 'n8n-workflow';

import type { App } from '../../apps/apps';
import type { HandOver } from '../../handOver/HandOver';
import { handOverToDatabase } from '../../handOver/handOverToDatabase';
import { askAgain, MIN_DATABASE_PAUSE_MS } from '../../handOver/round';
import { NumberList } from '../../numbers/NumberList';
import { NO_VERDICTS } from '../../results/judge';
import type { Run } from '../../run/Run';
import type { Fault } from '../../service/Fault';
import { packNumbers, unpackInto } from '../../state/packedNumbers';
import { type FetchTime, mayComeLater, TIME_IS_UP } from '../../uploads/fetchFile';
import { lastFetchAt } from '../../uploads/fetchUntilComplete';
import { settleParts } from '../../uploads/followParts';
import {
	isPending,
	Part,
	type PartResult,
	type PartState,
	type PendingPart,
} from '../../uploads/Part';
import { doneStatus, type Poll, type Polled } from '../../uploads/poll';
import { getOrCreate } from '../../util/values';
import { type CheckSettings, columnsKey, columnsNamed } from './checkOptions';
import { finishRows, type FinishSettings } from './finishRows';
import { storedNumber } from './previousResult';
import type { Question, Row } from './Row';
import { writeUnfinishedRows } from './writeRows';

/** A part as it is handed over. */
interface PartNote {
	app: App;
	country: NumberList['country'];
	callingCode: string;
	uploadId?: string;
	coverage: Part['coverage'];
	/** Packed; missing if the rows have all of them. Of one that may have others, those that it surely has. */
	numbers?: string[];
	/** The results of a part that is done are in the rows. */
	state: Exclude<PartState, { kind: 'done' }> | { kind: 'done' };
	/** The first of the items that its numbers come from. */
	item: number;
}

/** Details that Check Numbers hands over in addition to the rows. */
export interface CheckState extends Omit<FinishSettings, 'columnsOf' | 'wait'> {
	parts: PartNote[];
	/** Different combinations of apps and, for each, the index of its part, or what else the row shows. */
	patterns: Array<{ apps: readonly App[]; parts: Array<number | 'kept' | 'failed'> }>;
	/** The pattern of each row. */
	patternOf: number[];
}

interface Waiting {
	rows: readonly Row[];
	parts: readonly Part[];
	settings: CheckSettings & FinishSettings;
	poll: Poll;
}

/** Hands over the rows as they are now. They are finished when their uploads are done. @returns whether that has succeeded */
export async function handOverRows(
	run: Run,
	{ rows, parts, settings, poll }: Waiting,
): Promise<boolean> {
	const { wait, keepFailed, isItems, outputName } = settings;
	const output = await writeUnfinishedRows(run, rows, settings);
	const details: CheckState = {
		keepFailed,
		isItems,
		outputName,
		parts: await Promise.all(parts.map(noteOf)),
		...patternsOf(rows, parts),
	};
	return await handOverToDatabase(run, output, {
		operation: 'check',
		onTimeout: wait.onTimeout,
		poll,
		details,
	});
}

async function noteOf(part: Part): Promise<PartNote> {
	const { app, numbers, uploadId, coverage, state, items } = part;
	return {
		app,
		country: numbers.country,
		callingCode: numbers.callingCode,
		uploadId,
		coverage,
		numbers: part.isPending ? await packedNumbers(part) : undefined,
		state: state.kind === 'done' ? { kind: 'done' } : state,
		item: items[0],
	};
}

async function packedNumbers(part: Part): Promise<string[] | undefined> {
	if (part.certain > 0) return await packNumbers([...part.numbers.values()].slice(0, part.certain));
	return part.isAskedWhole ? undefined : part.paid?.saved?.numbers;
}

function patternsOf(
	rows: readonly Row[],
	parts: readonly Part[],
): Pick<CheckState, 'patterns' | 'patternOf'> {
	const places = new Map(parts.map((part, place) => [part, place]));
	const patterns: CheckState['patterns'] = [];
	const known = new Map<string, number>();
	const patternOf = rows.map(({ apps, questions }) => {
		const ofRow = questions.map((each) => {
			if (each.kind === 'part') return places.get(each) ?? 'kept';
			return each.kind === 'failed' ? 'failed' : 'kept';
		});
		const key = `${apps.map(({ code }) => code).join()} ${ofRow.join()}`;
		return getOrCreate(known, key, () => patterns.push({ apps, parts: ofRow }) - 1);
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
	const columnsOf = columnsNamed(details.outputName);
	const settings: FinishSettings = { ...details, columnsOf, wait: { onTimeout } };
	const parts = await Promise.all(details.parts.map(partOf));
	const rows = rowsOf(run, details, parts, columnsOf);
	const earlier = resultsIn(run);
	for (const [index, part] of parts.entries()) {
		if (earlier[index]) part.state = { kind: 'done', result: unpackResult(earlier[index]) };
	}
	const pending = parts.filter(isPending);
	await settleParts(run, pending, waited, run.clock.now(), time);

	const missing = pending.filter((part) => {
		const { uploadId, fault, result } = part;
		if (!doneStatus(waited.get(uploadId))) return false;
		if (part.isPending) return run.clock.now() < poll.deadline && !isTooSlow(part, poll);
		const isThere = result ? result.isComplete : fault && !mayComeLater(fault);
		const end = Math.min(lastFetchAt(run, uploadId), poll.deadline);
		return !isThere && run.clock.now() + MIN_DATABASE_PAUSE_MS <= end;
	});
	if (missing.length === 0) return await finishRows(run, rows, parts, settings);
	for (const [index, { result, numbers }] of parts.entries()) {
		if (result?.isComplete) earlier[index] ??= packResult(result, numbers.size);
	}
	askAgain(
		run,
		state,
		missing.map(({ uploadId }) => uploadId),
	);
	return undefined;
}

/** Steps in which the lists of an upload may take too long. */
const MAX_SLOW_STEPS = 3;

/** Counts the steps in which there was no time for the lists of a part. After three, it fails. */
function isTooSlow(part: PendingPart, { uploads }: Poll): boolean {
	const upload = uploads.find(({ uploadId }) => uploadId === part.uploadId);
	if (!upload) return false;
	upload.slowSteps = (upload.slowSteps ?? 0) + 1;
	if (upload.slowSteps < MAX_SLOW_STEPS) return false;
	part.state = { kind: 'failed', fault: TOO_SLOW };
	return true;
}

const TOO_SLOW: Fault = {
	...TIME_IS_UP,
	advice: "Set 'Wait In' to 'Memory', where long lists have more time.",
};

/** A result as n8n keeps it between steps: a letter for each number, in their order. */
interface PackedResult {
	verdicts: string;
	checkedAt: string;
}

const LETTERS = { activated: 'a', unregistered: 'u', unknown: '?' } as const;

/** Complete results of earlier steps, by the index of their parts. */
const resultsIn = ({ context }: Run): PackedResult[] =>
	(context.getContext('flow').ihmjcResults ??= []) as PackedResult[];

const packResult = ({ verdicts, checkedAt }: PartResult, size: number): PackedResult => ({
	checkedAt,
	verdicts: Array.from({ length: size }, (_, slot) => {
		const verdict = verdicts.at(slot);
		return verdict ? LETTERS[verdict] : '-';
	}).join(''),
});

const unpackResult = ({ verdicts, checkedAt }: PackedResult): PartResult => ({
	isComplete: true,
	checkedAt,
	verdicts: {
		at: (slot) => VERDICTS.find((verdict) => LETTERS[verdict] === verdicts[slot]),
	},
});

const VERDICTS = Object.keys(LETTERS) as Array<keyof typeof LETTERS>;

async function partOf(note: PartNote): Promise<Part> {
	const { app, country, callingCode, uploadId, coverage, state, item } = note;
	const numbers = new NumberList(country, callingCode);
	await unpackInto(numbers, note.numbers ?? []);
	const part = new Part(app, numbers, undefined, uploadId, coverage);
	if (coverage === 'maybe') part.certain = numbers.size;

	const result = { verdicts: NO_VERDICTS, isComplete: true, checkedAt: '' };
	part.state = state.kind === 'done' ? { kind: 'done', result } : state;
	part.items.push(item);
	return part;
}

/** Makes rows of the node's own output. They ask for the numbers that they were asked for before, whatever their cells say. */
function rowsOf(
	run: Run,
	{ patterns, patternOf }: CheckState,
	parts: readonly Part[],
	columnsOf: FinishSettings['columnsOf'],
): Row[] {
	return run.items.map(({ json }, item): Row => {
		const { apps, parts: ofRow } = patterns[patternOf[item]];
		const own = columnsOf('').read(json);
		const number = own && storedNumber(own);
		const questions = apps.map((_, at): Question => {
			const { status = '', message = '' } = columnsOf(columnsKey(apps, at)).read(json) ?? {};
			const place = ofRow[at];
			if (place === 'failed') {
				return { kind: 'failed', error: new NodeOperationError(run.context.getNode(), message) };
			}
			const part = place === 'kept' ? undefined : parts[place];
			if (!part || part.result || part.state.kind === 'held') return { kind: 'kept', status, part };
			if (number && part.isPending) part.add(number.digits, item);
			return part;
		});
		return { json, item, number, apps, questions, isDuplicate: own?.duplicate === 'true' };
	});
}
