import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { userError } from '../run/errors';
import { readOption } from '../run/readOption';
import type { Run } from '../run/Run';
import { DAY_MS, MINUTE_MS, numericValue, SECOND_MS } from '../util/values';

export const uploadIdField: INodeProperties = {
	displayName: 'Upload ID',
	name: 'uploadId',
	type: 'string',
	required: true,
	default: '={{ $json.uploadId }}',
	placeholder: 'e.g. 42992',
	description:
		'The ID that Ihmjc gave an upload. By default the field uploadId of the input item. After Check Numbers, use ihmjcUploadId.',
};

/** @throws NodeOperationError if the item has none. */
export function uploadIdOf(run: Run, item: number): string {
	const uploadId = run.text('uploadId', item);
	if (uploadId === '' || uploadId === 'undefined' || uploadId === 'null') {
		throw userError(
			run,
			'Upload ID is missing',
			"Connect a node that returns one, such as Upload, or enter it in 'Upload ID'. After Check Numbers, enter {{ $json.ihmjcUploadId }}.",
			{ itemIndex: item },
		);
	}
	return uploadId;
}

const MAX_WAIT_MINUTES = 1440;
const POLL_INTERVAL_SECONDS = 15;

/** Defaults of an AI agent's tool, which are short because a person waits for it. */
export const TOOL_WAIT = { maxWait: 2, onTimeout: 'output' };

const onTimeoutOption: INodeProperties = {
	displayName: 'On Timeout',
	name: 'onTimeout',
	type: 'options',
	options: [
		{
			name: 'Error',
			value: 'error',
			description: 'Stop with an error that has the upload ID',
		},
		{
			name: 'Output',
			value: 'output',
			description: 'Continue, and say in the output that it is not done yet',
		},
	],
	default: 'error',
	description: 'What to do when the time is up. The upload keeps running either way.',
};

const waitInOption: INodeProperties = {
	displayName: 'Wait In',
	name: 'waitIn',
	type: 'options',
	options: [
		{
			name: 'Automatic',
			value: 'automatic',
			description: 'Wait in memory for the first minute, then in the database if possible',
		},
		{
			name: 'Database',
			value: 'database',
			description: 'Wait in the database of n8n at once. The execution survives a restart.',
		},
		{
			name: 'Memory',
			value: 'memory',
			description: 'Wait in the memory of n8n. A restart ends the execution.',
		},
	],
	default: 'automatic',
	description:
		'Where n8n keeps the execution while Ihmjc is working. Waiting in the database needs n8n 2.41 or newer.',
};

/** An AI agent waits for its tool in memory. */
export const NOT_FOR_TOOLS = [waitInOption.name];

export const waitOptions: INodeProperties[] = [
	{
		displayName: 'Max Wait',
		name: 'maxWait',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: MAX_WAIT_MINUTES,
		description: 'The longest wait in minutes. Long lists can take hours.',
	},
	onTimeoutOption,
	{
		displayName: 'Poll Interval',
		name: 'pollInterval',
		type: 'number',
		typeOptions: { minValue: 10 },
		default: POLL_INTERVAL_SECONDS,
		description:
			'How many seconds to wait between queries, at least 10. The interval grows with the time waited.',
	},
	waitInOption,
];

export interface WaitSettings {
	/** Milliseconds. */
	interval: number;
	/** Milliseconds. */
	maxWait: number;
	onTimeout: 'error' | 'output';
	waitIn: 'automatic' | 'database' | 'memory';
}

/** @throws NodeOperationError if On Timeout or Wait In has an invalid value. */
export function waitSettings(run: Run, given: IDataObject): WaitSettings {
	const options: IDataObject = run.isTool ? { ...TOOL_WAIT, ...given } : given;
	return {
		interval: Math.min(
			numberOr(options.pollInterval, POLL_INTERVAL_SECONDS) * SECOND_MS,
			FOREVER_MS,
		),
		maxWait: Math.min(numberOr(options.maxWait, MAX_WAIT_MINUTES) * MINUTE_MS, FOREVER_MS),
		onTimeout: readOption(run, onTimeoutOption, options.onTimeout),
		// A tool doesn't have the option.
		waitIn: run.isTool ? 'memory' : readOption(run, waitInOption, options.waitIn),
	};
}

/** A thousand years, which still is a date, and a number in JSON. */
const FOREVER_MS = 365_000 * DAY_MS;

/** Falls back to the default if an expression returns an invalid number. */
function numberOr(value: unknown, otherwise: number): number {
	const number = numericValue(value);
	return number !== undefined && number >= 0 ? number : otherwise;
}
