import type { INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { listSettings } from '../input/itemSettings';
import {
	foreignNumbersOption,
	numberFields,
	splitByOption,
	strictNumbersOption,
} from '../input/numberFields';
import type { Acceptance } from '../results/uploadId';
import { errorItem, serviceError } from '../run/errors';
import { inInputOrder } from '../run/forEachItem';
import { optionsField } from '../run/optionsField';
import { readOption } from '../run/readOption';
import type { Run } from '../run/Run';
import type { Fault } from '../service/Fault';
import { safeFileName } from '../service/fileNames';
import { listsError } from '../uploads/errors';
import { minPoints, minPointsOption } from '../uploads/guards';
import type { Part } from '../uploads/Part';
import { nothingItems, type PlannedParts, planParts } from '../uploads/planParts';
import { claimParts, LIST_NAME, sendParts, sentHint } from '../uploads/sendParts';
import type { Operation } from './Operation';

const fileNameOption: INodeProperties = {
	displayName: 'File Name',
	name: 'fileName',
	type: 'string',
	default: LIST_NAME,
	placeholder: 'e.g. customers.txt',
	description: 'The file name of the list at Ihmjc',
};

const uploadOptions: INodeProperties[] = [
	fileNameOption,
	foreignNumbersOption,
	minPointsOption,
	splitByOption,
	strictNumbersOption,
];

export const uploadOperation: Operation = {
	resource: 'detection',
	value: 'upload',
	name: 'Upload',
	action: 'Upload phone numbers',
	description: 'Send numbers and get an upload ID, without waiting. Charged per number.',
	toolDescription:
		'Send phone numbers to Ihmjc to be checked, without waiting for the result. This spends points, which are bought with money, for each number. Write every number with + and its country code, such as +14155550100, one per line. Ihmjc may refuse single numbers as too few; refused numbers are not charged. Returns an uploadId for each list: pass it to the tools Wait Until Done and Download, which are free. While you are answering the same message, sending the same numbers again is free and returns the same uploadId. In a later message it is charged again.',
	properties: [...numberFields, ...optionsField(uploadOptions)],
	async execute(run) {
		const settings = listSettings(run);
		const least = minPoints(run);
		const fileName = safeFileName(readOption(run, fileNameOption)) || LIST_NAME;
		const planned = await run.ledger.inTurn(async () => {
			const read = await planParts(run, settings);
			return { ...read, claimed: claimParts(run, read.parts) };
		});
		const { parts, tally, claimed } = planned;
		await sendParts(run, claimed, least, fileName);
		if (!run.continues && parts.some(({ state }) => state.kind === 'failed')) {
			throw listsError(run, parts);
		}
		tally.addHint(run);
		sentHints(run, parts);
		return outputOf(run, planned);
	},
};

/** Says how many numbers were sent, or that nothing was. */
function sentHints(run: Run, parts: readonly Part[]): void {
	const isSent = sentHint(run, parts);
	if (!isSent && parts.some(({ uploadId }) => uploadId !== undefined)) {
		run.hints.info(
			'Nothing was sent. This execution has sent these numbers before, and their uploads are returned.',
		);
	}
}

function outputOf(run: Run, planned: PlannedParts): INodeExecutionData[] {
	const { parts, invalid, problems } = planned;
	const output = [...problems].map(([item, error]) => errorItem(error, item));
	for (const part of parts) {
		const { state } = part;
		if (state.kind !== 'failed') output.push(uploadItem(part, invalid.get(part)));
		else for (const each of refusedItems(run, part, state.fault)) output.push(each);
	}
	if (parts.length === 0) {
		const message = 'Nothing was sent, because there is no valid phone number.';
		const more = { appCode: '', accepted: null, pointsLeft: null, message };
		for (const each of nothingItems(run, planned, more)) output.push(each);
	}
	return inInputOrder(output);
}

function uploadItem(
	{ app, items, numbers, duplicates, paid }: Part,
	invalid = 0,
): INodeExecutionData {
	const { uploadId, accepted, pointsLeft } = paid?.acceptance as Acceptance;
	const { country, callingCode, size } = numbers;
	return {
		json: {
			uploadId,
			app: app.slug,
			appCode: app.code,
			country,
			callingCode,
			numbers: size,
			duplicates,
			invalid,
			accepted,
			pointsLeft,
		},
		pairedItem: items.map((item) => ({ item })),
	};
}

/** Makes an error item for every row of a refused list, so that n8n adds the fields of the row to it. */
const refusedItems = (run: Run, { items }: Part, fault: Fault) =>
	items.map((item) => errorItem(serviceError(run, fault, { itemIndex: item }), item));
