import type { INodeProperties } from 'n8n-workflow';

import type { App } from '../../apps/apps';
import { listSettings } from '../../input/itemSettings';
import { foreignNumbersOption, splitByOption, strictNumbersOption } from '../../input/numberFields';
import { DEFAULT_OUTPUT_NAME, flatColumns, type ResultColumns } from '../../results/ResultColumns';
import { shownValue, userError } from '../../run/errors';
import { choiceField, numberField, textField } from '../../run/fields';
import { readOption } from '../../run/readOption';
import type { Run } from '../../run/Run';
import { waitOptions, waitSettings } from '../../uploads/fields';
import { minNumbers, minNumbersOption, minPointsOption } from '../../uploads/guards';
import { DAY_MS, getOrCreate } from '../../util/values';

const failedNumbersOption = choiceField('failedNumbers', 'Failed Numbers', {
	choices: {
		error: [
			'Error',
			'Stop with an error that lists every upload, after all other uploads are done',
		],
		keep: ['Keep', 'Return the rows with the status "failed"'],
	},
	default: 'error',
	description: 'How to handle numbers that Ihmjc refuses, or whose upload fails',
});

export const outputNameOption = textField('outputName', 'Output Name', {
	default: DEFAULT_OUTPUT_NAME,
	placeholder: 'e.g. telegram',
	description:
		'The prefix of the result fields. Fields of additional apps also have the app in their names, such as ihmjcTelegramStatus.',
});

export const recheckAfterOption = numberField('recheckAfter', 'Recheck After', {
	default: 0,
	description:
		'How many days a previous result stays valid. Rows with a valid result pass through and are not charged. Set to 0 to check every row again.',
});

export const checkOptions: INodeProperties[] = [
	failedNumbersOption,
	foreignNumbersOption,
	minNumbersOption,
	minPointsOption,
	...waitOptions,
	outputNameOption,
	recheckAfterOption,
	textField('resumeUploads', 'Resume Uploads', {
		default: '',
		placeholder: 'e.g. 42992, 42993',
		description:
			'IDs of earlier uploads, from an error, the log or an AI agent. Numbers in their results are not charged again; only the others are sent. With several apps, write the app before each ID, such as telegram:42993.',
	}),
	splitByOption,
	strictNumbersOption,
];

/** How rows are read and written. */
export interface RowSettings {
	outputName: string;
	columnsOf: ColumnsOf;
	/** Whether the rows are items, or lines of a text or a file. */
	isItems: boolean;
}

/** Finds the columns of one of a row's apps. Those of its own app, the first, don't have the app in their names. */
export type ColumnsOf = (apps: readonly App[], at: number) => ResultColumns;

/** @throws NodeOperationError if Output Name can't be the start of a field's name. */
export function rowSettings(run: Run): RowSettings {
	const outputName = readOption(run, outputNameOption);
	if (/^[A-Za-z][A-Za-z0-9_]{0,99}$/.test(outputName)) {
		return { outputName, columnsOf: columnsNamed(outputName), isItems: true };
	}
	throw userError(
		run,
		`'Output Name' can't be "${shownValue(outputName)}"`,
		'Use letters, digits and underscores, starting with a letter, such as telegram. Nothing was sent.',
		{ itemIndex: 0 },
	);
}

export function columnsNamed(outputName: string): ColumnsOf {
	const columns = new Map<string, ResultColumns>();
	return (apps, at) => {
		const app = at === 0 ? '' : apps[at].slug;
		return getOrCreate(columns, app, () => flatColumns(outputName, app));
	};
}

/**
 * Settings for reading rows that may have previous results.
 *
 * @throws NodeOperationError if an option has an invalid value.
 */
export const readSettings = (run: Run, rows: RowSettings) => ({
	...rows,
	...listSettings(run),
	/** Milliseconds; 0 for never. */
	recheckAfter: readOption(run, recheckAfterOption) * DAY_MS,
});

export type ReadSettings = ReturnType<typeof readSettings>;

/** @throws NodeOperationError if an option has an invalid value. */
export const checkSettings = (run: Run, rows: RowSettings) => ({
	...readSettings(run, rows),
	keepFailed: readOption(run, failedNumbersOption) === 'keep',
	minNumbers: minNumbers(run),
	minPoints: readOption(run, minPointsOption),
	wait: waitSettings(run),
});

export type CheckSettings = ReturnType<typeof checkSettings>;
