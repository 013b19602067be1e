import type { IDataObject } from 'n8n-workflow';

import { isOn } from '../isOn';
import { choiceOf } from '../run/choiceOf';
import type { Run } from '../run/Run';
import type { ParserSettings } from './howToRead';
import { foreignNumbersOption, splitByOption } from './numberFields';

export type SplitBy = 'country' | 'callingCode';

/** How numbers become lists. */
export interface ListSettings extends ParserSettings {
	readonly splitBy: SplitBy;
}

/** @throws NodeOperationError for a value that is no choice of its option. */
export const listSettings = (run: Run, options: IDataObject): ListSettings => ({
	splitBy: choiceOf(run, splitByOption, options.splitBy),
	strict: isOn(options.strictNumbers),
	acceptForeign:
		choiceOf<'accept' | 'reject'>(run, foreignNumbersOption, options.foreignNumbers) === 'accept',
});
