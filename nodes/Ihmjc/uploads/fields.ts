import type { INodeProperties } from 'n8n-workflow';

import { idText, isUploadId } from '../results/uploadId';
import { shownValue, userError } from '../run/errors';
import { choiceField, type Field, numberField, textField } from '../run/fields';
import { readOption, readTextParameter } from '../run/readOption';
import type { Run } from '../run/Run';
import { MINUTE_MS, SECOND_MS } from '../util/values';

export const uploadIdField = textField('uploadId', 'Upload ID', {
	required: true,
	default: '={{ $json.uploadId }}',
	placeholder: 'e.g. 42992',
	description:
		'The ID that Ihmjc gave an upload. By default, the field uploadId of the input item. After Check Numbers, use ihmjcUploadId.',
});

/** @throws NodeOperationError if the item has none. */
export function uploadIdOf(run: Run, item: number): string {
	const uploadId = idText(readTextParameter(run, uploadIdField, item));
	if (isUploadId(uploadId)) return uploadId;
	if (uploadId !== '') throw unreadableId(run, uploadId, item);
	throw userError(
		run,
		'Upload ID is missing',
		"Connect a node that returns one, such as Upload, or enter it in 'Upload ID'. After Check Numbers, enter {{ $json.ihmjcUploadId }}.",
		{ itemIndex: item },
	);
}

export const unreadableId = (run: Run, uploadId: string, itemIndex: number) =>
	userError(
		run,
		`Upload ID can't be "${shownValue(uploadId)}"`,
		'An upload ID has at most 100 characters and no spaces. Nothing was sent.',
		{ itemIndex },
	);

const DAY_MINUTES = 24 * 60;

/** Defaults of an AI agent's tool, which are short because a person waits for it. */
export const TOOL_WAIT: Record<string, string | number> = { maxWait: 2, onTimeout: 'output' };

const onTimeoutOption = choiceField('onTimeout', 'On Timeout', {
	choices: {
		error: ['Error', 'Stop with an error that has the upload ID'],
		output: ['Output', 'Continue, and mark unfinished uploads in the output'],
	},
	default: 'error',
	description: 'How to handle uploads that are not done in time. They keep running either way.',
});

const waitInOption = choiceField('waitIn', 'Wait In', {
	choices: {
		automatic: [
			'Automatic',
			'Wait in memory for the first minute, then in the database if possible',
		],
		database: [
			'Database',
			'Wait in the database of n8n at once. The execution survives a restart.',
		],
		memory: ['Memory', 'Wait in the memory of n8n. A restart ends the execution.'],
	},
	default: 'automatic',
	description:
		'Where n8n keeps the execution while Ihmjc is working. Waiting in the database needs n8n 2.41 or newer.',
});

/** An AI agent waits for its tool in memory. */
export const WAIT_NOT_FOR_TOOLS = [waitInOption];

const maxWaitOption = numberField('maxWait', 'Max Wait', {
	typeOptions: { minValue: 0, maxValue: 365 * DAY_MINUTES },
	default: DAY_MINUTES,
	description: 'The longest wait in minutes. Long lists can take hours.',
});

const pollIntervalOption = numberField('pollInterval', 'Poll Interval', {
	typeOptions: { minValue: 10, maxValue: 60 * DAY_MINUTES },
	default: 15,
	description:
		'How many seconds to wait between queries, at least 10. The interval grows with the time waited.',
});

export const waitOptions: INodeProperties[] = [
	maxWaitOption,
	onTimeoutOption,
	pollIntervalOption,
	waitInOption,
];

export type WaitSettings = ReturnType<typeof waitSettings>;

/** Intervals are in milliseconds. @throws NodeOperationError if an option has an invalid value. */
export function waitSettings(run: Run) {
	const read = <Value>(field: Field<Value>): Value => {
		const asTool = run.isTool ? (TOOL_WAIT[field.name] as Value | undefined) : undefined;
		return readOption(run, { ...field, default: asTool ?? field.default });
	};
	return {
		interval: read(pollIntervalOption) * SECOND_MS,
		maxWait: read(maxWaitOption) * MINUTE_MS,
		onTimeout: read(onTimeoutOption),
		// A tool doesn't have the option.
		waitIn: run.isTool ? 'memory' : read(waitInOption),
	};
}
