import type { IDataObject } from 'n8n-workflow';

import type { App } from '../../apps/apps';
import type { ParsedNumber, RejectedNumber } from '../../numbers/createNumberParser';
import type { NodeError } from '../../run/errors';
import type { Upload } from '../../uploads/Upload';
import type { PreviousVerdict } from './previousResult';

/** A row, with a question for each app that it asks for. */
export interface Row {
	json: IDataObject;
	/** The input item that it is, or comes from. */
	item: number;
	/** What its cell says; missing where an error came first. */
	number?: ParsedNumber | RejectedNumber;
	/** What its previous result is about, where the cell is blank or rejected. It may be answered, and is never sent. */
	storedNumber?: ParsedNumber;
	/** Its own app first. */
	apps: readonly App[];
	/** What settles the question for each app. */
	questions: readonly Question[];
	/** Whether an earlier row asks its own app about the same number. */
	isDuplicate: boolean;
}

/** A row and an app; or rather what settles them, which rows may share. An upload has the answer, or will have. */
export type Question =
	| Upload
	/** To be sent: the only ones that cost something. */
	| { kind: 'open' }
	| { kind: 'invalid' }
	/** The row keeps its previous result, untouched. */
	| {
			kind: 'kept';
			status: string;
			/** What the result is from, if it is one of this execution. */
			upload?: Upload;
	  }
	/** Another row has a previous answer for the same number. */
	| { kind: 'answered'; answer: PreviousVerdict }
	| { kind: 'failed'; error: NodeError };

export const OPEN: Question = { kind: 'open' };
export const INVALID: Question = { kind: 'invalid' };
