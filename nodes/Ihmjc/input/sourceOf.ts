import { choiceOf } from '../run/choiceOf';
import type { Run } from '../run/Run';
import { sourceField } from './numberFields';

/** Where the numbers are. It is the same for all items. */
export const sourceOf = (run: Run): 'items' | 'text' | 'binary' =>
	choiceOf(run, sourceField, run.text('source', 0));
