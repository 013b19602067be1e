import type { IDataObject } from 'n8n-workflow';

import type { App } from '../../apps/apps';
import type { ParsedNumber, RejectedNumber } from '../../numbers/createNumberParser';
import type { RowResult } from '../../results/RowResult';
import type { NodeError } from '../../run/errors';
import type { Part } from '../../uploads/Part';

/** A row, with one question for each of its apps. */
export interface Row {
	json: IDataObject;
	/** The input item it comes from. */
	item: number;
	/** The parsed cell; missing if an error came first. */
	number?: ParsedNumber | RejectedNumber;
	/** The number of its previous result, if the cell is blank or rejected. It gets its result, and is never sent. */
	storedNumber?: ParsedNumber;
	/** Its previous results, if they are about its number, by app. Rows without any have no array. */
	previous?: ReadonlyArray<RowResult | undefined>;
	/** Its own app first. */
	apps: readonly App[];
	/** The state of each question. */
	questions: readonly Question[];
	/** Whether an earlier row has the same number for its own app. */
	isDuplicate: boolean;
	/** Why its item can't be read. */
	error?: NodeError;
}

/** How a row gets its result for an app. Several rows may share it. A part has the verdict, or will have it. */
export type Question =
	| Part
	/** Will be sent, and charged. */
	| { kind: 'open' }
	| { kind: 'invalid' }
	/** The row keeps the result that it has. */
	| {
			kind: 'kept';
			status: string;
			/** The upload that the result is from, if it was written before the wait was handed over. */
			part?: Part;
	  }
	/** Another row has a previous result for the same number. */
	| { kind: 'known'; verdict: RowResult }
	| { kind: 'failed'; error: NodeError };

/** Whether the row has no place for results, because its fields of these names are its own. */
export const isUnwritable = ({ error, apps }: Row): boolean =>
	error !== undefined && apps.length === 0;

export const OPEN: Question = { kind: 'open' };
export const INVALID: Question = { kind: 'invalid' };

/** The question of a row without a result. */
export const openQuestion = ({ number }: Row): Question => (number?.ok ? OPEN : INVALID);

/** The number that a row asks for: that of its cell or, if the cell is unreadable, the stored one. */
export function askedNumber({ number, storedNumber }: Row): ParsedNumber | undefined {
	return storedNumber ?? (number?.ok ? number : undefined);
}

/** Looks for the number of a row in an upload. */
export function ask(part: Part, row: Row, at: number): Part {
	const { value } = askedNumber(row) as ParsedNumber;
	const isNew = part.add(value, row.item);
	if (at === 0) row.isDuplicate = !isNew;
	return part;
}

/** Makes a function that returns the last array if it has the same questions, because most rows have those of the row before. */
export function questionSharer(): (questions: Question[]) => readonly Question[] {
	let last: readonly Question[] = [];
	return (questions) => {
		const isSame =
			questions.length === last.length && questions.every((each, at) => each === last[at]);
		return isSame ? last : (last = questions);
	};
}
