import type { IDataObject, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { maxNumbers } from '../input/assertWithinLimit';
import { inputFile } from '../input/inputFile';
import { itemApps, listSettings } from '../input/itemSettings';
import {
	foreignNumbersOption,
	numberFields,
	sourceOf,
	splitByOption,
	strictNumbersOption,
} from '../input/numberFields';
import { NumberList } from '../numbers/NumberList';
import { errorItem, type NodeError, serviceError, rethrowUnlessContinuing } from '../run/errors';
import { inInputOrder } from '../run/forEachItem';
import { pointsSpentHint } from '../run/hints';
import { optionsField } from '../run/optionsField';
import type { Run } from '../run/Run';
import type { Fault } from '../service/Fault';
import { safeFileName } from '../service/fileNames';
import type { AcceptedUpload } from '../service/upload';
import { claimUploads, releaseUploads } from '../uploads/claimUploads';
import { listsError } from '../uploads/errors';
import {
	countIfReadable,
	fileAsItIs,
	LIST_NAME,
	listFile,
	type ListFile,
} from '../uploads/ListFile';
import { planUploads } from '../uploads/planUploads';
import { submitList } from '../uploads/submitList';
import { isClaimed, Upload } from '../uploads/Upload';
import { readBoolean, plainText } from '../util/values';
import type { Operation } from './Operation';

const uploadOptions: INodeProperties[] = [
	{
		displayName: 'Clean Up',
		name: 'cleanUp',
		type: 'boolean',
		default: false,
		description:
			'Whether to skip duplicates and invalid numbers, and make one upload for each country. If off, the file is sent as it is, and Default Country, Foreign Numbers, Split By and Strict Numbers have no effect.',
		displayOptions: { show: { '/source': ['binary'] } },
	},
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
	invalid?: Map<Upload, number>;
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
		const asItIs = sourceOf(run) === 'binary' && !readBoolean(options.cleanUp);
		const prepared = await run.submissions.inTurn(async () => {
			const { files, ...rest } = asItIs
				? await prepareFiles(run, fileNameOf(options))
				: await prepareLists(run, options);
			await claimFiles(run, files);
			return { files, ...rest };
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

async function prepareFiles(run: Run, name: string): Promise<PreparedUploads> {
	const files = new Map<Upload, ListFile>();
	const problems = new Map<number, NodeError>();
	const appsOf = itemApps(run);
	const isLimited = maxNumbers(run) > 0;
	for (let item = 0; item < run.items.length; item++) {
		try {
			const apps = appsOf(item);
			const file = await fileAsItIs(name, await inputFile(run, item));
			if (isLimited) await file.count();
			for (const app of apps) {
				const upload = new Upload(app, new NumberList('', ''));
				upload.items.push(item);
				files.set(upload, file);
			}
		} catch (error) {
			problems.set(item, rethrowUnlessContinuing(run, error));
		}
	}
	return { files, problems };
}

async function claimFiles(run: Run, files: Map<Upload, ListFile>): Promise<void> {
	const submissionOf = run.listSubmissions();
	const isLimited = maxNumbers(run) > 0;
	for (const [upload, file] of files) {
		const size = file.isAsItIs && !isLimited ? null : await file.count();
		upload.submission = submissionOf(upload.app.code, await file.identity(), size);
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
			const numbers = await countIfReadable(file);
			sent += numbers ?? 0;
			pointsLeft.push(outcome.value.pointsLeft);
			output.push(uploadItem(upload, outcome.value, numbers, invalid?.get(upload)));
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
	{ app, items, numbers: { country, callingCode, duplicates } }: Upload,
	{ uploadId, accepted, pointsLeft }: AcceptedUpload,
	numbers: number | undefined,
	invalid = 0,
): INodeExecutionData {
	return {
		json: {
			uploadId,
			app: app.slug,
			appCode: app.code,
			country,
			callingCode,
			numbers: numbers ?? null,
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
