import type { IDataObject, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import type { App } from '../apps/apps';
import { isOn } from '../isOn';
import { plainText } from '../plainText';
import type { Fault } from '../service/Fault';
import { safeFileName } from '../service/safeFileName';
import type { AcceptedUpload } from '../service/upload';
import { assertWithinLimit, maxNumbers } from './input/assertWithinLimit';
import { chosenApp } from './input/chosenApp';
import { gatherLists } from './input/gatherLists';
import { inputFile } from './input/inputFile';
import { listSettings } from './input/listSettings';
import { duplicatesOf } from './input/NumberBatch';
import { numberFields, splitByOption, strictNumbersOption } from './input/numberFields';
import { sourceOf } from './input/sourceOf';
import type { Operation } from './Operation';
import { choiceOf } from './run/choiceOf';
import { errorItem, serviceError, toleratedError, userError, type NodeError } from './run/errors';
import { optionsField } from './run/optionsField';
import { pointsSpentHint } from './run/pointsSpentHint';
import type { Run } from './run/Run';
import {
	countIfReadable,
	fileAsItIs,
	LIST_NAME,
	listFile,
	type ListFile,
} from './uploads/ListFile';
import { listsError, type ListState } from './uploads/listsError';
import { submitList } from './uploads/submitList';

const invalidNumbersOption: INodeProperties = {
	displayName: 'Invalid Numbers',
	name: 'invalidNumbers',
	type: 'options',
	options: [
		{ name: 'Error', value: 'error', description: 'Send nothing if any number is invalid' },
		{ name: 'Skip', value: 'skip', description: 'Leave them out and count them' },
	],
	default: 'skip',
	description: 'What to do with what is no phone number',
};

const uploadOptions: INodeProperties[] = [
	{
		displayName: 'Clean Up',
		name: 'cleanUp',
		type: 'boolean',
		default: false,
		description:
			'Whether to read the numbers as for items: leave out duplicates and what is no number, and make one upload for each country. If off, the file is sent as it is, and Default Country, Invalid Numbers, Split By and Strict Numbers make no difference.',
		displayOptions: { show: { '/source': ['binary'] } },
	},
	{
		displayName: 'File Name',
		name: 'fileName',
		type: 'string',
		default: LIST_NAME,
		placeholder: 'e.g. customers.txt',
		description: 'The name that the list gets at Ihmjc',
	},
	invalidNumbersOption,
	splitByOption,
	strictNumbersOption,
];

/** One upload to make. */
interface Parcel {
	app: App;
	file: ListFile;
	items: readonly number[];
	/** What the output says of it. */
	about: { country: string; callingCode: string; duplicates: number; invalid: number };
}

interface Packed {
	parcels: Parcel[];
	problems: Map<number, NodeError>;
}

export const uploadOperation: Operation = {
	resource: 'detection',
	value: 'upload',
	name: 'Upload',
	action: 'Upload phone numbers',
	description: 'Send numbers to be checked and get an upload ID; costs points for each number',
	toolDescription:
		'Send phone numbers to Ihmjc to be checked, without waiting for the result. This spends points, which are bought with money, for each number. Write every number with + and its country code, such as +14155550100, one per line. Returns an uploadId for each list: pass it to the tools Wait Until Done and Download, which are free. While you are answering the same message, sending the same numbers again is free and returns the same uploadId. In a later message it is charged again.',
	properties: [...numberFields, ...optionsField(uploadOptions)],
	async execute(run) {
		const options = run.options();
		const asItIs = sourceOf(run) === 'binary' && !isOn(options.cleanUp);
		const { parcels, problems } = asItIs
			? await packFiles(run, fileNameOf(options))
			: await packLists(run, options);
		return await send(run, parcels, problems);
	},
};

const fileNameOf = ({ fileName }: IDataObject) => safeFileName(plainText(fileName)) || LIST_NAME;

async function packLists(run: Run, options: IDataObject): Promise<Packed> {
	const isInvalidAnError =
		choiceOf<'error' | 'skip'>(run, invalidNumbersOption, options.invalidNumbers) === 'error';
	const { lists, tally, problems } = await gatherLists(run, listSettings(run, options));
	if (isInvalidAnError && tally.invalid > 0) {
		throw userError(
			run,
			`${tally.invalid} of the numbers are invalid (${tally.reasons}), so nothing was sent`,
			"Correct them, or set the option 'Invalid Numbers' to 'Skip'. Preview shows what would be sent.",
		);
	}
	const parcels: Parcel[] = [];
	for (const { app, numbers, items, invalid } of lists) {
		const { country, callingCode, duplicates } = numbers;
		parcels.push({
			app,
			items,
			file: await listFile(fileNameOf(options), numbers, { inAnyOrder: run.isTool }),
			about: { country, callingCode, duplicates, invalid },
		});
	}
	tally.addHints(run, duplicatesOf(lists));
	return { parcels, problems };
}

async function packFiles(run: Run, name: string): Promise<Packed> {
	const parcels: Parcel[] = [];
	const problems = new Map<number, NodeError>();
	const isLimited = maxNumbers(run) > 0;
	let numbers = 0;
	for (let item = 0; item < run.items.length; item++) {
		try {
			const app = chosenApp(run, item);
			const file = await fileAsItIs(name, await inputFile(run, item));
			if (isLimited) numbers += await file.count();
			parcels.push({
				app,
				file,
				items: [item],
				about: { country: '', callingCode: '', duplicates: 0, invalid: 0 },
			});
		} catch (error) {
			problems.set(item, toleratedError(run, error));
		}
	}
	if (isLimited) assertWithinLimit(run, numbers, 0);
	return { parcels, problems };
}

/** Sends all, also when one is refused; then says which were. */
async function send(
	run: Run,
	parcels: Parcel[],
	problems: Map<number, NodeError>,
): Promise<INodeExecutionData[]> {
	const submissions = run.submissions();
	const output: INodeExecutionData[] = [];
	const states: ListState[] = [];
	const pointsLeft: Array<number | null> = [];
	let sent = 0;
	for (const parcel of parcels) {
		const { app, about, file, items } = parcel;
		const submission = submissions.of(app.code, file.identity);
		const outcome = await submitList(run, submission, app, file);
		const { country, callingCode } = about;
		const list = { app, country, callingCode, item: items[0] };
		if (outcome.ok) {
			const numbers = await countIfReadable(file);
			sent += numbers ?? 0;
			states.push({ ...list, state: 'accepted', uploadId: outcome.value.uploadId });
			pointsLeft.push(outcome.value.pointsLeft);
			output.push(uploadItem(parcel, outcome.value, numbers));
		} else {
			states.push({ ...list, state: 'failed', fault: outcome.fault });
			if (run.continues)
				for (const each of refusedItems(run, parcel, outcome.fault)) output.push(each);
		}
	}
	if (!run.continues && states.some(({ state }) => state === 'failed')) {
		throw listsError(run, states);
	}
	for (const [item, error] of problems) output.push(errorItem(error, item));
	pointsSpentHint(run, sent, pointsLeft);
	return output;
}

function uploadItem(
	{ app, items, about }: Parcel,
	{ uploadId, accepted, pointsLeft }: AcceptedUpload,
	numbers: number | undefined,
): INodeExecutionData {
	const { country, callingCode, duplicates, invalid } = about;
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

/** Every row of a refused list gets to the error output, for n8n to merge it back in. */
const refusedItems = (run: Run, { items }: Parcel, fault: Fault) =>
	items.map((item) => errorItem(serviceError(run, fault, { itemIndex: item }), item));
