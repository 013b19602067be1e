import { waitInPlace } from '../../handOver/waitInPlace';
import { waitPlace } from '../../handOver/waitPlace';
import { numberFields, sourceOf } from '../../input/numberFields';
import { pointsSpentHint } from '../../run/hints';
import { optionsField } from '../../run/optionsField';
import type { Run } from '../../run/Run';
import { releaseUploads, sizeOf } from '../../uploads/claimUploads';
import { NOT_FOR_TOOLS, TOOL_WAIT } from '../../uploads/fields';
import type { Upload } from '../../uploads/Upload';
import type { Operation } from '../Operation';
import { checkOptions, checkSettings } from './checkOptions';
import { finishRows, isFailing } from './finishRows';
import { handOverRows } from './handOverRows';
import { planRows } from './planRows';
import { readRows } from './readRows';
import { recoverRows } from './recoverRows';
import { resumeGivenUploads } from './resumeGivenUploads';
import { followUploads, isPending, runUploads } from './runUploads';

export const checkOperation: Operation = {
	resource: 'detection',
	value: 'check',
	name: 'Check Numbers',
	action: 'Check phone numbers',
	description: 'Check which phone numbers are registered with an app. Charged per number.',
	toolDescription:
		'Check whether phone numbers are registered with an app such as WhatsApp or Telegram. This spends points, which are bought with money, for each number. Write every number with + and its country code, such as +14155550100, one per line. Returns one item per number and app with its status: activated (registered), unregistered, unknown, invalid (not sent, not charged), failed, or pending. Pending means that the number was accepted and charged, and that Ihmjc needs more time. While you are answering the same message, call this tool again with the same numbers: that is free. In a later message it is charged again. With the uploadId it is free: use the tools Wait Until Done and Download, or this tool with resumeUploads if it has that input.',
	properties: [
		...numberFields,
		...optionsField(checkOptions, { asTool: TOOL_WAIT, notForTools: NOT_FOR_TOOLS }),
	],
	async execute(run) {
		const isItems = sourceOf(run) === 'items';
		const settings = { ...checkSettings(run, run.options()), isItems };
		const read = await readRows(run, settings);
		const { rows, tally, known } = read;
		const isInPlace = rows.every(({ item }, index) => item === index);
		const place = waitPlace(run, settings.wait, { count: rows.length, isInPlace });

		const { wait } = settings;
		const maxWait = Math.max(0, run.waitingSince + wait.maxWait - run.clock.now());
		const given = await resumeGivenUploads(run, rows, { ...settings, wait: { ...wait, maxWait } });
		const resumed = known.uploads;
		const planned = await planRows(run, read, settings);
		let going: Upload[];
		try {
			going = await runUploads(run, { planned, resumed }, wait, (upload) => {
				return !run.continues && isFailing(upload, settings);
			});
		} finally {
			releaseUploads(run, planned);
		}
		const uploads = [...planned, ...resumed, ...given];
		const addHints = () => {
			tally.addHint(run);
			pointsSpentHint(
				run,
				sizeOf(planned.filter((upload) => isPaidHere(run, upload))),
				planned.map(({ pointsLeft }) => pointsLeft),
			);
		};
		const isHandedOver = await waitInPlace(run, wait, place, {
			wait: async (times) => await followUploads(run, going, { ...wait, ...times, until: 'done' }),
			isPending: () => going.some(isPending),
			handOver: async (waited, deadline) => {
				addHints();
				return await handOverRows(run, { rows, uploads, settings, waited, deadline });
			},
		});
		if (isHandedOver) return [];
		const output = await finishRows(run, rows, uploads, settings);
		addHints();
		return output;
	},
	recover: recoverRows,
};

const isPaidHere = (run: Run, { uploadId, submission }: Upload) =>
	uploadId !== undefined && submission?.list.run === run.key;
