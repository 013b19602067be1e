import type { INodeExecutionData } from 'n8n-workflow';

import { waitInPlace } from '../../handOver/waitInPlace';
import { waitPlace } from '../../handOver/waitPlace';
import { numberFields, sourceOf } from '../../input/numberFields';
import { rethrowUnlessContinuing } from '../../run/errors';
import { optionsField } from '../../run/fields';
import type { Run } from '../../run/Run';
import { NOT_FOR_TOOLS, TOOL_WAIT } from '../../uploads/fields';
import { followParts } from '../../uploads/followParts';
import { heldHint, minNumbersOption } from '../../uploads/guards';
import { isPending, type Part, uploadIdsOf } from '../../uploads/Part';
import { sendParts, sentHint } from '../../uploads/sendParts';
import type { Operation } from '../Operation';
import { checkOptions, checkSettings, type RowSettings, rowSettings } from './checkOptions';
import { failRows } from './failRows';
import { finishRows, isFailing } from './finishRows';
import { handOverRows } from './handOverRows';
import { planRows } from './planRows';
import { readRows } from './readRows';
import { askResumed, giveUploads } from './resumeParts';

export const checkOperation: Operation = {
	resource: 'detection',
	value: 'check',
	name: 'Check Numbers',
	action: 'Check phone numbers',
	description: 'Check which phone numbers are registered with an app. Charged per number.',
	toolDescription:
		'Check whether phone numbers are registered with an app such as WhatsApp or Telegram. This spends points, which are bought with money, for each number. Write every number with + and its country code, such as +14155550100, one per line. Ihmjc may refuse single numbers as too few; refused numbers are not charged. Returns one item per number and app with its status: activated (registered), unregistered, unknown, invalid (not sent, not charged), failed, or pending. Pending means that the number was accepted and charged, and that Ihmjc needs more time. While you are answering the same message, call this tool again with the same numbers: that is free. In a later message it is charged again. With the uploadId it is free: use the tools Wait Until Done and Download, or this tool with resumeUploads if it has that input.',
	properties: [
		...numberFields,
		...optionsField(checkOptions, TOOL_WAIT, [...NOT_FOR_TOOLS, minNumbersOption]),
	],
	async execute(run) {
		// Without a valid Output Name no row is written, because the default fields may hold another result.
		const rows = rowSettings(run);
		try {
			rows.isItems = sourceOf(run) === 'items';
			return await checkNumbers(run, rows);
		} catch (thrown) {
			const error = rethrowUnlessContinuing(run, thrown);
			if (run.hasErrorOutput) throw error;
			return await failRows(run, rows, error);
		}
	},
};

async function checkNumbers(run: Run, rowsAre: RowSettings): Promise<INodeExecutionData[]> {
	const settings = checkSettings(run, rowsAre);
	const { wait, resumeUploads } = settings;
	const read = await readRows(run, settings);
	const { rows, parts, tally } = read;
	const isInPlace = rows.every(({ item }, index) => item === index);
	const place = waitPlace(run, wait, { count: rows.length, isInPlace });

	await giveUploads(run, read, resumeUploads, wait, place.inMemory === 0 ? 'status' : 'done');
	await askResumed(run, read, wait);
	const stopped = new Set<string>();
	for (const part of parts.all) {
		const isGone = part.state.kind === 'failed' && !run.continues && isFailing(part, settings);
		if (isGone) stopped.add(part.app.code);
	}
	const isStopped = ({ app }: Part) => stopped.has(app.code);
	const claimed = await planRows(run, read, settings.minNumbers, isStopped);
	await sendParts(run, claimed, settings.minPoints);
	const addHints = () => {
		tally.addHint(run);
		heldHint(run, parts.all);
		sentHint(run, parts.all);
	};
	const followed = parts.all.filter((part) => !isStopped(part));
	const ids = uploadIdsOf(followed.filter(isPending));
	const waited = await waitInPlace(run, ids, wait, place, {
		wait: async (poll, deadline) => await followParts(run, followed, poll, deadline),
		isPending: () => followed.some(isPending),
		handOver: async (poll) => {
			addHints();
			return await handOverRows(run, { rows, parts: parts.all, settings, poll });
		},
	});
	if (!waited) return [];
	const output = await finishRows(run, rows, parts.all, settings);
	addHints();
	return output;
}
