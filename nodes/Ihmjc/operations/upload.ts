import type { IDataObject, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { listSettings } from '../input/itemSettings';
import {
	foreignNumbersOption,
	numberFields,
	splitByOption,
	strictNumbersOption,
} from '../input/numberFields';
import { errorItem, type NodeError, serviceError } from '../run/errors';
import { inInputOrder } from '../run/forEachItem';
import { pointsSpentHint } from '../run/hints';
import { optionsField } from '../run/optionsField';
import type { Run } from '../run/Run';
import type { Fault } from '../service/Fault';
import { safeFileName } from '../service/fileNames';
import type { AcceptedUpload } from '../service/upload';
import { claimUploads, releaseUploads } from '../uploads/claimUploads';
import { listsError } from '../uploads/errors';
import { LIST_NAME, listFile, type ListFile } from '../uploads/ListFile';
import { planUploads } from '../uploads/planUploads';
import { submitList } from '../uploads/submitList';
import { isClaimed, type Upload } from '../uploads/Upload';
import { plainText } from '../util/values';
import type { Operation } from './Operation';

const uploadOptions: INodeProperties[] = [
	{
		displayName: 'File Name',
		name: 'fileName',
		type: 'string',
		default: LIST_NAME,
		placeholder: 'e.g. customers.txt',
		description: 'The file name of the list at Ihmjc',
	},
	foreignNumbersOption,
	splitByOption,
	strictNumbersOption,
];

/** Uploads to make, each with its list. */
interface PreparedUploads {
	files: Map<Upload, ListFile>;
	/** How many invalid numbers were skipped for each. */
	invalid: Map<Upload, number>;
	problems: Map<number, NodeError>;
}

export const uploadOperation: Operation = {
	resource: 'detection',
	value: 'upload',
	name: 'Upload',
	action: 'Upload phone numbers',
	description: 'Send numbers and get an upload ID, without waiting. Charged per number.',
	toolDescription:
		'Send phone numbers to Ihmjc to be checked, without waiting for the result. This spends points, which are bought with money, for each number. Write every number with + and its country code, such as +14155550100, one per line. Returns an uploadId for each list: pass it to the tools Wait Until Done and Download, which are free. While you are answering the same message, sending the same numbers again is free and returns the same uploadId. In a later message it is charged again.',
	properties: [...numberFields, ...optionsField(uploadOptions)],
	async execute(run) {
		const options = run.options();
		const prepared = await run.submissions.inTurn(async () => {
			const lists = await prepareLists(run, options);
			await claimLists(run, lists.files);
			return lists;
		});
		try {
			return await send(run, prepared);
		} finally {
			releaseUploads(run, [...prepared.files.keys()]);
		}
	},
};

const fileNameOf = ({ fileName }: IDataObject) => safeFileName(plainText(fileName)) || LIST_NAME;

async function prepareLists(run: Run, options: IDataObject): Promise<PreparedUploads> {
	const { uploads, tally, ...planned } = await planUploads(run, listSettings(run, options));
	const files = new Map<Upload, ListFile>();
	for (const upload of uploads) {
		const inAnyOrder = run.isTool;
		files.set(upload, listFile(fileNameOf(options), upload.numbers, { inAnyOrder }));
	}
	tally.addHint(run);
	return { files, ...planned };
}

async function claimLists(run: Run, files: Map<Upload, ListFile>): Promise<void> {
	const submissionOf = run.listSubmissions();
	for (const [upload, file] of files) {
		upload.submission = submissionOf(upload.app.code, await file.identity(), file.count);
	}
	claimUploads(run, [...files.keys()]);
}

/** Sends every list, even after one was refused. */
async function send(
	run: Run,
	{ files, invalid, problems }: PreparedUploads,
): Promise<INodeExecutionData[]> {
	const output: INodeExecutionData[] = [];
	const pointsLeft: Array<number | null> = [];
	let sent = 0;
	for (const [upload, file] of files) {
		if (!isClaimed(upload)) continue;
		const outcome = await submitList(run, upload, file);
		if (outcome.ok) {
			upload.uploadId = outcome.value.uploadId;
			sent += file.count;
			pointsLeft.push(outcome.value.pointsLeft);
			output.push(uploadItem(upload, outcome.value, invalid.get(upload)));
		} else {
			upload.fault = outcome.fault;
			if (run.continues)
				for (const each of refusedItems(run, upload, outcome.fault)) output.push(each);
		}
	}
	const uploads = [...files.keys()];
	if (!run.continues && uploads.some(({ state }) => state === 'failed')) {
		throw listsError(run, uploads);
	}
	for (const [item, error] of problems) output.push(errorItem(error, item));
	pointsSpentHint(run, sent, pointsLeft);
	return inInputOrder(output);
}

function uploadItem(
	{ app, items, numbers: { country, callingCode, size, duplicates } }: Upload,
	{ uploadId, accepted, pointsLeft }: AcceptedUpload,
	invalid = 0,
): INodeExecutionData {
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
const refusedItems = (run: Run, { items }: Upload, fault: Fault) =>
	items.map((item) => errorItem(serviceError(run, fault, { itemIndex: item }), item));
