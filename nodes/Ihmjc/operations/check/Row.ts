import type { IDataObject } from 'n8n-workflow';

import type { App } from '../../apps/apps';
import type { ParsedNumber, RejectedNumber } from '../../numbers/createNumberParser';
import type { EarlierResult } from '../../results/ResultColumns';
import type { NodeError } from '../run/errors';
import type { CheckedList } from './CheckedList';
import type { EarlierAnswer } from './earlierResult';

/** A row and what is to become of it. */
export type Row = {
	json: IDataObject;
	/** The input item that it is, or comes from. */
	item: number;
} & (
	| {
			kind: 'listed';
			number: ParsedNumber;
			list: CheckedList;
			slot: number;
			duplicate: boolean;
	  }
	| { kind: 'rejected'; rejection: RejectedNumber; app: App }
	/** It brought a fresh result along. */
	| { kind: 'passed'; status: string }
	/** Another row brought a fresh result for the same number along. */
	| { kind: 'answered'; number: ParsedNumber; app: App; answer: EarlierAnswer }
	| { kind: 'problem'; error: NodeError; earlier?: EarlierResult }
);
