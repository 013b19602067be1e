import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { withoutNumbers } from '../numbers/withoutNumbers';
import { plainText } from '../util/values';
import { userError } from './errors';
import type { Run } from './Run';

/**
 * Reads an option. An expression may return its value or its name, in any case.
 *
 * @param value `undefined` and `null` mean the field's default.
 * @throws NodeOperationError for any other value, because falling back to the default could return or send the wrong rows.
 */
export function readOption<Choice extends string>(
	run: Run,
	{ displayName, options, default: otherwise }: INodeProperties,
	value: unknown,
	itemIndex = 0,
): Choice {
	if (value === undefined || value === null) return otherwise as Choice;
	const choices = options as INodePropertyOptions[];
	const wanted = plainText(value).toLowerCase();
	const found = choices.find(({ value: choice, name }) =>
		[choice, name].some((each) => String(each).toLowerCase() === wanted),
	);
	if (found) return found.value as Choice;
	throw userError(
		run,
		`'${displayName}' can't be "${withoutNumbers(plainText(value))}"`,
		`Choose one of these: ${choices.map(({ name }) => name).join(', ')}.`,
		{ itemIndex },
	);
}
