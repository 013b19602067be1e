import type { IDataObject } from 'n8n-workflow';

import { isOn } from '../../isOn';
import { choiceOf } from '../run/choiceOf';
import type { Run } from '../run/Run';
import { splitByOption } from './numberFields';

export type SplitBy = 'country' | 'callingCode';

/** How numbers become lists. */
export interface ListSettings {
	splitBy: SplitBy;
	strict: boolean;
}

/** @throws NodeOperationError when Split By is no choice of it. */
export const listSettings = (run: Run, options: IDataObject): ListSettings => ({
	splitBy: choiceOf(run, splitByOption, options.splitBy),
	strict: isOn(options.strictNumbers),
});
