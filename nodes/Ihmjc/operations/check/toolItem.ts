import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { plainText } from '../../plainText';
import type { RowResult } from '../../results/RowResult';
import { valueAt } from '../input/valueAt';
import type { Run } from '../run/Run';

const KEYS = ['app', 'status', 'number', 'country', 'message', 'uploadId'] as const;

/**
 * The small item that an AI agent gets for a number and an app, in place of the row: every field costs tokens, and the
 * others mean nothing to it. It has no files, with which an agent could do nothing.
 *
 * @param row What came in, or the line of a text or a file.
 * @param result What is known of it, also if it brought that along.
 */
export function toolItem(
	run: Run,
	{ json, item }: { json: IDataObject; item: number },
	result: Partial<Record<keyof RowResult, unknown>>,
): INodeExecutionData {
	const small: IDataObject = { phone: phoneOf(run, json, item) };
	for (const key of KEYS) small[key] = plainText(result[key]);
	return { json: small, pairedItem: { item } };
}

/** The number as it was given, by which the model knows it again. It may be what can't be read. */
function phoneOf(run: Run, json: IDataObject, item: number): string {
	try {
		if (run.text('source', 0) !== 'items') return plainText(json.phone);
		return plainText(valueAt(run.untrimmed('phoneField', item))(json));
	} catch {
		return '';
	}
}
