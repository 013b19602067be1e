import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { phoneCells } from '../../input/phoneCells';
import { createRowWriter, type ResultColumns } from '../../results/ResultColumns';
import type { RowResult } from '../../results/RowResult';
import { errorItem, type NodeError } from '../../run/errors';
import type { Run } from '../../run/Run';
import { forEachYielding } from '../../util/createYielder';
import { attempt, getOrCreate, plainText } from '../../util/values';
import type { RowSettings } from './checkOptions';
import { createRowResult } from './createRowResult';
import { askedNumber, isUnwritable, type Row } from './Row';

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
 * Writes the result fields of all rows, in order, as they are now.
 *
 * @param errorOf Returns the error of a row, which then becomes an error item.
 */
export async function writeRows(
	run: Run,
	rows: readonly Row[],
	settings: RowSettings,
	errorOf: (row: Row, statuses: readonly string[]) => NodeError | undefined = () => undefined,
): Promise<INodeExecutionData[]> {
	const output: INodeExecutionData[] = [];
	const write = rowWriter(settings);
	const smallItems = toolItems(run, settings);
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
			columns = apps.map((_, at) => columnsOf(apps, at));
			writer = writerOf(columns);
		}
		const news = apps.map((_, at) => createRowResult(row, at, isItems));
		const statuses = questions.map((question, at) =>
			question.kind === 'kept' ? question.status : (news[at]?.status ?? ''),
		);
		const results = news.map((result, at) => result ?? underOtherNames(columns[at], json));
		const written = results.filter((result) => result !== undefined);
		if (written.length === 0) return { json, statuses };
		const isWhole = written.length === apps.length;
		const writeSome = isWhole ? writer : writerOf(columns.filter((_, at) => results[at]));
		const output = writeSome(json, written) as IDataObject;
		// Its own result may be an earlier one, whose number a sheet has rounded.
		if (questions[0].kind !== 'part' && questions.some(({ kind }) => kind === 'part')) {
			const { digits = '', country = '' } = askedNumber(row) ?? {};
			columns[0].writeNumber(output, { number: digits, country });
		}
		return { json: output, statuses };
	};
}

/** Finds the previous result of a row whose database changed its names, for example to lower case. It is written under its exact names too. */
const underOtherNames = (columns: ResultColumns, json: IDataObject): RowResult | undefined =>
	columns.has(json) ? undefined : columns.read(json);

const TOOL_KEYS = ['app', 'status', 'number', 'country', 'message', 'uploadId'] as const;

/**
 * Makes a function that returns a small item for each app of a row. An AI agent gets them instead of the row, because every field costs
 * tokens.
 */
function toolItems(run: Run, { columnsOf, isItems }: RowSettings) {
	const cells = run.isTool && isItems ? attempt(() => phoneCells(run)) : undefined;
	return (row: Row): INodeExecutionData[] =>
		row.apps.map((_, at) => {
			const { json, item, apps } = row;
			const result = createRowResult(row, at, isItems) ?? columnsOf(apps, at).read(json);
			// As given, so that the model recognizes it, even if it is unreadable.
			const phone = isItems ? attempt(() => cells?.(item)) : json.phone;
			const fields = TOOL_KEYS.map((key) => [key, plainText(result?.[key])]);
			const small = { phone: plainText(phone), ...Object.fromEntries(fields) } as IDataObject;
			return { json: small, pairedItem: { item } };
		});
}
