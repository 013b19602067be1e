import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { errorItem, fullText } from '../../run/errors';
import type { Run } from '../../run/Run';
import { isChargeable } from '../../uploads/Part';
import { forEachYielding } from '../../util/createYielder';
import type { ColumnsOf, RowSettings } from './checkOptions';
import { askedNumber, isUnwritable, type Question, type Row } from './Row';
import { rowItem } from './writeRows';

/** The action that Check Numbers would take with a row for an app. */
type Action = 'send' | 'hold' | 'skip' | 'keep' | 'resume';

/** Makes an item of every row, with its number and what Check Numbers would do with it. */
export async function previewRows(
	run: Run,
	rows: readonly Row[],
	{ columnsOf, isItems }: RowSettings,
): Promise<INodeExecutionData[]> {
	const output: INodeExecutionData[] = [];
	await forEachYielding(rows, (row) => {
		const { json, item, error } = row;
		if (error && (run.hasErrorOutput || isUnwritable(row))) output.push(errorItem(error, item));
		else output.push(rowItem(run, { ...json, ...fieldsOf(row, columnsOf) }, item, isItems));
	});
	return output;
}

function fieldsOf(row: Row, columnsOf: ColumnsOf): IDataObject {
	const { questions, apps, json, isDuplicate, error } = row;
	const own = columnsOf(apps, 0);
	const { prefix } = own;
	// A row that keeps its result keeps these fields of it, even if its number can't be read.
	const stored = questions[0].kind === 'kept' ? own.read(json) : undefined;
	const { digits = stored?.number ?? '', country = stored?.country ?? '' } = askedNumber(row) ?? {};
	const { reason, message } = explanation(row);
	const fields: IDataObject = {
		[`${prefix}Number`]: digits,
		[`${prefix}Country`]: country,
		[`${prefix}Reason`]: reason,
		[`${prefix}Message`]: message,
		[`${prefix}Duplicate`]: stored?.duplicate ?? isDuplicate,
	};
	for (const [at, question] of questions.entries()) {
		const columns = columnsOf(apps, at);
		fields[`${columns.prefix}Action`] = error ? 'skip' : actionOf(question);
	}
	return fields;
}

function actionOf(question: Question): Action {
	if (question.kind === 'part') {
		if (question.state.kind === 'held') return 'hold';
		return isChargeable(question) ? 'send' : 'resume';
	}
	return question.kind === 'kept' || question.kind === 'known' ? 'keep' : 'skip';
}

function explanation({ number, questions: [question], error }: Row) {
	if (error) return { reason: 'error', message: fullText(error) };
	if (question.kind === 'part' && question.state.kind === 'held') {
		return { reason: 'tooFew', message: question.state.message };
	}
	if (question.kind !== 'invalid' || !number || number.ok) return { reason: '', message: '' };
	return { reason: number.reason, message: number.message };
}
