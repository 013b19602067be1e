import type { INodeExecutionData } from 'n8n-workflow';

import { listSettings } from '../input/itemSettings';
import {
	foreignNumbersOption,
	numberFields,
	splitByOption,
	strictNumbersOption,
} from '../input/numberFields';
import type { Acceptance } from '../results/uploadId';
import { errorItem, serviceError } from '../run/errors';
import { optionsField, textField } from '../run/fields';
import { readOption } from '../run/readOption';
import type { Run } from '../run/Run';
import { safeFileName } from '../service/fileNames';
import { listsError } from '../uploads/errors';
import { minPointsOption } from '../uploads/guards';
import { listItems, listsOutput, type PlannedParts, planParts } from '../uploads/planParts';
import { claimParts, LIST_NAME, sendParts, sentHint } from '../uploads/sendParts';
import type { Operation } from './Operation';

const fileNameOption = textField('fileName', 'File Name', {
	default: LIST_NAME,
	placeholder: 'e.g. customers.txt',
	description: 'The file name of the list at Ihmjc',
});

export const uploadOperation: Operation = {
	resource: 'detection',
	value: 'upload',
	name: 'Upload',
	action: 'Upload phone numbers',
	description: 'Send numbers and get an upload ID, without waiting. Charged per number.',
	toolDescription:
		'Send phone numbers to Ihmjc to be checked, without waiting for the result. This spends points, which are bought with money, for each number. Write every number with + and its country code, such as +14155550100, one per line. Ihmjc may refuse single numbers as too few; refused numbers are not charged. Returns an uploadId for each list: pass it to the tools Wait Until Done and Download, which are free. While you are answering the same message, sending the same numbers again is free and returns the same uploadId. In a later message it is charged again.',
	properties: [
		...numberFields,
		...optionsField([
			fileNameOption,
			foreignNumbersOption,
			minPointsOption,
			splitByOption,
			strictNumbersOption,
		]),
	],
	async execute(run) {
		const settings = listSettings(run);
		const least = readOption(run, minPointsOption);
		const fileName = safeFileName(readOption(run, fileNameOption)) || LIST_NAME;
		const planned = await run.ledger.inTurn(async () => {
			const read = await planParts(run, settings);
			return { ...read, claimed: await claimParts(run, read.parts, least) };
		});
		const { parts, tally, claimed } = planned;
		await sendParts(run, claimed, fileName);
		if (!run.continues && parts.some(({ state }) => state.kind === 'failed')) {
			throw listsError(run, parts);
		}
		tally.addHint(run);
		if (!sentHint(run, parts) && parts.some(({ uploadId }) => uploadId !== undefined)) {
			run.hints.info(
				'Nothing was sent. This execution has sent these numbers before, and their uploads are returned.',
			);
		}
		return outputOf(run, planned);
	},
};

function outputOf(run: Run, planned: PlannedParts): INodeExecutionData[] {
	const { parts } = planned;
	const sent = parts.filter(({ state }) => state.kind !== 'failed');
	const output = listItems(sent, planned, ({ app, paid }, counts) => {
		const { uploadId, accepted, pointsLeft } = paid?.saved?.acceptance as Acceptance;
		return { uploadId, app: app.slug, appCode: app.code, ...counts, accepted, pointsLeft };
	});
	for (const { items, state } of parts) {
		if (state.kind !== 'failed') continue;
		// Every row of a refused list has an error item, so that n8n adds the fields of the row to it.
		for (const itemIndex of items) {
			output.push(errorItem(serviceError(run, state.fault, { itemIndex }), itemIndex));
		}
	}
	const message = 'Nothing was sent, because there is no valid phone number.';
	const nothing = { appCode: '', accepted: null, pointsLeft: null, message };
	return listsOutput(run, planned, output, nothing);
}
