import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { numericValue, plainText } from '../util/values';
import { shownValue, type Source, userError } from './errors';
import type { Field } from './fields';
import type { Run } from './Run';

/**
 * Reads an option of the `options` collection as its field describes it: a choice by its value or name, a switch, a number or a text.
 *
 * @throws NodeOperationError for any other value, because falling back to the default could return or send the wrong rows.
 */
export const readOption = <Value>(run: Run, field: Field<Value>): Value =>
	readValue(run, field, run.option(field.name, field.default), 0);

/** A run of the node, or a poll of the trigger, which has no items. */
type ParameterSource = Source & Pick<Run, 'parameter'>;

/** Reads a parameter of an item in the same way. */
export const readParameter = <Value>(
	run: ParameterSource,
	field: Field<Value>,
	item?: number,
): Value => readValue(run, field, run.parameter(field.name, item ?? 0, field.default), item);

/** Reads a parameter of an item as text; `''` if an expression gives nothing. */
export const readTextParameter = (run: Run, field: INodeProperties, item: number): string =>
	textOf(run, field, run.parameter(field.name, item, ''), item);

/** Returns one of the texts of a parameter; `''` for `undefined` and `null`. */
export const textOf = (run: Run, field: INodeProperties, value: unknown, item: number): string =>
	readValue(run, { ...field, type: 'string', default: '' }, value, item);

/** Reads parameters for every item only if one of them is an expression. */
export function readPerItemOrOnce<Value>(
	run: Run,
	parameters: readonly string[],
	read: (run: Run, item: number) => Value,
): (item: number) => Value {
	if (run.isExpression(...parameters)) return (item) => read(run, item);
	let once: { value: Value } | undefined;
	return () => (once ??= { value: read(run, 0) }).value;
}

function readValue<Value>(run: Source, field: INodeProperties, raw: unknown, item?: number): Value {
	// Texts and choices may be missing, because their defaults are safe. A limit that is missing would be none.
	const isOptional = field.type === 'options' || field.type === 'string';
	const value = isOptional ? (raw ?? field.default) : raw;
	const read = READERS[field.type as keyof typeof READERS](value, field);
	if (read !== undefined) return read as Value;
	throw userError(
		run,
		`'${field.displayName}' can't be "${shownValue(value)}"`,
		`${adviceFor(field)} Nothing was sent.`,
		{ itemIndex: item },
	);
}

/** Each returns `undefined` for a value that isn't of its type. */
const READERS = {
	boolean(value: unknown) {
		const text = typeof value === 'boolean' ? String(value) : plainText(value).toLowerCase();
		if (text === 'true' || text === '1') return true;
		return text === 'false' || text === '0' ? false : undefined;
	},
	number(value: unknown, { typeOptions }: INodeProperties) {
		const number = numericValue(value);
		const { minValue = 0, maxValue = Infinity } = typeOptions ?? {};
		// A negative number is a mistake where 0 has a meaning.
		if (number === undefined || (number < 0 && minValue === 0)) return undefined;
		return Math.min(Math.max(number, minValue), maxValue);
	},
	options(value: unknown, { options }: INodeProperties) {
		const wanted = plainText(value).toLowerCase();
		const found = (options as INodePropertyOptions[]).find((choice) =>
			[choice.value, choice.name].some((each) => String(each).toLowerCase() === wanted),
		);
		return found?.value;
	},
	string: (value: unknown) =>
		typeof value === 'string' || Number.isFinite(value) ? String(value).trim() : undefined,
};

function adviceFor({ type, options }: INodeProperties): string {
	if (type === 'boolean') return 'Use true or false.';
	if (type === 'number') return 'Enter a number, 0 or more.';
	if (type === 'string') return 'Enter text.';
	return `Choose one of these: ${(options as INodePropertyOptions[]).map(({ name }) => name).join(', ')}.`;
}
