import { numberFields, sourceOf } from '../../input/numberFields';
import { pointsSpentHint } from '../../run/hints';
import { optionsField } from '../../run/optionsField';
import type { Run } from '../../run/Run';
import { releaseUploads } from '../../uploads/claimUploads';
import { listsError } from '../../uploads/errors';
import { INCOMPLETE_HINT } from '../../uploads/fetchFile';
import { TOOL_WAIT } from '../../uploads/fields';
import type { Upload } from '../../uploads/Upload';
import { sizeOf } from '../../uploads/UploadPlan';
import type { Operation } from '../Operation';
import { checkOptions, checkSettings, type CheckSettings } from './checkOptions';
import { planRows } from './planRows';
import { recoverRows } from './recoverRows';
import { readRows } from './readRows';
import { resumeGivenUploads } from './resumeGivenUploads';
import { runUploads } from './runUploads';
import { writeRows } from './writeRows';

export const checkOperation: Operation = {
	resource: 'detection',
	value: 'check',
	name: 'Check Numbers',
	action: 'Check phone numbers',
	description: 'Check which phone numbers are registered with an app. Charged per number.',
	toolDescription:
		'Check whether phone numbers are registered with an app such as WhatsApp or Telegram. This spends points, which are bought with money, for each number. Write every number with + and its country code, such as +14155550100, one per line. Returns one item per number and app with its status: activated (registered), unregistered, unknown, invalid (not sent, not charged), failed, or pending. Pending means that the number was accepted and charged, and that Ihmjc needs more time. While you are answering the same message, call this tool again with the same numbers: that is free. In a later message it is charged again. With the uploadId it is free: use the tools Wait Until Done and Download, or this tool with resumeUploads if it has that input.',
	properties: [...numberFields, ...optionsField(checkOptions, { asTool: TOOL_WAIT })],
	async execute(run) {
		const settings = checkSettings(run, run.options());
		const read = await readRows(run, settings);
		const { rows, tally, known } = read;
		const startedAt = run.clock.now();
		const given = await resumeGivenUploads(run, rows, settings);
		const resumed = known.uploads;
		const { planned, duplicates } = await planRows(run, read, settings);
		const isError = (upload: Upload) => isFailing(upload, settings);
		try {
			const maxWait = Math.max(0, settings.wait.maxWait - (run.clock.now() - startedAt));
			await runUploads(run, { planned, resumed }, { ...settings.wait, maxWait }, (upload) => {
				return !run.continues && isError(upload);
			});
		} finally {
			releaseUploads(run, planned);
		}

		const uploads = [...planned, ...resumed, ...given];
		if (!run.continues && uploads.some(isError)) throw listsError(run, uploads);

		const isItems = sourceOf(run) === 'items';
		const output = await writeRows(run, rows, { ...settings, isItems, isFailing: isError });
		tally.addHints(run, duplicates);
		if (uploads.some(({ isComplete }) => !isComplete)) run.hints.warning(INCOMPLETE_HINT);
		pointsSpentHint(
			run,
			sizeOf(planned.filter((upload) => isPaidHere(run, upload))),
			planned.map(({ pointsLeft }) => pointsLeft),
		);
		return output;
	},
	recover: recoverRows,
};

const isPaidHere = (run: Run, { uploadId, submission }: Upload) =>
	uploadId !== undefined && submission?.list.run === run.key;

/** An upload that the user wants to hear of as an error. */
function isFailing({ state }: Upload, { keepFailed, wait }: CheckSettings): boolean {
	if (state === 'failed') return !keepFailed;
	return state === 'pending' && wait.onTimeout === 'error';
}
