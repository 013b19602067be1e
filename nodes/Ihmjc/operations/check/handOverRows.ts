import { type INodeExecutionData, NodeOperationError } from 'n8n-workflow';

import type { App } from '../../apps/apps';
import type { HandOver } from '../../handOver/HandOver';
import { handOverToDatabase } from '../../handOver/handOverToDatabase';
import { askAgain, noteUploads } from '../../handOver/rounds';
import { NumberList } from '../../numbers/NumberList';
import type { PreviousResult } from '../../results/ResultColumns';
import { VerdictList } from '../../results/VerdictList';
import type { Run } from '../../run/Run';
import type { Fault } from '../../service/Fault';
import { mayComeLater } from '../../uploads/fetchFile';
import { MAX_DELAY_MS } from '../../uploads/fetchUntilComplete';
import { MIN_DATABASE_PAUSE_MS } from '../../uploads/pace';
import { Upload } from '../../uploads/Upload';
import type { WaitedUpload } from '../../uploads/waitForUploads';
import { getOrCreate } from '../../util/values';
import { type CheckSettings, columnsKey, type ColumnsOf, resultColumns } from './checkOptions';
import { finishRows, type FinishSettings } from './finishRows';
import type { Question, Row } from './Row';
import { isPending, settleUploads } from './runUploads';
import { writeRows } from './writeRows';

/** An upload as it is handed over. Its numbers are in the rows. */
interface UploadState {
	app: App;
	country: NumberList['country'];
	callingCode: string;
	uploadId?: string;
	isResumed: boolean;
	isLate: boolean;
	isDone: boolean;
	isComplete: boolean;
	/** The first of the items that its numbers come from. */
	item: number;
	fault?: Fault;
	lastFault?: Fault;
}

/** How a question is settled: by the upload at this index, by an error, or already. */
type QuestionState = number | 'error' | 'settled';

/** Details that Check Numbers hands over in addition to the rows. */
export interface CheckState extends Omit<FinishSettings, 'columnsOf' | 'wait'> {
	outputName?: unknown;
	uploads: UploadState[];
	/** Combinations of apps and questions, each stored once. */
	kinds: Array<{ apps: App[]; questions: QuestionState[]; isDuplicate: boolean }>;
	/** The index in `kinds` of each row. */
	rows: number[];
	/** Input items in the order of their rows, each with how many rows follow from it. */
	items: Array<[item: number, count: number]>;
}

interface Waiting {
	rows: readonly Row[];
	uploads: Upload[];
	settings: CheckSettings & FinishSettings;
	/** How the wait in memory ended. */
	waited: ReadonlyMap<string, WaitedUpload>;
	deadline: number;
}

/** Hands over the rows as they are now. They are finished when their uploads are done. @returns whether that has succeeded */
export async function handOverRows(
	run: Run,
	{ rows, uploads, settings, waited, deadline }: Waiting,
): Promise<boolean> {
	const { wait, keepFailed, isItems } = settings;
	const pending = new Set(uploads.filter(isPending).map(({ uploadId }) => uploadId));
	const output = await writeRows(run, rows, {
		...settings,
		isFailing: () => false,
		isUnfinished: true,
	});
	const { outputName } = run.options();
	const details: CheckState = {
		keepFailed,
		isItems,
		outputName,
		uploads: uploads.map(uploadState),
		...rowStates(rows, uploads),
	};
	return await handOverToDatabase(run, output, {
		operation: 'check',
		onError: run.onError,
		since: run.waitingSince,
		deadline,
		interval: wait.interval,
		onTimeout: wait.onTimeout,
		uploads: noteUploads(run, new Map([...waited].filter(([uploadId]) => pending.has(uploadId)))),
		pace: run.statuses.pace,
		hints: run.hints.all(),
		details,
	});
}

const uploadState = (upload: Upload): UploadState => ({
	app: upload.app,
	country: upload.numbers.country,
	callingCode: upload.numbers.callingCode,
	uploadId: upload.uploadId,
	// After the hand-over, only the numbers of its rows are known.
	isResumed: upload.isResumed || upload.listedNumbers !== upload.numbers,
	isLate: upload.isLate,
	isDone: upload.verdicts !== undefined,
	isComplete: upload.isComplete,
	item: upload.items[0],
	fault: upload.fault,
	lastFault: upload.lastFault,
});

function rowStates(
	rows: readonly Row[],
	uploads: Upload[],
): Pick<CheckState, 'kinds' | 'rows' | 'items'> {
	const places = new Map(uploads.map((upload, place) => [upload, place]));
	const stateOf = (question: Question): QuestionState => {
		if (question.kind === 'upload') return places.get(question) ?? 'settled';
		return question.kind === 'failed' ? 'error' : 'settled';
	};
	const kinds = new Map<string, number>();
	const states: Pick<CheckState, 'kinds' | 'rows' | 'items'> = { kinds: [], rows: [], items: [] };
	for (const { apps, questions, item, isDuplicate } of rows) {
		const questionStates = questions.map(stateOf);
		const key = `${apps.map(({ code }) => code).join()} ${questionStates.join()} ${isDuplicate}`;
		const kind = getOrCreate(kinds, key, () => {
			return states.kinds.push({ apps: [...apps], questions: questionStates, isDuplicate }) - 1;
		});
		states.rows.push(kind);
		const last = states.items.at(-1);
		if (last?.[0] === item) last[1]++;
		else states.items.push([item, 1]);
	}
	return states;
}

/**
 * Finishes rows that were handed over.
 *
 * @param waited How the wait for the uploads ended.
 * @returns the output; `undefined` if there are result lists that may be there a little later
 */
export async function finishHandedOverRows(
	run: Run,
	state: HandOver<CheckState>,
	waited: ReadonlyMap<string, WaitedUpload>,
): Promise<INodeExecutionData[] | undefined> {
	const { details, onTimeout, deadline } = state;
	const settings: FinishSettings = {
		...details,
		columnsOf: resultColumns(run, {
			outputName: details.outputName,
		} as Parameters<typeof resultColumns>[1]),
		wait: { onTimeout },
	};
	const uploads = details.uploads.map(uploadOf);
	const rows = rowsOf(run, details, uploads, settings.columnsOf);
	const now = run.clock.now();
	const pending = uploads.filter(isPending);
	await settleUploads(run, pending, waited, now);

	const end = (uploadId: string) =>
		Math.min(run.statuses.firstFetchAt(uploadId, now) + MAX_DELAY_MS, deadline);
	const missing = pending.filter(({ uploadId, fault, isComplete }) => {
		if (waited.get(uploadId)?.state !== 'done') return false;
		const isThere = fault ? !mayComeLater(fault) : isComplete;
		return !isThere && run.clock.now() + MIN_DATABASE_PAUSE_MS <= end(uploadId);
	});
	if (missing.length === 0) return await finishRows(run, rows, uploads, settings);
	askAgain(
		run,
		state,
		missing.map(({ uploadId }) => uploadId),
	);
	return undefined;
}

function uploadOf(state: UploadState): Upload {
	const { app, country, callingCode, uploadId, isResumed, item } = state;
	const numbers = new NumberList(country, callingCode);
	const upload = new Upload(app, numbers, isResumed ? uploadId : undefined);
	upload.uploadId = uploadId;
	upload.isLate = state.isLate;
	upload.isComplete = state.isComplete;
	upload.fault = state.fault;
	upload.lastFault = state.lastFault;
	upload.items.push(item);
	// Its rows already have their results.
	if (state.isDone) upload.verdicts = new VerdictList(numbers);
	return upload;
}

/** Rebuilds the rows from their result fields. */
function rowsOf(
	run: Run,
	{ kinds, rows, items }: CheckState,
	uploads: Upload[],
	columnsOf: ColumnsOf,
): Row[] {
	const itemOf: number[] = [];
	for (const [item, count] of items) for (let left = count; left > 0; left--) itemOf.push(item);
	return run.items.map(({ json }, index): Row => {
		const { apps, questions, isDuplicate } = kinds[rows[index]];
		const item = itemOf[index];
		const own = columnsOf('').read(json);
		const settledBy = (state: QuestionState, at: number): Question => {
			const result = columnsOf(columnsKey(apps, at)).read(json);
			if (state === 'error') {
				return {
					kind: 'failed',
					error: new NodeOperationError(run.context.getNode(), result?.message ?? ''),
				};
			}
			const status = result?.status ?? '';
			if (state === 'settled') return { kind: 'kept', status };
			const upload = uploads[state];
			if (upload.verdicts) return { kind: 'kept', status, upload };
			if (own && isPending(upload)) upload.add(own.number, item);
			return upload;
		};
		return {
			json,
			item,
			number: numberOf(own),
			apps,
			questions: questions.map(settledBy),
			isDuplicate,
		};
	});
}

function numberOf(own: PreviousResult | undefined): Row['number'] {
	if (!own || own.number === '') return undefined;
	return {
		ok: true,
		digits: own.number,
		country: own.country as NumberList['country'] & string,
		// Unused after the hand-over, because uploads keep their own calling code.
		callingCode: '',
	} as Row['number'];
}
