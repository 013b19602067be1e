import type { IDataObject } from 'n8n-workflow';

import type { App } from '../../apps/apps';
import type { ParsedNumber, RejectedNumber } from '../../numbers/createNumberParser';
import type { NodeError } from '../../run/errors';
import type { Upload } from '../../uploads/Upload';
import type { PreviousVerdict } from './previousResult';

/** A row, with one question for each of its apps. */
export interface Row {
	json: IDataObject;
	/** The input item it comes from. */
	item: number;
	/** The parsed cell; missing if an error came first. */
	number?: ParsedNumber | RejectedNumber;
	/** The number of its previous result, if the cell is blank or rejected. It gets its result, and is never sent. */
	storedNumber?: ParsedNumber;
	/** Its own app first. */
	apps: readonly App[];
	/** The state of each question. */
	questions: readonly Question[];
	/** Whether an earlier row has the same number for its own app. */
	isDuplicate: boolean;
}

/** How a row gets its result for an app. Several rows may share it. An upload has the verdict, or will have it. */
export type Question =
	| Upload
	/** Will be sent, and charged. */
	| { kind: 'open' }
	| { kind: 'invalid' }
	/** The row keeps its previous result. */
	| {
			kind: 'kept';
			status: string;
			/** The upload that has the result, if it was read before the wait was handed over. */
			upload?: Upload;
	  }
	/** Another row has a previous result for the same number. */
	| { kind: 'known'; verdict: PreviousVerdict }
	| { kind: 'failed'; error: NodeError };

export const OPEN: Question = { kind: 'open' };
export const INVALID: Question = { kind: 'invalid' };
