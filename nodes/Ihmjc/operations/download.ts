import type { BinaryHelperFunctions, IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { ResultFile } from '../service/download';
import type { Progress } from '../service/query';
import type { ByteStream } from '../service/transport';
import { serviceError, userError } from './errors';
import { fetchFile, INCOMPLETE_HINT } from './fetchFile';
import type { Operation } from './operation';
import { perUpload } from './perUpload';
import { readToEnd } from './readToEnd';
import type { Run } from './Run';
import { uploadIdField } from './uploadIdField';
import { waitError } from './waitError';
import { askOnce } from './waitForUploads';

const MIME_TYPES = { zip: 'application/zip', activated: 'text/plain', unregistered: 'text/plain' };

export const downloadOperation: Operation = {
	resource: 'detection',
	value: 'download',
	name: 'Download',
	action: 'Download result of upload',
	description: 'Get the lists of a finished upload, as files or as items; costs nothing',
	properties: [
		uploadIdField,
		{
			displayName: 'File',
			name: 'file',
			type: 'options',
			options: [
				{
					name: 'Activated',
					value: 'activated',
					description: 'The numbers that are registered with the app',
				},
				{
					name: 'Both',
					value: 'both',
					description: 'The activated and the unregistered, one after the other',
				},
				{
					name: 'Unregistered',
					value: 'unregistered',
					description: 'The numbers that are not registered with the app',
				},
				{ name: 'ZIP', value: 'zip', description: 'All lists in one ZIP file, as Ihmjc makes it' },
			],
			default: 'activated',
			description: 'Which result list to download',
		},
		{
			displayName: 'Output As',
			name: 'outputAs',
			type: 'options',
			options: [
				{ name: 'File', value: 'binary', description: 'One item per file' },
				{ name: 'Items', value: 'items', description: 'One item per number' },
			],
			default: 'binary',
			description: 'Whether to give out files, or an item for every number',
			displayOptions: { hide: { file: ['zip'] } },
		},
		{
			displayName: 'Put Output File in Field',
			name: 'binaryPropertyName',
			type: 'string',
			// Not required: for a ZIP, where Output As was Items before, n8n would miss a value that it has.
			default: 'data',
			placeholder: 'e.g. data',
			hint: 'The name of the output field to put the file in',
			description: 'The name of the binary field in the output',
			displayOptions: { hide: { outputAs: ['items'] } },
		},
	],
	async execute(run) {
		return await perUpload(
			run,
			async (uploadIds) => await askOnce(run, uploadIds),
			async (upload, uploadId, item) => {
				if (upload.state !== 'done') throw waitError(run, uploadId, upload, item);
				const progress = upload.answer as Progress;
				if (!progress.done) throw notDoneError(run, uploadId, progress, item);

				const choice = run.text('file', item);
				const asItems = choice !== 'zip' && run.text('outputAs', item) === 'items';
				const give = asItems ? listItems : fileItem;
				const output: INodeExecutionData[] = [];
				for (const file of filesOf(choice)) {
					for (const each of await give(run, { uploadId, file, progress, item })) output.push(each);
				}
				return output;
			},
		);
	},
};

interface Wish {
	uploadId: string;
	file: ResultFile;
	progress: Progress;
	item: number;
}

const filesOf = (choice: string): ResultFile[] => {
	if (choice === 'both') return ['activated', 'unregistered'];
	return [choice === 'zip' || choice === 'unregistered' ? choice : 'activated'];
};

const expectedCount = (file: ResultFile, progress: Progress) =>
	file === 'zip' ? undefined : progress[file];

async function fileItem(
	run: Run,
	{ uploadId, file, progress, item }: Wish,
): Promise<INodeExecutionData[]> {
	const ending = file === 'zip' ? 'zip' : 'txt';
	const ownName = `${uploadId}-${file}.${ending}`;
	const field = run.text('binaryPropertyName', item) || 'data';
	const fetched = await fetchFile(run, {
		uploadId,
		file,
		expected: expectedCount(file, progress),
		receive: async (chunks, { fileName = ownName, body }) =>
			await run.context.helpers.prepareBinaryData(
				streamOf(chunks, body),
				fileName,
				MIME_TYPES[file],
			),
	});
	if (!fetched.ok) {
		throw serviceError(run, fetched.fault, { itemIndex: item, uploadIds: [uploadId] });
	}
	const { value, fileName = ownName, size, complete } = fetched.value;
	if (!complete) run.hints.warning(INCOMPLETE_HINT);
	const json: IDataObject = { uploadId, file, fileName, fileSize: size, complete };
	return [{ json, binary: { [field]: value }, pairedItem: { item } }];
}

async function listItems(
	run: Run,
	{ uploadId, file, progress, item }: Wish,
): Promise<INodeExecutionData[]> {
	let output: INodeExecutionData[] = [];
	const fetched = await fetchFile(run, {
		uploadId,
		file,
		expected: expectedCount(file, progress),
		receive: readToEnd,
		onStart: () => (output = []),
		onNumber: (number) =>
			output.push({
				json: { number: String(number), status: file, uploadId },
				pairedItem: { item },
			}),
	});
	if (!fetched.ok) {
		throw serviceError(run, fetched.fault, { itemIndex: item, uploadIds: [uploadId] });
	}
	if (!fetched.value.complete) run.hints.warning(INCOMPLETE_HINT);
	return output;
}

type StoredData = Parameters<BinaryHelperFunctions['prepareBinaryData']>[0];

/** A Node stream, without an import of `node:stream`, which n8n Cloud doesn't allow. */
function streamOf(chunks: AsyncIterable<Uint8Array>, { constructor }: ByteStream): StoredData {
	const Stream = constructor as unknown as { from(chunks: AsyncIterable<Uint8Array>): StoredData };
	return Stream.from(chunks);
}

function notDoneError(run: Run, uploadId: string, { status }: Progress, itemIndex: number) {
	return userError(
		run,
		`Upload ${uploadId} is not done yet (status "${status}"), so there is nothing to download`,
		'Put Wait Until Done before Download, or try again later. The upload goes on at the service.',
		{ itemIndex, uploadIds: [uploadId] },
	);
}
