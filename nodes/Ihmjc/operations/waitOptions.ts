import type { IDataObject, INodeProperties } from 'n8n-workflow';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** The options of a wait, in the order of the menu. */
export const waitOptions: INodeProperties[] = [
	{
		displayName: 'Max Wait',
		name: 'maxWait',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 60,
		description: 'How many minutes to wait at most. Long lists can take hours.',
	},
	{
		displayName: 'On Timeout',
		name: 'onTimeout',
		type: 'options',
		options: [
			{
				name: 'Error',
				value: 'error',
				description: 'Stop with an error that names the upload ID',
			},
			{
				name: 'Output',
				value: 'output',
				description: 'Go on and say in the output that it is not done yet',
			},
		],
		default: 'error',
		description: 'What to do when the time is up. The upload goes on at the service either way.',
	},
	{
		displayName: 'Poll Interval',
		name: 'pollInterval',
		type: 'number',
		typeOptions: { minValue: 10 },
		default: 15,
		description:
			'How many seconds to wait before Ihmjc is asked again, at least 10. The pause grows with the time waited.',
	},
];

export interface WaitSettings {
	/** Milliseconds. */
	interval: number;
	maxWait: number;
	onTimeout: 'error' | 'output';
}

export function waitSettings({
	pollInterval = 15,
	maxWait = 60,
	onTimeout = 'error',
}: IDataObject): WaitSettings {
	return {
		interval: seconds(pollInterval, 15) * SECOND,
		maxWait: seconds(maxWait, 60) * MINUTE,
		onTimeout: onTimeout === 'output' ? 'output' : 'error',
	};
}

/** An expression may give anything; what isn't a number counts as not given. */
function seconds(value: unknown, otherwise: number): number {
	const number = Number(value);
	return Number.isFinite(number) && number >= 0 ? number : otherwise;
}
