import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { createRowWriter, type ResultColumns } from '../../results/ResultColumns';
import type { RowResult, Status } from '../../results/RowResult';
import { errorItem, type NodeError, serviceError } from '../../run/errors';
import type { Run } from '../../run/Run';
import { listsError } from '../../uploads/errors';
import type { Part } from '../../uploads/Part';
import { forEachYielding } from '../../util/createYielder';
import { getOrCreate } from '../../util/values';
import { columnsKey, type RowSettings } from './checkOptions';
import { createRowResult } from './createRowResult';
import { askedNumber, isUnwritable, type Question, type Row } from './Row';
import { toolItems } from './toolItems';

/** @param isItems Whether the rows are items, which keep their files, or lines of a text or a file. */
export function rowItem(
	run: Run,
	json: IDataObject,
	item: number,
	isItems: boolean,
): INodeExecutionData {
	const output: INodeExecutionData = { json, pairedItem: { item } };
	const { binary } = run.items[item];
	// An AI agent can't use files.
	if (binary && isItems && !run.isTool) output.binary = binary;
	return output;
}

/**
 * Writes the result fields of all rows, in order. Failing rows go to the error output if there is one.
 *
 * @param isFailing Whether an upload counts as an error.
 */
export async function writeRows(
	run: Run,
	rows: readonly Row[],
	settings: RowSettings,
	isFailing: (part: Part) => boolean,
): Promise<INodeExecutionData[]> {
	const counts = new Map<string, number>();
	const errorOf = run.hasErrorOutput ? rowErrors(run, isFailing) : () => undefined;
	const output = await writeAll(run, rows, settings, (row, statuses) => {
		for (const status of new Set(statuses)) counts.set(status, (counts.get(status) ?? 0) + 1);
		return hasAnswer(statuses) ? undefined : errorOf(row);
	});
	countHint(run, counts);
	return output;
}

/** Writes all rows as they are now, while more results will come: none of them is an error yet, and hints are left for later. */
export const writeUnfinishedRows = async (
	run: Run,
	rows: readonly Row[],
	settings: RowSettings,
): Promise<INodeExecutionData[]> => await writeAll(run, rows, settings, () => undefined);

/** @param errorOf Returns the error of a row, which then becomes an error item. */
async function writeAll(
	run: Run,
	rows: readonly Row[],
	settings: RowSettings,
	errorOf: (row: Row, statuses: readonly string[]) => NodeError | undefined,
): Promise<INodeExecutionData[]> {
	const output: INodeExecutionData[] = [];
	const write = rowWriter(settings);
	const smallItems = toolItemsOf(run, settings);
	await forEachYielding(rows, (row) => {
		const { json, statuses } = write(row);
		const error = isUnwritable(row) ? row.error : errorOf(row, statuses);
		if (error) output.push(errorItem(error, row.item));
		else if (!run.isTool) output.push(rowItem(run, json, row.item, settings.isItems));
		else for (const item of smallItems(row)) output.push(item);
	});
	return output;
}

/** Makes a function that writes the result fields of a row, and returns its status for each app. */
function rowWriter({ columnsOf, isItems }: RowSettings) {
	const writers = new Map<string, ReturnType<typeof createRowWriter>>();
	const writerOf = (columns: readonly ResultColumns[]) =>
		getOrCreate(writers, columns.map(({ names }) => names[0]).join(), () =>
			createRowWriter(columns),
		);
	// Most rows have the same apps as the row before.
	let lastApps: Row['apps'] = [];
	let columns: ResultColumns[] = [];
	let writer = writerOf(columns);
	return (row: Row): { json: IDataObject; statuses: string[] } => {
		const { json, apps, questions } = row;
		if (apps !== lastApps) {
			lastApps = apps;
			columns = apps.map((_, at) => columnsOf(columnsKey(apps, at)));
			writer = writerOf(columns);
		}
		// Arrays that grow take several times as much memory.
		const statuses = new Array<string>(apps.length);
		const results = new Array<RowResult | undefined>(apps.length);
		for (let at = 0; at < apps.length; at++) {
			const question = questions[at];
			const result = createRowResult(row, at, isItems);
			statuses[at] = result?.status ?? (question.kind === 'kept' ? question.status : '');
			results[at] = result ?? underOtherNames(columns[at], json);
		}
		const written = isWhole(results) ? results : results.filter((result) => result !== undefined);
		if (written.length === 0) return { json, statuses };
		const writeSome = isWhole(results) ? writer : writerOf(columns.filter((_, at) => results[at]));
		const output = writeSome(json, written) as IDataObject;
		// Its own result may be an earlier one, whose number a sheet has rounded.
		if (questions[0].kind !== 'part' && questions.some(({ kind }) => kind === 'part')) {
			const { digits = '', country = '' } = askedNumber(row) ?? {};
			columns[0].writeNumber(output, { number: digits, country });
		}
		return { json: output, statuses };
	};
}

const isWhole = (results: Array<RowResult | undefined>): results is RowResult[] =>
	!results.includes(undefined);

/** Finds the previous result of a row whose database changed its names, for example to lower case. It is written under its exact names too. */
function underOtherNames(columns: ResultColumns, json: IDataObject): RowResult | undefined {
	const earlier = columns.has(json) ? undefined : columns.read(json);
	if (!earlier) return undefined;
	const duplicate = earlier.duplicate.toLowerCase() === 'true';
	return { ...earlier, status: earlier.status as Status, duplicate };
}

/** Makes a function that returns the items of a row for an AI agent, one for each app. */
function toolItemsOf(
	run: Run,
	{ columnsOf, isItems }: RowSettings,
): (row: Row) => INodeExecutionData[] {
	const toolItem = toolItems(run, isItems);
	return (row) =>
		row.apps.map((_, at) => {
			const earlier = columnsOf(columnsKey(row.apps, at)).read(row.json);
			return toolItem(row, at, createRowResult(row, at, isItems) ?? earlier ?? {});
		});
}

/** Whether a row has an answer for any app, or waits for one that isn't paid for yet. */
const hasAnswer = (statuses: readonly string[]) =>
	['activated', 'unregistered', 'unknown', 'held'].some((status) => statuses.includes(status));

/** Makes a function that returns the error of a row. Rows that fail for the same reason share it. */
function rowErrors(
	run: Run,
	isFailing: (part: Part) => boolean,
): (row: Row) => NodeError | undefined {
	const errors = new Map<string, NodeError>();
	const ids = new Map<Part, number>();
	const idOf = (part: Part) => getOrCreate(ids, part, () => ids.size);
	return ({ questions }) => {
		for (const question of questions) if (question.kind === 'failed') return question.error;
		const parts = questions.flatMap(partOf);
		if (!parts.some(isFailing)) return undefined;
		return getOrCreate(errors, parts.map(idOf).join(), () => partsError(run, parts));
	};
}

function partOf(question: Question): Part[] {
	if (question.kind === 'part') return [question];
	return question.kind === 'kept' && question.part ? [question.part] : [];
}

function partsError(run: Run, parts: Part[]): NodeError {
	const [{ state, uploadId, items }] = parts;
	if (parts.length > 1 || state.kind !== 'failed') return listsError(run, parts);
	const { fault } = state;
	return serviceError(run, fault, { itemIndex: items[0], uploadIds: uploadId ? [uploadId] : [] });
}

function countHint(run: Run, counts: ReadonlyMap<string, number>): void {
	const withoutResult = ['unknown', 'failed', 'pending']
		.filter((status) => counts.has(status))
		.map((status) => `${counts.get(status)} ${status}`)
		.join(', ');
	if (withoutResult !== '') run.hints.warning(`Rows without a result: ${withoutResult}.`);
}
