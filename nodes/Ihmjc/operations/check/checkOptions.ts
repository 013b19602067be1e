import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { App } from '../../apps/apps';
import { findApp } from '../../apps/findApp';
import { listSettings, type ListSettings } from '../../input/itemSettings';
import { foreignNumbersOption, splitByOption, strictNumbersOption } from '../../input/numberFields';
import { withoutNumbers } from '../../numbers/withoutNumbers';
import {
	DEFAULT_OUTPUT_NAME,
	flatColumns,
	idText,
	type ResultColumns,
} from '../../results/ResultColumns';
import { userError } from '../../run/errors';
import { readOption } from '../../run/readOption';
import type { Run } from '../../run/Run';
import { waitOptions, waitSettings, type WaitSettings } from '../../uploads/fields';
import { minNumbers, minNumbersOption, minPoints, minPointsOption } from '../../uploads/guards';
import { DAY_MS, getOrCreate, numericValue, plainText } from '../../util/values';

const failedNumbersOption: INodeProperties = {
	displayName: 'Failed Numbers',
	name: 'failedNumbers',
	type: 'options',
	options: [
		{
			name: 'Error',
			value: 'error',
			description: 'Stop with an error that lists every upload, after all other uploads are done',
		},
		{ name: 'Keep', value: 'keep', description: 'Return the rows with the status "failed"' },
	],
	default: 'error',
	description: 'How to handle numbers that Ihmjc refuses, or whose upload fails',
};

export const outputNameOption: INodeProperties = {
	displayName: 'Output Name',
	name: 'outputName',
	type: 'string',
	default: DEFAULT_OUTPUT_NAME,
	placeholder: 'e.g. telegram',
	description:
		'The prefix of the result fields. Fields of additional apps also have the app in their names, such as ihmjcTelegramStatus.',
};

export const recheckAfterOption: INodeProperties = {
	displayName: 'Recheck After',
	name: 'recheckAfter',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 0,
	description:
		'How many days a previous result stays valid. Rows with a valid result pass through and are not charged. Set to 0 to check every row again.',
};

export const checkOptions: INodeProperties[] = [
	failedNumbersOption,
	foreignNumbersOption,
	minNumbersOption,
	minPointsOption,
	...waitOptions,
	outputNameOption,
	recheckAfterOption,
	{
		displayName: 'Resume Uploads',
		name: 'resumeUploads',
		type: 'string',
		default: '',
		placeholder: 'e.g. 42992, 42993',
		description:
			'IDs of earlier uploads, from an error, the log or an AI agent. Numbers in their results are not charged again; only the others are sent. With several apps, write the app before each ID, such as telegram:42993.',
	},
	splitByOption,
	strictNumbersOption,
];

/** Settings for reading rows that may have previous results. */
export interface PreviousSettings {
	columnsOf: ColumnsOf;
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

/** An upload that an earlier execution made. */
export interface GivenUpload {
	uploadId: string;
	/** Missing if the rows ask for one app only. */
	app?: App;
}

/** @throws NodeOperationError if an option has an invalid value. */
export const checkSettings = (run: Run, options: IDataObject): CheckSettings => ({
	...previousSettings(run, options),
	keepFailed:
		readOption<'error' | 'keep'>(run, failedNumbersOption, options.failedNumbers) === 'keep',
	minNumbers: minNumbers(run, options),
	minPoints: minPoints(run, options),
	resumeUploads: givenUploads(run, options),
	...listSettings(run, options),
	wait: waitSettings(run, options),
});

/** @throws NodeOperationError if an option has an invalid value. */
export const previousSettings = (run: Run, options: IDataObject): PreviousSettings => ({
	columnsOf: resultColumns(run, options),
	recheckAfter: recheckAfter(run, options),
});

/** Invalid values are errors, because a wrong guess would be charged. */
function recheckAfter(run: Run, options: IDataObject): number {
	if (!('recheckAfter' in options)) return 0;
	const days = numericValue(options.recheckAfter);
	if (days !== undefined && days >= 0) return days * DAY_MS;
	throw userError(
		run,
		"'Recheck After' is not a number of days",
		'Enter how many days a result stays valid, or 0 to check every row again. Nothing was sent.',
	);
}

/** Reads upload IDs, each with or without the name of an app before it. */
function givenUploads(run: Run, { resumeUploads }: IDataObject): GivenUpload[] {
	const given = [resumeUploads ?? ''].flat().flatMap((each) => plainText(each).split(/[,;\s]+/));
	return given
		.filter((text) => text !== '')
		.map((text) => {
			const [uploadId, ...names] = text.split(':').reverse();
			const app = findApp(names.join(':'));
			if (/^[\w.-]+$/.test(uploadId) && (names.length === 0 || app))
				return { uploadId: idText(uploadId), app };
			throw userError(
				run,
				`'Resume Uploads' can't be read: "${withoutNumbers(text)}"`,
				'Enter upload IDs with commas between them, such as 42992, 42993. To name the app of each, write it first, such as telegram:42993. Nothing was sent.',
			);
		});
}

/** Finds the columns of an app, by slug for an additional app and by `''` for the row's own app. */
export type ColumnsOf = (app: string) => ResultColumns;

export function resultColumns(run: Run, { outputName }: IDataObject): ColumnsOf {
	const name = plainText(outputName ?? DEFAULT_OUTPUT_NAME);
	if (!/^[A-Za-z][A-Za-z0-9_]*$/.test(name)) {
		throw userError(
			run,
			`'Output Name' can't be "${withoutNumbers(name)}"`,
			'Use letters, digits and underscores, starting with a letter, such as telegram. Nothing was sent.',
		);
	}
	const columns = new Map<string, ResultColumns>();
	return (app) => getOrCreate(columns, app, () => flatColumns(name, app));
}

/** Returns the key for `ColumnsOf` of one of a row's apps. */
export const columnsKey = (apps: readonly App[], at: number): string =>
	at === 0 ? '' : apps[at].slug;
