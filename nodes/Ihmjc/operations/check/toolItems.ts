import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { phoneCells } from '../../input/phoneCells';
import type { RowResult } from '../../results/RowResult';
import type { Run } from '../../run/Run';
import { plainText } from '../../util/values';
import type { Row } from './Row';

const KEYS = ['app', 'status', 'number', 'country', 'message', 'uploadId'] as const;

/** The known result fields of a number and an app. */
export type ToolResult = Partial<Record<keyof RowResult, unknown>>;

/**
 * Makes a function that returns a small item for a number and an app. An AI agent gets it instead of the row, because every field costs
 * tokens.
 */
export function toolItems(
	run: Run,
	isItems: boolean,
): (row: Row, at: number, result: ToolResult) => INodeExecutionData {
	const phoneOf = phoneTexts(run, isItems);
	return (row, at, result) => {
		const { number, apps, item } = row;
		const known: ToolResult = {
			app: apps[at].slug,
			...(number?.ok && { number: number.digits, country: number.country }),
			...result,
		};
		const json: IDataObject = { phone: phoneOf(row) };
		for (const key of KEYS) json[key] = plainText(known[key]);
		return { json, pairedItem: { item } };
	};
}

/** Makes a function that returns the number as given, so that the model recognizes it, even if it is unreadable. */
function phoneTexts(run: Run, isItems: boolean): (row: Row) => string {
	if (!isItems) return ({ json }) => plainText(json.phone);
	const cells = phoneCells(run);
	return ({ item }) => {
		try {
			return plainText(cells(item));
		} catch {
			return '';
		}
	};
}
