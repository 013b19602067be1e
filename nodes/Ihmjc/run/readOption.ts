import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { withoutNumbers } from '../numbers/withoutNumbers';
import { plainText } from '../util/values';
import { userError } from './errors';
import type { Run } from './Run';

/**
 * What is chosen in a field. An expression may give a choice by its value or by its name, in any case.
 *
 * @param value Nothing stands for the field's default.
 * @throws NodeOperationError for what is no choice: taken for the default, it would give or send something else.
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
		`${displayName} can't be "${withoutNumbers(plainText(value))}"`,
		`Choose one of these: ${choices.map(({ name }) => name).join(', ')}.`,
		{ itemIndex },
	);
}
