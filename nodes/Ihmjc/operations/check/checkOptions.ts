import type { INodeProperties } from 'n8n-workflow';

import type { App } from '../../apps/apps';
import { listSettings, type ListSettings } from '../../input/itemSettings';
import { foreignNumbersOption, splitByOption, strictNumbersOption } from '../../input/numberFields';
import { DEFAULT_OUTPUT_NAME, flatColumns, type ResultColumns } from '../../results/ResultColumns';
import { shownValue, userError } from '../../run/errors';
import { choiceField, numberField, textField } from '../../run/fields';
import { readOption } from '../../run/readOption';
import type { Run } from '../../run/Run';
import { waitOptions, waitSettings, type WaitSettings } from '../../uploads/fields';
import { minNumbers, minNumbersOption, minPoints, minPointsOption } from '../../uploads/guards';
import { DAY_MS, getOrCreate } from '../../util/values';
import { type GivenUpload, uploadsIn } from './givenUploads';

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

/** Settings for reading rows that may have previous results. */
export interface PreviousSettings extends RowSettings {
	/** Milliseconds; 0 for never. */
	recheckAfter: number;
}

export interface CheckSettings extends ListSettings, PreviousSettings {
	keepFailed: boolean;
	minNumbers: number;
	minPoints: number;
	resumeUploads: GivenUpload[];
	wait: WaitSettings;
}

/** @throws NodeOperationError if an option has an invalid value. */
export const checkSettings = (run: Run, rows: RowSettings): CheckSettings => ({
	...previousSettings(run, rows),
	keepFailed: readOption(run, failedNumbersOption) === 'keep',
	minNumbers: minNumbers(run),
	minPoints: minPoints(run),
	resumeUploads: uploadsIn(run, run.option('resumeUploads', '')),
	...listSettings(run),
	wait: waitSettings(run),
});

/** @throws NodeOperationError if an option has an invalid value. */
export const previousSettings = (run: Run, rows: RowSettings): PreviousSettings => ({
	...rows,
	recheckAfter: readOption(run, recheckAfterOption) * DAY_MS,
});

/** Finds the columns of an app, by slug for an additional app and by `''` for the row's own app. */
export type ColumnsOf = (app: string) => ResultColumns;

export function columnsNamed(outputName: string): ColumnsOf {
	const columns = new Map<string, ResultColumns>();
	return (app) => getOrCreate(columns, app, () => flatColumns(outputName, app));
}

/** @throws NodeOperationError if Output Name can't be the start of a field's name. */
export function rowSettings(run: Run): RowSettings {
	const outputName = readOutputName(run);
	return { outputName, columnsOf: columnsNamed(outputName), isItems: true };
}

function readOutputName(run: Run): string {
	const name = readOption(run, outputNameOption);
	if (/^[A-Za-z][A-Za-z0-9_]{0,99}$/.test(name)) return name;
	throw userError(
		run,
		`'Output Name' can't be "${shownValue(name)}"`,
		'Use letters, digits and underscores, starting with a letter, such as telegram. Nothing was sent.',
		{ itemIndex: 0 },
	);
}

/** Returns the key for `ColumnsOf` of one of a row's apps. */
export const columnsKey = (apps: readonly App[], at: number): string =>
	at === 0 ? '' : apps[at].slug;
