import type { INodeExecutionData } from 'n8n-workflow';

import { waitInPlace } from '../../handOver/waitInPlace';
import { waitPlace } from '../../handOver/waitPlace';
import { numberFields, sourceOf } from '../../input/numberFields';
import { rethrowUnlessContinuing } from '../../run/errors';
import { optionsField } from '../../run/fields';
import type { Run } from '../../run/Run';
import { WAIT_NOT_FOR_TOOLS, TOOL_WAIT } from '../../uploads/fields';
import { followParts } from '../../uploads/followParts';
import { heldHint, minNumbersOption } from '../../uploads/guards';
import { isPending, type Part, uploadIdsOf } from '../../uploads/Part';
import { sendParts, sentHint } from '../../uploads/sendParts';
import type { Operation } from '../Operation';
import { checkOptions, checkSettings, type RowSettings, rowSettings } from './checkOptions';
import { failRows } from './failRows';
import { failureTest, finishRows } from './finishRows';
import { handOverRows } from './handOverRows';
import { planRows } from './planRows';
import { readRows } from './readRows';
import { resumeUploads } from './resumeUploads';

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
		...optionsField(checkOptions, TOOL_WAIT, [...WAIT_NOT_FOR_TOOLS, minNumbersOption]),
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
	const { wait, keepFailed } = settings;
	const read = await readRows(run, settings);
	const { rows, parts, tally } = read;
	const place = waitPlace(run, wait, rows);

	await resumeUploads(run, read, wait, place.inMemory === 0 ? 'status' : 'done');
	const isGone = ({ state }: Part) => state.kind === 'failed' && !keepFailed && !run.continues;
	const stopped = new Set(parts.all.filter(isGone).map(({ app }) => app.code));
	const isStopped = ({ app }: Part) => stopped.has(app.code);
	const claimed = await planRows(run, read, settings, isStopped);
	await sendParts(run, claimed);
	const addHints = () => {
		tally.addHint(run);
		heldHint(run, parts.all);
		sentHint(run, parts.all);
	};
	const ids = uploadIdsOf(parts.all.filter(isPending));
	const ending = await waitInPlace(run, ids, wait, place, {
		operation: 'check',
		wait: async (poll, deadline) => await followParts(run, parts.all, poll, deadline),
		handOver: async () => {
			addHints();
			return await handOverRows(run, read, settings);
		},
	});
	if (ending === 'handedOver') return [];
	const isFailing = failureTest(keepFailed, wait.onTimeout);
	const output = await finishRows(run, rows, parts.all, settings, isFailing);
	addHints();
	return output;
}
