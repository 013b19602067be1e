import { checkOptions, checkSettings, type CheckSettings } from './check/checkOptions';
import { rescuedRows } from './check/problemRows';
import { readRows } from './check/readRows';
import { runUploads } from './check/runUploads';
import { writeRows } from './check/writeRows';
import { numberFields } from './input/numberFields';
import { sourceOf } from './input/sourceOf';
import type { Operation } from './Operation';
import { optionsField } from './run/optionsField';
import { pointsSpentHint } from './run/pointsSpentHint';
import { INCOMPLETE_HINT } from './uploads/fetchFile';
import { listsError } from './uploads/listsError';
import type { Upload } from './uploads/Upload';
import { assertUploadsWithinLimit, sizeOf } from './uploads/UploadPlan';

export const checkOperation: Operation = {
	resource: 'detection',
	value: 'check',
	name: 'Check Numbers',
	// A new node's name, and all that an AI agent's model is told of the tool; n8n adds "in Ihmjc".
	action: 'Check if phone numbers are registered with an app (spends points)',
	description:
		'Check for every phone number whether it is registered with an app; costs points for each number',
	properties: [
		...numberFields,
		...optionsField(checkOptions, { asTool: { maxWait: 2, onTimeout: 'output' } }),
	],
	async execute(run) {
		const settings = checkSettings(run, run.options());
		const { rows, planned, resumed, duplicates, tally } = await readRows(run, settings);
		assertUploadsWithinLimit(run, planned);
		const isError = (upload: Upload) => isFailing(upload, settings);
		await runUploads(run, { planned, resumed }, settings.wait, (upload) => {
			return !run.continues && isError(upload);
		});

		const uploads = [...planned, ...resumed];
		if (!run.continues && uploads.some(isError)) throw listsError(run, uploads);

		const isItems = sourceOf(run) === 'items';
		const output = await writeRows(run, rows, { ...settings, isItems, isFailing: isError });
		tally.addHints(run, duplicates);
		if (uploads.some(({ isComplete }) => !isComplete)) run.hints.warning(INCOMPLETE_HINT);
		pointsSpentHint(run, sizeOf(planned.filter(({ uploadId }) => uploadId !== undefined)));
		return output;
	},
	rescue: rescuedRows,
};

/** An upload that the user wants to hear of as an error. */
function isFailing({ state }: Upload, { keepFailed, wait }: CheckSettings): boolean {
	if (state === 'failed') return !keepFailed;
	return state === 'pending' && wait.onTimeout === 'error';
}
